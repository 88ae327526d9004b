"""Tokens: only hashes on disk, an end, one set a programme; a damaged file opens nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from improvement.store.tokens import Tokens

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=8)


def test_the_file_holds_no_token_and_is_for_its_owner_only(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path).give("clinic", ("member", "viewer"), LATER)
    file = tmp_path / ".store/workshop.json"
    assert set(tokens) == {"member", "viewer"}
    assert len(set(tokens.values())) == 2
    # a command takes them as they are: no sign that a shell or an option parser reads
    assert all(len(each) >= 24 and each.isalnum() and each not in file.read_text() for each in tokens.values())
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_token_opens_its_programme_in_its_role_until_its_end(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path).give("clinic", ("member",), LATER)
    found = Tokens(tmp_path).grant_of(tokens["member"])
    assert found
    assert (found.plan, found.role) == ("clinic", "member")
    assert found.holds(LATER - timedelta(seconds=1))
    assert not found.holds(LATER)
    for wrong in ("", tokens["member"][:-1], tokens["member"] + "x", found.sha256):
        assert Tokens(tmp_path).grant_of(wrong) is None


def test_new_tokens_replace_those_of_the_same_programme_only(tmp_path: Path) -> None:
    store = Tokens(tmp_path)
    old, other = store.give("clinic", ("member",), LATER), store.give("bank", ("member",), LATER)
    new = store.give("clinic", ("member",), LATER)
    assert store.grant_of(old["member"]) is None
    assert store.grant_of(other["member"])
    store.end("clinic", NOW)
    ended = store.grant_of(new["member"])
    assert ended
    assert not ended.holds(NOW)
    bank = store.grant_of(other["member"])
    assert bank
    assert bank.holds(NOW)


KING = '[{"plan":"clinic","role":"king","until":"2030-01-01T00:00:00Z","sha256":"x"}]'


@pytest.mark.parametrize("text", ["", "{", "[1]", KING])
def test_a_damaged_file_opens_nothing(tmp_path: Path, text: str) -> None:
    tokens = Tokens(tmp_path).give("clinic", ("member",), LATER)
    (tmp_path / ".store/workshop.json").write_text(text)
    assert Tokens(tmp_path).grant_of(tokens["member"]) is None
    assert Tokens(tmp_path).grants("clinic") == ()
