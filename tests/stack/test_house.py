"""What is written of the house is what its services declare."""

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import services
from services.contests.entrypoints.subscriptions import handlers
from shared.assembly import house
from shared.auth import Permission
from stack.house import manifest_of, manifests, processes
from stack.programs import ALL

# A straight apostrophe, or a blank that French typography would have to put by hand.
WRONG = re.compile(r"'|[\u00a0\u202f]")


def texts_in(told: Any) -> Iterator[dict[str, str]]:
    """Yield every text of a description, in its languages."""
    if isinstance(told, dict) and set(told) == {"fr", "en"}:
        yield told
    elif isinstance(told, dict | list):
        for each in told.values() if isinstance(told, dict) else told:
            yield from texts_in(each)


def test_every_text_of_a_form_exists_in_both_languages_as_they_are_typed() -> None:
    texts = list(texts_in(json.loads(house.written(manifests()))))
    assert len(texts) > 50
    assert all(text["fr"].strip() and text["en"].strip() for text in texts)
    assert [text["fr"] for text in texts if WRONG.search(text["fr"])] == []


def test_both_languages_fill_in_the_same_places() -> None:
    for text in texts_in(json.loads(house.written(manifests()))):
        places = [set(re.findall(r"%\((\w+)\)s", text[language])) for language in ("fr", "en")]
        assert places[0] == places[1], text


def test_the_file_is_what_the_manifests_say() -> None:
    assert house.FILE.read_text() == house.written(manifests()), "run: make house"


def test_every_service_has_a_manifest_of_its_name() -> None:
    folders = sorted(path.parent.name for path in Path(services.__path__[0]).glob("*/web.py"))
    assert [each.name for each in manifests()] == folders == [each.name for each in house.house()]


def test_every_process_of_a_manifest_is_started_by_the_stack() -> None:
    assert set(processes()) < set(ALL)
    for manifest in manifests():
        for process in manifest.processes:
            assert (Path(services.__path__[0]) / manifest.name / f"{process.name}.py").exists()


def test_contests_read_each_topic_of_which_they_handle_an_event() -> None:
    types = handlers(None)  # type: ignore[arg-type]
    handled = {".".join(name.split(".")[1:3]) for name in types}
    assert handled == set(manifest_of("contests").reads)


def test_a_service_requires_no_permission_that_its_manifest_does_not_name() -> None:
    """Permissions are declared in manifests alone; `read_people` is every service's."""
    sources = Path(services.__path__[0]).rglob("*.py")
    declaring = [path for path in sources if " = Permission(" in path.read_text()]
    assert {path.name for path in declaring} == {"manifest.py"}
    for manifest in manifests():
        module = import_module(f"services.{manifest.name}.manifest")
        declared = {each for each in vars(module).values() if isinstance(each, Permission)}
        assert declared == set(manifest.permissions)
