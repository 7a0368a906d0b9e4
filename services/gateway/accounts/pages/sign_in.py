"""The door: sign in, sign out."""

from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.gateway.accounts.domain.account import ACCOUNT_FIELDS, canonical_email
from services.gateway.accounts.domain.errors import SignInRefused
from services.gateway.accounts.use_cases.sign_in import sign_in as begin
from services.gateway.accounts.use_cases.sign_out import sign_out as end
from services.gateway.door.carried import carried, is_carried, keep_carried
from services.gateway.door.counting import count_attempt, give_back
from services.gateway.door.security import client_network
from services.gateway.door.sessions import begin_session, end_session, had_session
from services.gateway.kit.forms import PageForm
from services.gateway.kit.i18n import gettext
from services.gateway.kit.parts import parts
from services.gateway.kit.product import first_page
from shared.errors import FieldError
from shared.forms.writing import Typed
from shared.webapp.permissions import open_to_all

# Whoever guesses from one network alone never keeps the owner of an account out.
NETWORKS = 10

pages = Blueprint("console", __name__)


@pages.get("/sign-in")
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Show the door."""
    return _page()


@pages.post("/sign-in")
@open_to_all
def enter() -> ResponseReturnValue:
    """Open a session, or answer the same for an unknown address as for a wrong password.

    A wrong password is a guess: all processes count together, by network and by account.
    """
    typed = {name: request.form.get(name, "") for name in ("email", "password")}
    account, rate = canonical_email(typed["email"]), parts().sign_in_rate
    counted = count_attempt("sign in", f"network {client_network()}", rate)
    counted += count_attempt("sign in", f"account {account}", rate, NETWORKS)
    try:
        opened = begin(parts().accounts, **typed)
    except SignInRefused as refused:
        return _page(FieldError("password", refused.slug)), 422
    give_back(counted)
    begin_session(opened.secret, opened.session.account_id)
    keep_carried(opened.session.account_id)
    return redirect(_next(), 303)


@pages.post("/sign-out")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """End the session on the server and in the browser."""
    end(parts().accounts.stores.sessions, session_id=end_session())
    return redirect(url_for(".sign_in"), 303)


def _page(*errors: FieldError) -> str:
    # Where it is shown in place of another page, what was sent is that page's.
    typed: Typed = MultiDict() if "next_page" in g else request.form
    return render_template(
        "accounts/sign_in.html",
        form=PageForm(ACCOUNT_FIELDS, typed, errors),
        next=_next(),
        carried=carried() if is_carried() else "",
        why=_why(),
    )


def _why() -> str:
    """Return why somebody is here who asked for another page, "" where they asked for this one."""
    if "kept" in session or is_carried():
        return gettext("Your session had ended. What you typed is kept: sign in to find it again.")
    if "lost" in request.values:
        return gettext(
            "You were not signed in any more. What you sent was not taken, and nothing was "
            "changed: sign in, then do it again."
        )
    if "next" not in request.values:
        return ""
    if had_session():
        return gettext("Your session has ended. Sign in to go on where you were.")
    return gettext("The page that you asked for is the team's: sign in to open it.")


def _next() -> str:
    """Return where to go afterwards: a path of ours, never another site."""
    wanted = g.get("next_page") or request.values.get("next", "")
    try:
        parsed = urlsplit(wanted)
    except ValueError:
        return first_page()
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    plain = not parsed.scheme and not parsed.netloc and "\\" not in wanted
    return wanted if ours and plain and wanted.isprintable() else first_page()
