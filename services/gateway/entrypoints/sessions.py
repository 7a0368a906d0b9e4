"""The browser's cookie holds a token for forms and a random id; the session itself is stored."""

from datetime import timedelta

from flask import g, request, session
from werkzeug.datastructures import MultiDict

from services.gateway.domain.session import SignedIn, hash_of
from services.gateway.entrypoints.parts import parts
from services.gateway.use_cases.ports import KeptForm

KEEP_FORMS = timedelta(hours=2)
_NOT_KEPT = frozenset({"csrf_token", "password"})


def load_session() -> SignedIn | None:
    """Return who is signed in, and lengthen the session from time to time."""
    stored = _stored()
    now = parts().clock.now()
    if stored is None or not stored.alive(now):
        return None
    longer = stored.renewed(now)
    if longer is not None:
        parts().sessions.put(longer)
    g.signed_in = longer or stored
    return longer or stored


def begin_session(secret: str) -> None:
    """Hand the browser a new session's id; nothing of a former one stays but the kept form."""
    kept = session.get("kept")
    session.clear()
    session["sid"] = secret
    if kept:
        session["kept"] = kept


def end_session() -> str:
    """Take the session from the browser and return the hash of its id ("" without one)."""
    secret = session.get("sid", "")
    session.clear()
    return hash_of(secret) if secret else ""


def keep_form() -> None:
    """Store the form of the present request until its sender has signed in again."""
    secret = parts().ids.secret(16).hex()
    stored = _stored()
    fields = [(k, v) for k, v in request.form.items(multi=True) if k not in _NOT_KEPT]
    parts().sessions.keep_form(
        KeptForm(
            id=hash_of(secret),
            path=request.path,
            account_id=stored.account_id if stored else "",
            fields=tuple(fields),
            expires_at=parts().clock.now() + KEEP_FORMS,
        )
    )
    session["kept"] = secret


def kept_form() -> MultiDict[str, str] | None:
    """Return, once, the form that was sent to this page while nobody was signed in."""
    if "kept" not in session:
        return None
    form = parts().sessions.take_form(hash_of(session.pop("kept")))
    owner = g.signed_in.account_id if "signed_in" in g else ""
    if form is None or form.path != request.path or form.account_id not in ("", owner):
        return None
    return MultiDict(form.fields)


def _stored() -> SignedIn | None:
    secret = session.get("sid")
    return parts().sessions.get(hash_of(secret)) if isinstance(secret, str) else None
