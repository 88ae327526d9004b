"""The network on the Realization page: neighbourhoods, links changed without ids, loops refused by name."""

import json

from tests.ui.test_page_realization import page, plans, stored, texts  # noqa: F401 (plans is a fixture)


def network(id: str):
    app = page("harbour-bank", id)
    app.session_state["network-part"] = True
    return app.run()


def picture(app):
    (found,) = pictures(app)
    return json.loads(found.proto.json)


def pictures(app):
    return [each for each in app.get("bidi_component") if each.proto.component_name == "kept.network"]


def box(app, kind: str, ending: str):
    (found,) = [each for each in app.get(kind) if each.key and each.key.endswith(ending)]
    return found


def test_it_is_drawn_only_when_it_is_opened(plans):  # noqa: F811
    assert not pictures(page("harbour-bank", "call-pilot"))
    data = picture(network("call-pilot"))
    assert {each["id"] for each in data["boxes"]} >= {"call-pilot", "call-roster"}


def test_how_far(plans):  # noqa: F811
    app = network("call-list")
    near = {each["id"] for each in picture(app)["boxes"]}
    box(app, "button_group", "see-network.steps").set_value("1").run()
    assert {each["id"] for each in picture(app)["boxes"]} < near
    box(app, "button_group", "see-network.steps").set_value("whole").run()
    assert {each["id"] for each in picture(app)["boxes"]} >= {*stored(plans)["activities"]}


def test_a_link_is_chosen_tried_and_saved_as_one_edit(plans):  # noqa: F811
    app = network("call-pilot")
    before = stored(plans)["activities"]["call-pilot"]["after"]
    box(app, "selectbox", ".added").set_value("note-screen").run()
    box(app, "selectbox", ".kind").set_value("SS").run()
    box(app, "number_input", ".lag").set_value(40.0).run()
    assert "If you save:" in texts(app)
    assert "Finish \\+" in texts(app)
    assert stored(plans)["activities"]["call-pilot"]["after"] == before
    app.button(key="save-links").click().run()
    assert not app.exception
    assert stored(plans)["activities"]["call-pilot"]["after"] == [*before, "note-screen SS+40d"]


def test_a_link_is_taken_away(plans):  # noqa: F811
    app = network("call-pilot")
    first, *rest = stored(plans)["activities"]["call-pilot"]["after"]
    box(app, "multiselect", ".dropped").set_value([first]).run()
    app.button(key="save-links").click().run()
    assert stored(plans)["activities"]["call-pilot"]["after"] == rest


def test_a_loop_is_refused_by_name_before_it_is_saved(plans):  # noqa: F811
    app = network("call-roster")
    box(app, "selectbox", ".added").set_value("call-pilot").run()
    (error,) = [each.value for each in app.error if "waits for itself" in each.value]
    assert "Draw up who calls" in error
    assert "→ Try the roster" in error
    assert "call\\-pilot" not in error
    assert app.button(key="save-links").disabled
