"""Which sites links may lead to."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.gateway.door.sessions import keeps_form, kept_form
from services.gateway.kit.calling import staff_api
from services.gateway.kit.forms.merging import Other
from services.gateway.kit.forms.sent import shown_version, typed
from services.gateway.kit.i18n import gettext
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.console.blueprint import READ, WRITE, console
from shared.forms.revision import NOTHING
from shared.webapp.permissions import requires


@console.get("/link-hosts")
@requires(READ)
def link_hosts() -> ResponseReturnValue:
    """Show them, a line each."""
    return _page()


@console.post("/link-hosts")
@requires(WRITE)
@keeps_form
def save_link_hosts() -> ResponseReturnValue:
    """Save them, in the version that was shown."""
    hosts = [line.strip() for line in typed("hosts").splitlines() if line.strip()]
    try:
        staff_api("influencers").patch("/link-hosts", {"hosts": hosts}, version=shown_version())
    except ServiceProblem as problem:
        if problem.status not in (412, 422):
            raise
        return _page(problem), 422
    return redirect(url_for(".link_hosts"), 303)


def _page(problem: ServiceProblem | None = None) -> str:
    found = staff_api("influencers").get("/link-hosts").body
    kept, stands = kept_form(), "\n".join(found["hosts"])
    stale = problem is not None and problem.status == 412
    said = [sentence(each.code, "hosts", each.params) for each in problem.errors] if problem else []
    said = said or ([sentence(problem.slug)] if problem else [])
    return render_template(
        "influencers/console/link_hosts.html",
        home=found["home"].partition("://")[2],
        hosts=typed("hosts") if problem else stands if kept is None else kept.get("hosts", ""),
        version=found["version"] if kept is None else kept.get("version", ""),
        theirs=[Other("hosts", gettext("Names, a line each"), stands or NOTHING)] if stale else [],
        may="edit" in found["actions"],
        problems=[("hosts", text) for text in said],
    )
