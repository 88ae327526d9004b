"""Hostile plan files: each is refused with a position, or read, in under a second and 200 MB, and ends no process."""

import subprocess
import sys

import pytest

from improvement.store.source import read_source
from tests.conftest import ROOT

pytestmark = pytest.mark.heavy

HEAD = "programme:\n  title: a\n  starts: 2027-01-01\n"
FILES: dict[str, tuple[str | bytes, str]] = {
    "200k brackets": ("[" * 200_000, "too-deep"),
    "50k open maps": ("{a: " * 50_000, "too-deep"),
    "100k list marks": ("- " * 100_000, "too-deep"),
    "100k question marks": ("? " * 100_000, "complex-key"),
    "deep block maps": ("\n".join("  " * n + "a:" for n in range(2_000)), "too-deep"),
    "alias bomb": ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "anchor"),
    "merge bomb": ("a: &a {b: 1}\nc:\n  <<: *a\n", "anchor"),
    "merge key": ("a:\n  <<: {b: 1}\n", "merge-key"),
    "alias": ("a: *b\n", "alias"),
    "a 6 MB file": ("a: '" + "x " * 3_000_000 + "'\n", "too-large"),
    "a 100 kB text": ("a: " + "x" * 100_000 + "\n", "too-large"),
    "a 100 kB key": ("x" * 100_000 + ": 1\n", "too-large"),
    "300k keys": ("".join(f"k{n}: 1\n" for n in range(300_000)), "too-large"),
    "300k items": ("a: [" + "1, " * 300_000 + "1]\n", "too-large"),
    "duplicate keys": ("a: 1\na: 2\n", "duplicate-key"),
    "duplicate keys in braces": ("a: {b: 1, b: 2}\n", "duplicate-key"),
    "python object": ("a: !!python/object/apply:os.system ['true']\n", "tag"),
    "own tag": ("a: !x 1\n", "tag"),
    "binary": ("a: !!binary AAAA\n", "tag"),
    "set": ("a: !!set {b}\n", "tag"),
    "tab indent": ("a:\n\tb: 1\n", "tab-indent"),
    "NUL": ("a: \x00\n", "control-character"),
    "ESC": ("a: \x1b[31m\n", "control-character"),
    "DEL": ("a: \x7f\n", "control-character"),
    "C1": ("a: \x9b\n", "control-character"),
    "not a character": ("a: \ufffe\n", "control-character"),
    "NEL": ("a: b\x85c\n", "bad-separator"),
    "LS": ("a: b\u2028c\n", "bad-separator"),
    "PS": ("a: b\u2029c\n", "bad-separator"),
    "Latin-1": ("a: café\n".encode("latin-1"), "not-utf8"),
    "UTF-16": ("a: b\n".encode("utf-16"), "not-utf8"),
    "UTF-32": ("a: b\n".encode("utf-32"), "not-utf8"),
    "overlong UTF-8": (b"a: \xc0\xaf\n", "not-utf8"),
    "surrogate in UTF-8": (b"a: \xed\xa0\x80\n", "not-utf8"),
    "half a character": (b"a: \xe0\xb8", "not-utf8"),
    "two documents": ("a: 1\n---\nb: 2\n", "more-documents"),
    "document end and more": ("a: 1\n...\nb: 2\n", "yaml-syntax"),
    "a list": ("- a\n", "not-a-map"),
    "a word": ("hello\n", "not-a-map"),
    "nothing": ("", "not-a-map"),
    "only comments": ("# a\n# b\n", "not-a-map"),
    "null": ("~\n", "null-word"),
    "null inside": ("a: null\n", "null-word"),
    "a list as a key": ("? [a, b]\n: 1\n", "complex-key"),
    "a map as a key": ("{a: 1}: 2\n", "complex-key"),
    "open quote": ('a: "b\n', "yaml-syntax"),
    "open bracket": ("a: [b\n", "yaml-syntax"),
    "bad escape": ('a: "\\q"\n', "yaml-syntax"),
    "bad indentation": ("a: 1\n  b: 2\n", "yaml-syntax"),
    "a colon too many": ("a: b: c\n", "yaml-syntax"),
    "unknown directive": ("%FOO\n---\na: 1\n", "yaml-syntax"),
    "YAML 2": ("%YAML 2.0\n---\na: 1\n", "yaml-syntax"),
    "hidden direction": (HEAD.replace("title: a", "title: a\u202eb"), "hidden-direction"),
    "a million blanks": ("a: 1\n" + "\n" * 1_000_000, ""),
    "a megabyte of comments": ("# x\n" * 250_000 + "a: 1\n", ""),
    "long lines of quotes": ("a: '" + "''" * 30_000 + "'\n", ""),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_with_its_place_or_read(name: str) -> None:
    raw, expected = FILES[name]
    found = read_source(raw)
    if not expected:
        assert found.data == {"a": found.data["a"]}  # type: ignore[index,call-overload]
        return
    first = found.issues[0]
    assert first.id == expected
    assert first.where.line is not None
    assert first.where.line >= 1


MEASURED = """
import resource, sys, time
from tests.store.test_hostile import FILES, read_source
raw = FILES[sys.argv[1]][0]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
read_source(raw)
print(time.process_time() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


@pytest.mark.parametrize("name", ["200k brackets", "300k keys", "300k items", "a 6 MB file", "a million blanks"])
def test_the_worst_of_them_end_no_process_and_stay_small(name: str) -> None:
    """In a process of its own: it ends well, with less than 200 MB more than it had."""
    command = [sys.executable, "-c", MEASURED, name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    _seconds, megabytes = map(float, done.stdout.split())
    assert megabytes < 200
