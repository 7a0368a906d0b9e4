"""Links of a program and of a partner, and each on its page."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import at_once, staff_api
from services.gateway.kit.parts import signed_in
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.console.blueprint import READ, WRITE, console
from services.gateway.products.influencers.console.link_view import link_page, link_row
from services.gateway.products.influencers.console.programs import name_of
from shared.auth import READ_PEOPLE
from shared.webapp.permissions import requires


@console.get("/programs/<program_id>/links")
@requires(READ)
def program_links(program_id: str) -> ResponseReturnValue:
    """Show the links of a program, the newest first."""
    api, path = staff_api("influencers"), f"/programs/{program_id}"
    found, page = at_once(lambda: api.get(path).body, lambda: _page(f"{path}/links"))
    back = [(name_of(found), url_for(".program", program_id=program_id))]
    may = signed_in().role in WRITE.roles
    file = url_for(".link_imports", program_id=program_id) if may else ""
    return _list(page, back, make="", file=file, where={"program_id": program_id})


@console.get("/partners/<partner_id>/links")
@requires(READ_PEOPLE)
def partner_links(partner_id: str) -> ResponseReturnValue:
    """Show the links of a partner, the newest first; that the partner is read was noted first."""
    api, path = staff_api("influencers"), f"/partners/{partner_id}"
    found, page = at_once(lambda: api.get(path).body, lambda: _page(f"{path}/links"))
    back = [(found["name"], url_for(".partner", partner_id=partner_id))]
    may = "edit" in found["actions"] and any(
        each["state"] == "approved" for each in found["enrollments"]
    )
    make = url_for(".new_link", partner_id=partner_id) if may else ""
    return _list(page, back, make=make, file="", where={"partner_id": partner_id})


@console.get("/links/<link_id>")
@requires(READ)
def link(link_id: str) -> ResponseReturnValue:
    """Show a link: its address to copy, where it leads, until when."""
    return show_link(link_id)


@console.post("/links/<link_id>/<any(disable, enable):verb>")
@requires(WRITE)
def switch_link(link_id: str, verb: str) -> ResponseReturnValue:
    """Disable a link, or enable it again."""
    try:
        staff_api("influencers").post(f"/links/{link_id}/{verb}")
    except ServiceProblem as problem:
        if problem.status != 409:
            raise
        return show_link(link_id, problem), 409
    return redirect(url_for(".link", link_id=link_id), 303)


def show_link(link_id: str, problem: ServiceProblem | None = None) -> str:
    """Return the page of a link, with what was refused on it."""
    found = staff_api("influencers").get(f"/links/{link_id}").body
    problems = [("", sentence(problem.slug))] if problem else []
    return render_template(
        "influencers/console/link.html", link=link_page(found), problems=problems
    )


def _page(path: str) -> dict[str, Any]:
    return dict(staff_api("influencers").get(path, after=request.args.get("after")).body)


def _list(
    page: dict[str, Any],
    back: list[tuple[str, str]],
    *,
    make: str,
    file: str,
    where: dict[str, str],
) -> str:
    after = {**where, "after": page["after"]}
    return render_template(
        "influencers/console/links.html",
        rows=[link_row(each) for each in page["items"]],
        back=back,
        make=make,
        file=file,
        next_page=url_for(str(request.endpoint), **after) if page["after"] else "",
    )
