"""The entrance of the portal: a link is asked for, mailed, shown by its page, used by one press.

Mail scanners open every address of a mail, so that opening one uses nothing up. What is answered
is the same whoever is known.
"""

from collections.abc import Sequence

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.accounts.domain.account import canonical_email
from services.gateway.accounts.use_cases.let_in import let_in
from services.gateway.accounts.use_cases.sign_out import sign_out
from services.gateway.door.counting import TooManyAttempts, count_attempt
from services.gateway.door.security import client_network, unreferred
from services.gateway.door.sessions import begin_session, session_id
from services.gateway.door.stale import form_is_stale
from services.gateway.kit.calling import public_api
from services.gateway.kit.formats import window_text
from services.gateway.kit.forms import PageForm
from services.gateway.kit.i18n import current_language, gettext
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.public.blueprint import public
from services.gateway.products.influencers.words import ASKING_FIELDS
from services.gateway.products.influencers.words.portal import PORTAL_SENTENCES
from shared.auth import Role
from shared.errors import FieldError, Unreachable
from shared.forms.reading import read
from shared.forms.writing import Typed, written
from shared.webapp.permissions import open_to_all, raw_body

HOME = "influencers.portal.home"
# Anybody may type anybody's address: their mailbox gets no more than this.
ADDRESS_RATE, NETWORK_RATE = "3 per 15 minutes; 10 per day", "30 per hour"
# Why a link lets nobody in; one that was cut on its way is told as one that is none.
OVER = (403, 404, 410, 422)


@public.route("/portal/sign-in", methods=["GET", "POST"])
@open_to_all
@raw_body
def portal_sign_in(workspace: str) -> ResponseReturnValue:
    """Ask for the address; have a link mailed to it."""
    if request.method != "POST":
        return _screen(written(ASKING_FIELDS, {}))
    typed: Typed = MultiDict(request.form)
    if form_is_stale():
        return _screen(typed)
    reading = read(ASKING_FIELDS, typed)
    email = str(reading.values.get("email") or "")
    if wrong := reading.errors or ([] if email else [FieldError("email", "missing")]):
        return _screen(typed, wrong), 422
    try:
        count_attempt("portal link", f"network {client_network()}", NETWORK_RATE)
        count_attempt("portal link", f"{workspace} {canonical_email(email)}", ADDRESS_RATE)
    except TooManyAttempts as error:
        return _too_many(typed, error.retry_after or 60)
    return _ask(workspace, email, typed)


@public.get("/portal/asked")
@open_to_all
def portal_asked(workspace: str) -> ResponseReturnValue:
    """Say what happens now, whoever asked."""
    return render_template("influencers/public/portal_asked.html")


@public.get("/portal/link/<token>")
@open_to_all
@unreferred
def portal_link(workspace: str, token: str) -> ResponseReturnValue:
    """Show the button that opens the portal: nothing is used up."""
    try:
        public_api("influencers", workspace).post("/portal/links/look", {"token": token})
    except ServiceProblem as problem:
        return _over(problem)
    return render_template("influencers/public/portal_link.html", token=token)


@public.post("/portal/link/<token>")
@open_to_all
@unreferred
@raw_body
def portal_enter(workspace: str, token: str) -> ResponseReturnValue:
    """Use the link, in whichever browser this is, and begin a session of its partner."""
    if form_is_stale():
        return portal_link(workspace, token)
    try:
        used = public_api("influencers", workspace).post("/portal/links/use", {"token": token})
    except ServiceProblem as problem:
        return _over(problem)
    # Whoever was signed in with this browser is not any more; what they had typed stays theirs.
    sign_out(parts().accounts.stores.sessions, session_id=session_id())
    who = {"subject": used.body["partner_id"], "workspace_id": workspace}
    opened = let_in(parts().accounts, **who, role=Role.PARTNER.value)
    begin_session(opened.secret, opened.session.account_id)
    return redirect(url_for(HOME, workspace=workspace), 303)


def _ask(workspace: str, email: str, typed: Typed) -> ResponseReturnValue:
    body = {"email": email, "language": current_language()}
    try:
        public_api("influencers", workspace).post("/portal/links", body)
    except Unreachable:
        return _screen(typed, said=sentence("unavailable")), 503
    except ServiceProblem as problem:
        if problem.status >= 500:
            return _screen(typed, said=sentence("unavailable")), 503
        if problem.status != 422:
            raise
        return _screen(typed, problem.errors), 422
    return redirect(url_for(".portal_asked", workspace=workspace), 303)


def _over(problem: ServiceProblem) -> ResponseReturnValue:
    if problem.status not in OVER:
        raise problem
    cut = gettext("This address is not whole. Open the link in the mail once more.")
    why = sentence(problem.slug) if problem.slug in PORTAL_SENTENCES else cut
    page = render_template("influencers/public/portal_over.html", why=why)
    return page, 404 if problem.status == 422 else problem.status


def _too_many(typed: Typed, seconds: int) -> ResponseReturnValue:
    wait = window_text(seconds if seconds < 60 else -(-seconds // 60) * 60)
    said = gettext(
        "Many links were asked for. Look at your mails first; then ask again in %(time)s.",
        time=wait,
    )
    response = make_response(_screen(typed, said=said), 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _screen(typed: Typed, errors: Sequence[FieldError] = (), *, said: str = "") -> str:
    form = PageForm(ASKING_FIELDS, typed, errors, whole=True)
    return render_template(
        "influencers/public/portal_sign_in.html",
        form=form,
        problems=[("", said)] if said else form.problems,
        why=_why(),
    )


def _why() -> str:
    """Return why somebody is here who did not ask for this page, "" for who did."""
    if "erased" in request.args:
        return gettext("All that names you is erased, and you are signed out.")
    if "closed" in request.args:
        return gettext("You were signed out: this portal is not open to you any more.")
    if "left" in request.args:
        return gettext("You are signed out.")
    if "lost" in request.args:
        return gettext(
            "You were not signed in any more. What you sent was not taken, and nothing was "
            "changed: sign in, then do it again."
        )
    if "next" in request.args:
        return gettext("Ask for a link by mail to open this page: there is no password.")
    return ""
