"""Pictures of every page, light and dark, wide and narrow: `make screenshots`, to be looked at by a person."""

import argparse
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from tests.e2e.server import ROOT, browser, running_app, settle

PAGES = ("portfolio", "programme", "assessment", "commitment", "realization", "guarantee", "present")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = {1440: 900, 390: 844}


def take(opened: Browser, address: str, plan: str, wanted: list[str], folder: Path) -> None:
    """Every wanted page in both schemes and both widths, as whole pages."""
    for scheme in SCHEMES:
        for width, height in WIDTHS.items():
            context = opened.new_context(
                color_scheme=scheme,
                viewport={"width": width, "height": height},
                reduced_motion="reduce",
                locale="en-GB",
            )
            page = context.new_page()
            for name in wanted:
                # the first page has no path of its own
                page.goto(f"{address}/{'' if name == PAGES[0] else name}?plan={plan}")
                settle(page)
                # Streamlit scrolls an inner element: a tall window shows the whole page at once
                tall = page.evaluate("document.querySelector('[data-testid=stMain]')?.scrollHeight || 0")
                page.set_viewport_size({"width": width, "height": max(height, min(int(tall) + 40, 6000))})
                page.wait_for_timeout(600)
                page.screenshot(path=folder / f"{plan}-{name}-{scheme}-{width}.png")
                page.set_viewport_size({"width": width, "height": height})
            page.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", default=list(PAGES))
    parser.add_argument("--plans", type=Path, default=ROOT / "plans")
    parser.add_argument("--plan", action="append")
    parser.add_argument("--to", type=Path, default=ROOT / "screenshots")
    given = parser.parse_args()
    given.to.mkdir(exist_ok=True)
    with running_app(given.plans) as address, browser() as opened:
        for plan in given.plan or ["harbour-bank", "city-clinic", "river-logistics"]:
            take(opened, address, plan, given.pages, given.to)


if __name__ == "__main__":
    main()
