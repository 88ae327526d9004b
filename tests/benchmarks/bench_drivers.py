"""Are known drivers found again, and are ties shown where they should be? python -m tests.benchmarks.bench_drivers"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.known_drivers import ANSWERS, CORRELATION, DESIGNS, Design, Found, found, share_of

DATA_SETS = 200
NEEDED = 0.9


def lines(design: Design, results: list[Found]) -> list[str]:
    """What came out for one design."""
    slopes = ", ".join(f"{each:g}" for each in design.slopes)
    shares = ", ".join(f"{100 * each:.1f}" for each in design.shares)
    return [
        f"{design.name}",
        f"  true slopes {slopes}; R² {design.r2:g}; true shares of 100: {shares}",
        f"  the true first 3 are within the first 4 shown: {100 * share_of([r.within for r in results]):.1f} %"
        f" of {len(results)} data sets (by least squares: {100 * share_of([r.by_slopes for r in results]):.1f} %)",
        f"  a tie is shown wherever items weigh the same: {100 * share_of([r.equal_tied for r in results]):.1f} %;"
        f" data sets with a pair put apart wrongly: {sum(r.wrong > 0 for r in results)}",
        f"  pairs that differ and are put apart: {100 * sum(r.apart for r in results) / len(results):.1f} %",
    ]


def main() -> int:
    """0 where the first design reaches what is needed."""
    print(f"{ANSWERS} answers, {len(DESIGNS[0].slopes)} items correlated {CORRELATION}, {DATA_SETS} data sets each\n")
    reached = True
    for place, design in enumerate(DESIGNS):
        results = [found(design, seed) for seed in range(DATA_SETS)]
        print("\n".join(lines(design, results)) + "\n", flush=True)
        if place == 0:
            reached = share_of([each.within for each in results]) >= NEEDED
    print(f"needed for the first design: {100 * NEEDED:.0f} %: {'reached' if reached else 'MISSED'}")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
