"""Every issue of the code base has words, and the words ask only for facts that the issue carries."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from improvement.checks.chains import chains
from improvement.checks.conditions import CONDITIONS
from improvement.checks.facts import Facts, Kept
from improvement.checks.registry import RULES
from improvement.errors import Place, Severity, advice, issue
from improvement.view import language
from improvement.view.wording import WORDS, consequence, full, hint, line, named, object_name, sentence, words
from tests.checks.plans import whole
from tests.checks.test_broken_plans import BROKEN, issues

PACKAGE = Path(__file__).resolve().parents[2] / "improvement"
MAKERS = {"advice", "issue", "rule", "hit", "refuse", "refused", "_refused", "_report", "_error", "_at"}
GIVEN = {"object", "field"}


def made_issues() -> Iterator[tuple[str, str, set[str] | None]]:
    """Where an issue is made, its id, and the names of its facts (None where they are computed)."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or _name(call.func) not in MAKERS:
                continue
            facts = {each.arg for each in call.keywords if each.arg}
            computed = any(each.arg is None for each in call.keywords) or _name(call.func) in {
                "rule",
                "refuse",
                "refused",
                "_refused",
            }
            for id in _first_texts(call):
                yield f"{file.name}:{call.lineno}", id, None if computed else facts


def _name(function: ast.expr) -> str:
    return getattr(function, "id", getattr(function, "attr", ""))


def _first_texts(call: ast.Call) -> list[str]:
    for argument in call.args:
        choices = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
        texts = [each.value for each in choices if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if texts:
            return texts
    return []


def entries(id: str) -> list[tuple[str, str]]:
    return [told for key, told in WORDS.items() if key == id or key.startswith(f"{id}.")]


def places(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


MADE = sorted({(id, where): facts for where, id, facts in made_issues()}.items())


@pytest.mark.parametrize(("key", "facts"), MADE, ids=[f"{id}@{where}" for (id, where), _ in MADE])
def test_every_issue_has_words_that_fit_its_facts(key: tuple[str, str], facts: set[str] | None) -> None:
    told = entries(key[0])
    assert told, f"no words for {key[0]}"
    if facts is not None:
        assert any(places("".join(each)) <= facts | GIVEN for each in told), (told, facts)


def test_every_rule_has_words() -> None:
    assert [id for id in RULES if not entries(id)] == []


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_every_issue_of_the_broken_plans_can_be_said(file: Path) -> None:
    for found in issues(file):
        assert entries(found.id)
        assert len(full(found)) > 15
        assert "{" not in sentence(found).replace("{within", "")


def test_the_words_of_issues_are_written_alike() -> None:
    for id, (told, advised) in WORDS.items():
        assert told
        assert told == told.strip()
        assert told.endswith(".") == (". " in told), id
        assert not advised or advised[0].isupper(), id
        assert not advised or advised.endswith((".", "}")), id


def test_conditions_and_cells_have_words() -> None:
    for each in CONDITIONS:
        assert words(each.id)
    facts = Facts(verdicts={"one-day": "safe"}, kept={"one-day": Kept(5, 7)}, points={"first-answer": 5})
    for chain in chains(whole(("    slow:\n", "    rude:\n      statement: x\n    slow:\n")), facts):
        for cell in chain.cells:
            assert words(cell.word, cell.facts)
    assert words("cell-missed", (("kept", 5), ("periods", 7))) == "5 of 7 periods kept"
    assert consequence("cell-no-measure") == "Nobody will know whether it is kept."
    assert consequence("cell-safe") == ""


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            issue("unknown-key", Severity.ERROR, ("programme", "titel"), key="titel", suggestion="title"),
            "plans/demo/plan.yaml:8:5: error[unknown-key]: programme: 'titel' is not known - did you mean 'title'?",
        ),
        (
            issue(
                "not-one-of",
                Severity.ERROR,
                ("assessment", "findings", "slow-complaints", "decision"),
                text="acepted",
                allowed="open, accepted, rejected, parked",
                suggestion="accepted",
            ),
            "plans/demo/plan.yaml:8:5: error[not-one-of]: finding slow-complaints: decision 'acepted' is not one of "
            "open, accepted, rejected, parked - did you mean 'accepted'?",
        ),
        (
            issue(
                "cycle",
                Severity.ERROR,
                ("realization", "activities", "brief-team", "after", "0"),
                id="brief-team",
                loop="brief-team -> pilot -> train -> brief-team",
            ),
            "plans/demo/plan.yaml:8:5: error[cycle]: activity brief-team waits for itself: "
            "brief-team -> pilot -> train -> brief-team. Remove one dependency.",
        ),
        (
            issue(
                "unknown-reference",
                Severity.ERROR,
                ("realization", "activities", "pilot", "after", "0"),
                field="after",
                text="breif-team",
                suggestion="brief-team",
            ),
            "plans/demo/plan.yaml:8:5: error[unknown-reference]: activity pilot waits for 'breif-team', which does "
            "not exist - did you mean 'brief-team'?",
        ),
        (
            issue("not-utf8", Severity.ERROR, byte=99, value="0xf3"),
            "plans/demo/plan.yaml:8:5: error[not-utf8]: byte 99 (0xf3); save the file as UTF-8",
        ),
        (
            issue("duplicate-key", Severity.ERROR, key="title", first_line=8),
            "plans/demo/plan.yaml:8:5: error[duplicate-key]: 'title' (first on line 8)",
        ),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_errors_look_as_agreed(found: object, expected: str) -> None:
    assert line(found, "plans/demo/plan.yaml", 8, 5) == expected  # type: ignore[arg-type]


def test_an_issue_that_knows_its_place_needs_no_other() -> None:
    found = issue("null-word", Severity.ERROR, Place("plan.yaml", (), 3, 9), word="~")
    assert line(found) == "plan.yaml:3:9: error[null-word]: '~' is refused. Write nothing: an empty value is absent."
    assert line(advice("no-workdays")).startswith("advice[no-workdays]: the calendar")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("realization", "activities", "pilot", "after", "0"), "activity pilot"),
        (("assessment", "findings", "slow"), "finding slow"),
        (("programme", "people", "ana", "skills", "listening"), "person ana"),
        (("programme", "titel"), "programme"),
        (("programme", "people"), "programme"),
        (("items", "q07", "scale"), "item q07"),
        (("people", "ana"), "person ana"),
        ((), ""),
    ],
)
def test_an_object_is_named_by_its_own_id(path: tuple[str, ...], expected: str) -> None:
    assert object_name(advice("no-margin", path)) == expected


def test_an_object_is_named_once() -> None:
    path = ("realization", "activities", "pilot", "after", "0")
    inside = advice("unknown-reference", path, field="after", text="x", suggestion="")
    assert named(inside) == "activity pilot waits for 'x', which does not exist"
    assert named(advice("repeated-dependency", path, text="x")) == "activity pilot: waits for x twice"


def test_an_id_without_words_shows_its_facts() -> None:
    assert sentence(advice("brand-new", n=5, text="{x}")) == "brand-new n=5 text={x}"
    assert hint(advice("brand-new")) == ""


@pytest.fixture
def spanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    catalog = Catalog(locale="es")
    catalog.add("'{key}' is not known", "'{key}' no se conoce")
    catalog.add("{sentence} - did you mean '{suggestion}'?", "{sentence}; ¿quiso decir '{suggestion}'?")
    catalog.add("programme", "programa")
    catalog.add(("{n} case", "{n} cases"), ("{n} caso", "{n} casos"))
    (tmp_path / "es" / "LC_MESSAGES").mkdir(parents=True)
    with (tmp_path / "es" / "LC_MESSAGES" / "kept.mo").open("wb") as out:
        write_mo(out, catalog)
    monkeypatch.setattr(language, "LOCALE", tmp_path)
    language._catalogue.cache_clear()
    language.use("es")
    yield
    language.use("en")
    language._catalogue.cache_clear()


@pytest.mark.usefixtures("spanish")
def test_the_language_of_the_run_decides_the_words() -> None:
    found = issue("unknown-key", Severity.ERROR, ("programme", "titel"), key="titel", suggestion="title")
    assert full(found) == "programa: 'titel' no se conoce; ¿quiso decir 'title'?"
    assert (language.ngettext("{n} case", "{n} cases", 1), language.ngettext("{n} case", "{n} cases", 2)) == (
        "{n} caso",
        "{n} casos",
    )
    assert sentence(advice("no-margin")).startswith("staff aim")
    language.use("en")
    assert named(found) == "programme: 'titel' is not known - did you mean 'title'?"


def test_an_unknown_language_is_english() -> None:
    language.use("xx")
    assert language.language() == "en"


def test_a_day_in_a_sentence_is_written_as_people_write_it() -> None:
    told = advice("next-answer", statement="Answers are slow", date=str(date(2027, 1, 13)), by="Marta")
    assert sentence(told) == "“Answers are slow” was accepted on 13 Jan 2027 by Marta. Nothing answers it yet."
