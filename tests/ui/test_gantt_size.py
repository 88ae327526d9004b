"""How much of the Gantt chart is drawn, and how large."""

import json

import pytest
import yaml

from improvement.view.charts.gantt import HEAD, ROW
from improvement.view.charts.theme import LIGHT, PRESENT_TEXT_SIZE, PRINT_TEXT_SIZE, TEXT_SIZE
from tests.ui.test_page_realization import page

ROWS = 100


@pytest.fixture
def many(tmp_path, monkeypatch):
    """A plan of a hundred rows: 99 pieces of work below one heading."""
    works = {f"w-{n}": {"title": f"Work {n}", "estimate": "2d"} for n in range(ROWS - 1)}
    plan = {"programme": {"title": "Many", "starts": "2027-01-04"}, "realization": {"activities": works}}
    folder = tmp_path / "plans" / "many"
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(yaml.safe_dump(plan))
    monkeypatch.setenv("KEPT_PLANS", str(folder.parent))


def charts(app) -> list[dict]:
    found = [json.loads(each.proto.spec) for each in app.get("vega_lite_chart")]
    return [each for each in found if "picked" in json.dumps(each.get("params", each["layer"]))]


def rows_drawn(chart: dict, size: int) -> int:
    return round((chart["height"] / size - HEAD) / ROW)


def choose(app, size: str):
    (found,) = [each for each in app.get("button_group") if each.key == "see-gantt.size"]
    return found.set_value(size).run()


@pytest.mark.usefixtures("many")
def test_forty_rows_at_first_and_up_to_150_on_demand():
    app = page("many")
    (chart,) = charts(app)
    assert rows_drawn(chart, TEXT_SIZE) == 41, "the last line says how many are left out"
    app.toggle(key="see-gantt.more").set_value(True).run()
    (chart,) = charts(app)
    assert rows_drawn(chart, TEXT_SIZE) == ROWS
    assert app.toggle(key="see-gantt.more").label == f"Draw {ROWS} rows instead of 40"


@pytest.mark.usefixtures("many")
def test_large_type_has_the_same_rows():
    (chart,) = charts(choose(page("many"), "large"))
    assert rows_drawn(chart, PRESENT_TEXT_SIZE) == 41
    assert chart["config"]["text"]["fontSize"] == PRESENT_TEXT_SIZE


@pytest.mark.usefixtures("many")
def test_for_print_each_sheet_has_forty_rows_on_white():
    app = choose(page("many"), "print")
    (sheet,) = charts(app)
    assert rows_drawn(sheet, PRINT_TEXT_SIZE) == 40
    assert sheet["background"] == LIGHT.background
    assert any(f"40 of {ROWS} rows" in each.value for each in app.caption)
    app.toggle(key="see-gantt.more").set_value(True).run()
    assert [rows_drawn(each, PRINT_TEXT_SIZE) for each in charts(app)] == [40, 40, 20]


def test_a_short_plan_is_drawn_whole(tmp_path, monkeypatch):
    folder = tmp_path / "plans" / "few"
    folder.mkdir(parents=True)
    works = {"a": {"title": "A", "estimate": "2d"}}
    plan = {"programme": {"title": "Few", "starts": "2027-01-04"}, "realization": {"activities": works}}
    (folder / "plan.yaml").write_text(yaml.safe_dump(plan))
    monkeypatch.setenv("KEPT_PLANS", str(folder.parent))
    assert not [each for each in page("few").toggle if each.key == "see-gantt.more"]
