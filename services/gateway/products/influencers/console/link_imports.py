"""Links from a file: sent, followed, and told line by line."""

import base64
from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import at_once, staff_api
from services.gateway.kit.formats import minute_text, number_text
from services.gateway.kit.forms.sent import typed
from services.gateway.kit.i18n import gettext
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import N_, sentence
from services.gateway.products.influencers.console.blueprint import WRITE, ZONE, console
from services.gateway.products.influencers.console.imports import sent_file, wrong_file
from services.gateway.products.influencers.console.programs import name_of
from shared.errors import FieldError
from shared.webapp.permissions import requires

SHOWN = (409, 422)
# The report names a line, and nothing of what stood in it.
_OF_A_LINE = {
    "link_host": N_("Destination: links may not lead to this site yet. Add it to the list first."),
    "host_inside": N_("Destination: this site is not on the internet. Type a public one."),
    "host_lookalike": N_(
        "Destination: this site mixes letters that look like others. Type the real one."
    ),
    "key_length": N_("The key is too short or too long. Type another one."),
}


@console.get("/programs/<program_id>/links/import")
@requires(WRITE)
def link_imports(program_id: str) -> ResponseReturnValue:
    """Show the form, and the files that were sent before."""
    return _page(program_id, parts().ids.ulid())


@console.post("/programs/<program_id>/links/import")
@requires(WRITE)
def send_link_import(program_id: str) -> ResponseReturnValue:
    """Send the file; pressed twice, it is sent once."""
    key, data = typed("key") or parts().ids.ulid(), sent_file()
    if wrong := wrong_file(data):
        return _page(program_id, key, wrong[0]), 422
    body, path = {"file": base64.b64encode(data).decode()}, f"/programs/{program_id}/link-imports"
    try:
        sent = staff_api("influencers").post(path, body, key=key).body
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        wrong = list(problem.errors) or [FieldError("", problem.slug)]
        return _page(program_id, key, wrong[0]), problem.status
    return redirect(url_for(".link_import_report", link_import_id=sent["id"]), 303)


@console.get("/links/imports/<link_import_id>")
@requires(WRITE)
def link_import_report(link_import_id: str) -> ResponseReturnValue:
    """Show how far it is, and each line that was refused with its reason."""
    found = staff_api("influencers").get(f"/links/imports/{link_import_id}").body
    return render_template(
        "influencers/console/link_import.html",
        row=_row(found),
        program_id=found["program_id"],
        refused=[(number_text(each["line"]), _reason(each)) for each in found["refused"]],
    )


def _page(program_id: str, key: str, wrong: FieldError | None = None) -> str:
    api, path = staff_api("influencers"), f"/programs/{program_id}"
    after = request.args.get("after")
    program, page = at_once(
        lambda: api.get(path).body, lambda: api.get(f"{path}/link-imports", after=after).body
    )
    said = sentence(wrong.code, wrong.field, wrong.params) if wrong else ""
    return render_template(
        "influencers/console/link_imports.html",
        key=key,
        program_id=program_id,
        name=name_of(program),
        problems=[(wrong.field, said)] if wrong else [],
        rows=[_row(each) for each in page["items"]],
        after=page["after"],
    )


def _row(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "url": url_for(".link_import_report", link_import_id=told["id"]),
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
    text = _OF_A_LINE.get(refusal["code"])
    return gettext(text) if text else sentence(refusal["code"], refusal["field"])
