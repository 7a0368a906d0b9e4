"""Every service, found by its manifest; `python -m stack.house` writes what follows from them.

A test compares `shared/contracts/house.json` and `docs/settings.md` with what this module writes.
"""

import importlib
from functools import cache
from pathlib import Path

import services
from shared.assembly import house
from shared.assembly.manifest import Manifest, Process


@cache
def manifests() -> tuple[Manifest, ...]:
    """Return the manifest of each service, by name."""
    found = sorted(Path(services.__path__[0]).glob("*/manifest.py"))
    modules = (importlib.import_module(f"services.{path.parent.name}.manifest") for path in found)
    return tuple(module.MANIFEST for module in modules)


def manifest_of(service: str) -> Manifest:
    """Return the manifest of a service."""
    return next(each for each in manifests() if each.name == service)


def processes() -> dict[str, tuple[Manifest, Process]]:
    """Return every process of every service by its name on a machine, such as `contests-web`."""
    return {
        f"{manifest.name}-{process.name}": (manifest, process)
        for manifest in manifests()
        for process in manifest.processes
    }


def main() -> None:
    """Write the files."""
    from stack import settings_table

    house.FILE.write_text(house.written(manifests()))
    settings_table.FILE.write_text(settings_table.markdown())


if __name__ == "__main__":
    main()
