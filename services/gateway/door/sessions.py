"""The browser's cookie holds a token for forms and a random id; the session itself is stored."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, cast

import structlog
from flask import Flask, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadData
from werkzeug.datastructures import MultiDict
from werkzeug.http import parse_cookie

from services.gateway.accounts.domain.kept_form import KeptForm
from services.gateway.accounts.domain.session import WHOLE, SignedIn, hash_of
from services.gateway.accounts.stores import Stores
from services.gateway.kit.parts import parts
from shared.errors import Unreachable

log = structlog.get_logger("gateway")
KEEP_FORMS = timedelta(hours=2)
_NOT_KEPT = frozenset({"csrf_token", "password"})
View = TypeVar("View", bound=Callable[..., Any])


def load_session() -> SignedIn | None:
    """Return who is signed in, and lengthen the session from time to time."""
    stored = _stored()
    now = parts().clock.now()
    if stored is None or not stored.alive(now):
        return None
    who = _lengthened(stored, stored.renewed(now))
    g.signed_in = who
    return who


def _lengthened(stored: SignedIn, longer: SignedIn | None) -> SignedIn:
    """Keep the longer session; where nothing can be kept, reading goes on with the stored one."""
    if longer is None:
        return stored
    try:
        _stores().sessions.put(longer)
    except Unreachable as error:
        log.warning("session_not_lengthened", reason=str(error))
        return stored
    return longer


def begin_session(secret: str, account_id: str) -> None:
    """Hand the browser a new session's id; nothing of a former one stays but the kept form.

    The account stands in the signed cookie: a kept form has its author even when the session's
    document was cleaned up.
    """
    kept = session.get("kept")
    session.clear()
    session["sid"] = secret
    session["account"] = account_id
    if kept:
        session["kept"] = kept


def end_session() -> str:
    """End the session and return the hash of its id ("" without one).

    The id opens nothing any more. It stays in the browser with its author and the token of forms:
    what stands in another tab is still kept when it is sent, for the same author alone.
    """
    stays = {name: session[name] for name in ("sid", "account", "csrf_token") if name in session}
    session.clear()
    session.update(stays, ended=True)
    return session_id()


def session_id() -> str:
    """Return the hash of the id that the browser holds, alive or not ("" without one)."""
    return hash_of(session["sid"]) if "sid" in session else ""


def says_signed_in(app: Flask, cookies: str) -> bool:
    """Tell whether these cookies are those that we gave to somebody who signed in, and is in.

    No database is asked: a session that ended elsewhere is found out when its form is read.
    """
    made = cast(SecureCookieSessionInterface, app.session_interface).get_signing_serializer(app)
    if made is None:
        return False
    try:
        given = parse_cookie(cookies).get(app.config["SESSION_COOKIE_NAME"], "")
        held = made.loads(given, max_age=int(WHOLE.total_seconds()))
    except (UnicodeError, BadData):
        return False
    return "sid" in held and "ended" not in held


def had_session() -> bool:
    """Tell whether somebody has been signed in with this browser."""
    return "account" in session


def keeps_form(view: View) -> View:
    """Declare that the page of a form shows what was sent to it and could not be taken."""
    view._kermesse_keeps_form = True  # type: ignore[attr-defined]
    return view


def keep_form() -> bool:
    """Keep the form of the present request for its page; tell whether it is kept.

    It is kept for a view that says so, of whoever has signed in with this browser, and once for
    each session. A draft that saves by itself is still in front of its author: it is not kept.
    """
    secret, author = session.get("sid"), session.get("account")
    if not (secret and author and is_shown_again()):
        return False
    keep_for(author, request.path, typed_fields())
    return True


def is_shown_again() -> bool:
    """Tell whether the page of the present form shows it again, and it was a person who sent it."""
    view = current_app.view_functions.get(request.endpoint or "")
    shown = getattr(view, "_kermesse_keeps_form", False)
    return bool(shown) and request.form.get("action") != "autosave"


def typed_fields() -> list[tuple[str, str]]:
    """Return what was typed into the present form, without what is secret."""
    return [(k, v) for k, v in request.form.items(multi=True) if k not in _NOT_KEPT]


def keep_for(account: str, path: str, fields: list[tuple[str, str]]) -> None:
    """Keep a form for the page at `path`, until this account opens it in this browser."""
    _keep(
        KeptForm(
            id=hash_of(f"form:{session['sid']}"),
            path=path,
            account_id=account,
            fields=tuple(fields),
            expires_at=parts().clock.now() + KEEP_FORMS,
        )
    )


def kept_form() -> MultiDict[str, str] | None:
    """Return the form of this page that could not be taken; the next request finds it no more."""
    if "kept_form" not in g:
        g.kept_form = _take()
    return MultiDict(g.kept_form.fields) if g.kept_form else None


def put_back() -> bool:
    """Keep the form that was taken for this page for the next try; tell whether one is kept."""
    taken = g.get("kept_form")
    if taken is not None:
        _keep(taken)
    return _kept_here() is not None


def _keep(form: KeptForm) -> None:
    _stores().kept_forms.put(form)
    session["kept"] = (form.id, form.path)


def _kept_here() -> str | None:
    match session.get("kept"):
        case [str(kept), path] if path == request.path:
            return kept
    return None


def _take() -> KeptForm | None:
    kept = _kept_here()
    if kept is None:
        return None
    try:
        form = _stores().kept_forms.take(kept)
    except Unreachable as error:
        # It stays kept, and the page is shown as it was stored.
        log.warning("form_not_taken", reason=str(error))
        return None
    del session["kept"]
    if form is None or form.expires_at <= parts().clock.now():
        return None
    author = g.signed_in.account_id if "signed_in" in g else None
    return form if (form.path, form.account_id) == (request.path, author) else None


def _stored() -> SignedIn | None:
    secret = session.get("sid")
    return _stores().sessions.get(hash_of(secret)) if isinstance(secret, str) else None


def _stores() -> Stores:
    return parts().accounts.stores
