"""Every collection of the service declares itself, and every process opens all of them."""

import importlib
from collections.abc import Iterator
from pathlib import Path

from services.influencers import stores
from shared.documents import Declaration
from tests.influencers.bureau import Bureau

FILES = sorted(Path(stores.__file__).parent.glob("[!_]*.py"))


def declarations() -> Iterator[tuple[str, Declaration]]:
    """Yield each declaration of the folder with the name of its file."""
    for path in FILES:
        module = importlib.import_module(f"services.influencers.stores.{path.stem}")
        for value in vars(module).values():
            if isinstance(value, Declaration):
                yield path.stem, value


def test_each_file_declares_the_collection_of_its_name() -> None:
    assert [name for name, _ in declarations()] == [path.stem for path in FILES]
    assert all(name == each.name for name, each in declarations())


def test_what_the_folder_declares_is_what_a_process_opens(bureau: Bureau) -> None:
    declared = {each.name: each for _, each in declarations()}
    assert {each.name: each for each in bureau.database.declared} == declared
