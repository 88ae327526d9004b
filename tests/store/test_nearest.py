"""Which text a hand save was made from: told by what a person would have done to it."""

from improvement.store import nearest as module
from improvement.store.document import read_document
from improvement.store.hand import imported
from improvement.store.nearest import nearest

NAMES = "".join(f"    p{n}:\n      name: N{n}\n" for n in range(9))
BASE = f"programme:\n  title: Small\n  owner: ana\n  people:\n{NAMES}"


def edits(count: int) -> list[str]:
    """The base and texts that follow from it, one name changed in each, the newest first."""
    texts = [BASE]
    for n in range(count):
        texts.insert(0, texts[0].replace(f"p{n % 9}:\n      name: ", f"p{n % 9}:\n      name: x"))
    return texts


def test_the_text_that_was_read_is_found_however_old() -> None:
    known = edits(300)
    for age in (0, 1, 7, 40, 300):
        file = known[age].replace("Small", "'Large'   # now")
        assert nearest(known[0], file, known) == (known[age],)


def test_where_it_may_have_been_either_both_are_given() -> None:
    first, second = BASE.replace("Small", "Large"), BASE.replace("Small", "Huge")
    assert nearest(second, BASE.replace("Small", "By hand"), [second, first, BASE]) == (second, BASE)


def test_a_field_added_by_the_app_is_not_taken_for_one_that_the_person_removed() -> None:
    app = BASE.replace("N3", "N3\n      role: lead")
    file = BASE.replace("N3", "N3\n      count: 2")
    assert nearest(app, file, [app, BASE]) == (BASE,)


def test_the_search_does_not_go_on_for_ever(monkeypatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 5)
    known = edits(9)
    read = iter(known)
    assert nearest(known[0], known[0].replace("Small", "Large"), read) == (known[0],)
    assert len(list(read)) == len(known) - 6


def test_a_file_set_back_keeps_its_values_and_lists_what_the_app_wrote() -> None:
    app = BASE.replace("ana", "bo").replace("N3", "Neil")
    found = imported(read_document(app), read_document(BASE), [app, BASE.replace("ana", "bo"), BASE])
    assert found.document.text == BASE
    assert [(each.path[-1], each.old, each.new) for each in found.clashes] == [
        ("owner", "ana", "bo"),
        ("name", "N3", "Neil"),
    ]


def test_a_hand_save_saved_again_is_no_edit() -> None:
    raw = BASE.replace("Small", "By hand")
    app = raw.replace("ana", "bo")
    found = imported(read_document(app), read_document(raw), [app, raw, BASE], {raw})
    assert (found.document.text, found.clashes) == (app, ())


def test_who_takes_out_what_was_just_added_has_seen_it() -> None:
    added = BASE + "    new:\n      name: New\n    other:\n      name: Other\n"
    app = added.replace("ana", "bo")
    found = imported(read_document(app), read_document(BASE.replace("ana", "bo")), [app, added, BASE])
    assert found.document.text == BASE.replace("ana", "bo")
    assert {each.path[-1] for each in found.clashes} <= {"new", "other"}
