"""The baseline: a bare Flask view that stores what is posted to it, durably, and answers 202.

It reads the form, makes an entry of the same size with the same keys and event, and writes them
with the driver alone. No token, no checks of the form, no contest.
"""

import os
import threading
from pathlib import Path
from typing import Any

from flask import Flask, request

from bench.raw_sqlite import BARE_FILE, RawEntries
from bench.sample import document, event
from shared.ids import RandomIds

app = Flask(__name__, static_folder=None)
_path = str(Path(os.environ["KERMESSE_DATA_DIR"]) / BARE_FILE)
_local = threading.local()
_ids = RandomIds()


def _entries() -> RawEntries:
    if not hasattr(_local, "entries"):
        _local.entries = RawEntries(_path)
        _local.document = _local.entries.shaped(document(0))
        _local.event = _local.entries.shaped_event(event(0))
    entries: RawEntries = _local.entries
    return entries


@app.get("/readyz")
def ready() -> str:
    """Answer once the process can work."""
    return "ready\n"


@app.post("/entries")
def enter() -> Any:
    """Store an entry."""
    entries, form, id_ = _entries(), request.get_json(), _ids.ulid()
    unique = {name: f"{id_}{_local.document[name][len(id_):]}" for name in
              ("confirm_token", "manage_token", "unsubscribe_token", "request_key")}  # fmt: skip
    entries.insert(
        {
            **_local.document,
            **unique,
            "_id": id_,
            "address_key": id_,
            "ref": id_,
            "person": {"email": form["email"], "first_name": form["first_name"]},
        },
        {**_local.event, "id": id_, "key": id_},
    )
    return {"message": "look_into_your_mail"}, 202
