"""Files beside the plans: links lead nowhere, nothing is overwritten, broken shared people do not vanish."""

import threading
from pathlib import Path

import pytest

from improvement.store.files import FolderFiles
from improvement.store.source import SIZE_LIMIT

PLAN = "programme:\n  title: Small\n  starts: 2027-01-01\n"


@pytest.fixture
def files(tmp_path: Path) -> FolderFiles:
    (tmp_path / "small/evidence").mkdir(parents=True)
    (tmp_path / "small/plan.yaml").write_text(PLAN)
    return FolderFiles(tmp_path)


def test_what_a_link_leads_to_is_not_there(files: FolderFiles) -> None:
    """A fingerprint promises that the file can be read, so both must agree."""
    outside = files.root / ".store"
    outside.mkdir()
    (outside / "key").write_text("secret")
    (files.root / "small/evidence/direct").symlink_to(outside / "key")
    (files.root / "small/linked").symlink_to(outside)
    (files.root / "small/evidence/folder").mkdir()
    for name in ("evidence/direct", "linked/key", "evidence/folder", "evidence/missing"):
        assert files.stamp("small", name) == ""
        with pytest.raises(FileNotFoundError) as missing:
            files.attachment("small", name)
        assert (missing.value.strerror, missing.value.filename) == ("No such file or directory", name)


def test_files_that_no_plan_can_name_are_left_out(files: FolderFiles) -> None:
    for name in ("a.csv", ".DS_Store", "copy of a.csv", "a.csv~"):
        (files.root / "small/evidence" / name).write_text("x")
    assert files.attachments("small") == ("evidence/a.csv",)


def test_many_at_once_overwrite_nothing(files: FolderFiles) -> None:
    names: dict[bytes, str] = {}
    keys: set[bytes] = set()

    def work(number: int) -> None:
        content = b"%d" % number * 1000
        names[content] = files.attach("small", "evidence/a.csv", content)
        keys.add(files.secret())

    threads = [threading.Thread(target=work, args=(number,)) for number in range(16)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(set(names.values())) == 16
    assert all(files.attachment("small", name) == content for content, name in names.items())
    assert len(keys) == 1


def test_shared_people_stay_while_their_file_is_broken(files: FolderFiles) -> None:
    file = files.root / "people.yaml"
    file.write_text("people:\n  kim:\n    name: Kim\n")
    assert list(files.people().people) == ["kim"]
    for broken, problem in (("people: [", "yaml-syntax"), ("x" * (SIZE_LIMIT + 1), "too-large")):
        file.write_text(broken)
        assert list(files.people().people) == ["kim"]
        assert [each.id for each in files.people_issues()] == [problem]
    file.write_text("people:\n  bo:\n    name: Bo\n")
    assert (list(files.people().people), files.people_issues()) == (["bo"], ())
