"""Partners from a file: sent, followed, and told line by line."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.formats import minute_text, number_text
from services.gateway.kit.forms import PageForm
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.console.blueprint import WRITE, ZONE, console
from services.gateway.products.influencers.words import IMPORT_FIELDS
from shared.errors import FieldError
from shared.forms.reading import read
from shared.forms.writing import Typed, written
from shared.webapp.permissions import requires

# In base64, and with the form around it, it stays under what the gateway takes.
MOST_BYTES = 350 * 1024


@console.get("/partners/import")
@requires(WRITE)
def imports() -> ResponseReturnValue:
    """Show the form, and the files that were sent before."""
    kept = kept_form()
    return _page(_fresh() if kept is None else kept)


@console.post("/partners/import")
@requires(WRITE)
@keeps_form
def send_import() -> ResponseReturnValue:
    """Send the file; pressed twice, it is sent once."""
    typed: Typed = MultiDict(request.form)
    reading, data = read(IMPORT_FIELDS, typed), sent_file()
    if wrong := [*wrong_file(data), *reading.errors]:
        return _page(typed, wrong), 422
    body = {**reading.body(), "file": base64.b64encode(data).decode()}
    key = typed.get("key") or parts().ids.ulid()
    try:
        sent = staff_api("influencers").post("/imports", body, key=key).body
    except ServiceProblem as problem:
        if problem.status != 422:
            raise
        return _page(typed, problem.errors or [FieldError("", problem.slug)]), 422
    return redirect(url_for(".import_report", import_id=sent["id"]), 303)


@console.get("/partners/imports/<import_id>")
@requires(WRITE)
def import_report(import_id: str) -> ResponseReturnValue:
    """Show how far it is, and each line that was refused with its reason."""
    found = staff_api("influencers").get(f"/imports/{import_id}").body
    return render_template(
        "influencers/console/import.html",
        row=_row(found),
        refused=[(number_text(each["line"]), _reason(each)) for each in found["refused"]],
    )


def sent_file() -> bytes:
    """Return the bytes that were sent, one more than are taken at most."""
    file = request.files.get("file")
    return file.read(MOST_BYTES + 1) if file else b""


def wrong_file(data: bytes) -> list[FieldError]:
    """Return what is wrong with a file, before anybody reads it."""
    code = "file_too_large" if len(data) > MOST_BYTES else "" if data else "file_missing"
    return [FieldError("file", code)] if code else []


def _fresh() -> Typed:
    typed = written(IMPORT_FIELDS, {})
    typed["key"] = parts().ids.ulid()
    return typed


def _page(typed: Typed, errors: Sequence[FieldError] = ()) -> str:
    page = staff_api("influencers").get("/imports", after=request.args.get("after")).body
    form = PageForm(IMPORT_FIELDS, typed, errors)
    return render_template(
        "influencers/console/imports.html",
        form=form,
        errors={place: said for place, said in form.problems if place == "file"},
        rows=[_row(each) for each in page["items"]],
        after=page["after"],
    )


def _row(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "url": url_for(".import_report", import_id=told["id"]),
        "source": told["source"],
        "asked": minute_text(told["asked_at"], ZONE),
        "waits": told["state"] == "waiting",
        "reached": told["reached"],
        "total": told["total"],
        "looked_at": number_text(told["reached"]),
        "of": number_text(told["total"]),
        "entered": number_text(told["entered"]),
        "refused": number_text(told["reached"] - told["entered"]),
    }


def _reason(refusal: Mapping[str, Any]) -> str:
    return sentence(refusal["code"], refusal["field"])
