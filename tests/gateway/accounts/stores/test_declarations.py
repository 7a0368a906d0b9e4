"""Every collection of the gateway declares itself, and every process opens all of them."""

import importlib
from pathlib import Path

from services.gateway.accounts import stores
from services.gateway.accounts.stores import open_stores
from shared.documents import Declaration, open_database


def test_what_the_folder_declares_is_what_a_process_opens(tmp_path):
    names = [path.stem for path in Path(stores.__file__).parent.glob("[!_]*.py")]
    modules = [importlib.import_module(f"{stores.__name__}.{name}") for name in names]
    declared = {
        each.name: each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, Declaration)
    }
    opened = open_stores(open_database("gateway", data_dir=str(tmp_path))).database
    assert {each.name: each for each in opened.declared} == declared
    assert sorted(declared) == ["accounts", "attempts", "kept_forms", "sessions", "workspaces"]
    assert [each.name for each in opened.publishing()] == ["accounts"]
    opened.close()
