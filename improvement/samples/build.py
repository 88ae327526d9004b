"""The sample programmes as files: hand-written plans and pictures, tables drawn with fixed seeds."""

from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from improvement.samples import city_clinic, harbour_bank, river_logistics
from improvement.samples.table import Table

TABLES: Mapping[str, Callable[[], tuple[Table, ...]]] = {
    "harbour-bank": harbour_bank.tables,
    "city-clinic": city_clinic.tables,
    "river-logistics": river_logistics.tables,
}


def sample_files() -> dict[str, bytes]:
    """Every file of the samples by its path in the plans folder: the same bytes at every call, on every machine."""
    written = dict(_resources(files("improvement.samples") / "plans", ""))
    drawn = {
        f"{plan}/evidence/{name}": content
        for plan, tables in TABLES.items()
        for table in tables()
        for name, content in table.files().items()
    }
    return dict(sorted({**written, **drawn}.items()))


def write_samples(folder: Path) -> tuple[Path, ...]:
    """Write the samples into a plans folder, over what stands there; the paths written."""
    paths = []
    for name, content in sample_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        paths.append(path)
    return tuple(paths)


def _resources(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = prefix + entry.name
        if entry.is_dir():
            yield from _resources(entry, name + "/")
        elif entry.name.endswith((".yaml", ".svg")):
            yield name, entry.read_bytes()
