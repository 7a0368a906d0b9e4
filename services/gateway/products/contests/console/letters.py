"""Letters to winners: written, seen as each would get them, then sent; and what became of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.forms import PageForm
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.console.acts import SHOWN
from services.gateway.products.contests.console.blueprint import DECIDE, console
from services.gateway.products.contests.console.contest_view import title_of
from services.gateway.products.contests.console.letters_view import (
    addressee,
    letter_rows,
    preview_of,
)
from services.gateway.products.contests.words import LETTER_FIELDS
from shared.errors import FieldError
from shared.forms.reading import read
from shared.forms.writing import Typed, written
from shared.webapp.permissions import requires

TO_ALL = "/contests/<contest_id>/letters/new"
TO_ONE = "/contests/<contest_id>/winners/<ref>/letter"
NOBODY = "nobody_to_write_to"


@console.get("/contests/<contest_id>/letters")
@requires(DECIDE)
def letters(contest_id: str) -> ResponseReturnValue:
    """Show the letters of a contest, each with how many have it and who was left out."""
    path, after = f"/contests/{contest_id}/letters", request.args.get("after")
    page = staff_api("contests").get(path, after=after).body
    return render_template(
        "contests/console/letters.html",
        contest=page["contest"],
        title=title_of(page["contest"]),
        rows=letter_rows(page["items"], page["contest"]),
        waits=any(each["state"] == "asked" for each in page["items"]),
        after=page["after"],
        paged="after" in request.args,
    )


@console.get(TO_ALL, defaults={"ref": ""})
@console.get(TO_ONE)
@requires(DECIDE)
def letter(contest_id: str, ref: str) -> ResponseReturnValue:
    """Show a letter to one winner or to all, begun in their languages, or as it was kept."""
    begun, problem = _begun(contest_id, ref)
    kept = kept_form()
    values = written(LETTER_FIELDS, begun) if kept is None else kept
    values.setdefault("key", parts().ids.ulid())
    page = _form(begun, values, [FieldError("", NOBODY)] if problem else ())
    return page, problem.status if problem else 200


@console.post(TO_ALL, defaults={"ref": ""})
@console.post(TO_ONE)
@requires(DECIDE)
@keeps_form
def write_letter(contest_id: str, ref: str) -> ResponseReturnValue:
    """Show it as each would get it, go back to its text, or send it; twice is once."""
    typed: Typed = MultiDict(request.form)
    action, body = typed.get("action"), {**read(LETTER_FIELDS, typed).body(), "ref": ref}
    path = f"/contests/{contest_id}/letters"
    try:
        if action == "change":
            return _form(_begun(contest_id, ref)[0], typed)
        if action != "send":
            shown = staff_api("contests").post(f"{path}/preview", body).body
            return _preview(shown, typed)
        key = typed.get("key") or parts().ids.ulid()
        staff_api("contests").post(path, {**body, "as_of": typed.get("as_of", "")}, key=key)
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        errors = list(problem.errors) or [FieldError("", problem.slug)]
        return _form(_begun(contest_id, ref)[0], typed, errors), problem.status
    return redirect(url_for(".letters", contest_id=contest_id), 303)


def _begun(contest_id: str, ref: str) -> tuple[dict[str, Any], ServiceProblem | None]:
    """Return for whom a letter would be; where that is nobody, the contest alone, and why."""
    path = f"/contests/{contest_id}/letters/addressees"
    try:
        return dict(staff_api("contests").get(path, ref=ref).body), None
    except ServiceProblem as problem:
        if problem.slug != NOBODY:
            raise
        contest = staff_api("contests").get(f"/contests/{contest_id}").body
        languages = contest["settings"].get("languages") or ()
        nobody = {"contest": contest, "ref": ref, "people": 0, "languages": languages}
        return nobody, problem


def _form(begun: Mapping[str, Any], typed: Typed, errors: Sequence[FieldError] = ()) -> str:
    return _page("letter", begun, form=PageForm(LETTER_FIELDS, typed, errors))


def _preview(shown: Mapping[str, Any], typed: Typed) -> str:
    typed["as_of"] = shown["as_of"]
    fields = [*(each for each in typed if each.startswith(("subject.", "text."))), "key", "as_of"]
    kept = [(name, typed.get(name, "")) for name in fields]
    return _page("letter_preview", shown, kept=kept, words=preview_of(shown))


def _page(template: str, begun: Mapping[str, Any], **more: Any) -> str:
    contest, ref = begun["contest"], begun["ref"]
    where = {"contest_id": contest["id"], **({"ref": ref} if ref else {})}
    return render_template(
        f"contests/console/{template}.html",
        contest=contest,
        title=title_of(contest),
        begun=begun,
        ref=ref,
        here=url_for(".letter", **where),
        whom=addressee(begun),
        **more,
    )
