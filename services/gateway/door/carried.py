"""What was typed where the session and its cookie are gone: the page to sign in carries it.

Nobody is known, so nothing is stored: the form comes back sealed with who signs in, and is theirs
from then on. It is taken from a page of ours alone, which its token shows without the cookie.
"""

import json

from flask import current_app, g, request
from itsdangerous import BadData, URLSafeTimedSerializer

from services.gateway.door.sealed import seal, unseal
from services.gateway.door.sessions import KEEP_FORMS, is_shown_again, keep_for, typed_fields

CARRIED = "carried"
# With the seal around it, it stays well under what a form may weigh.
MOST = 256 * 1024
_PURPOSE = "typed before signing in"


def carry_form() -> bool:
    """Let the page to sign in carry the form of the present request; tell whether it can."""
    if not (is_shown_again() and _is_a_token_of_ours()):
        return False
    said = {"path": request.path, "fields": typed_fields()}
    if len(json.dumps(said, ensure_ascii=False).encode()) > MOST:
        return False
    g.carried = seal(_PURPOSE, said)
    return True


def carried() -> str:
    """Return what the page to sign in carries, "" for nothing."""
    return str(g.get(CARRIED) or request.form.get(CARRIED, ""))


def keep_carried(account: str) -> None:
    """Keep what the page carried for the account that signed in by it."""
    said = unseal(_PURPOSE, carried(), KEEP_FORMS)
    if said is not None:
        keep_for(account, said["path"], [(name, text) for name, text in said["fields"]])


def is_carried() -> bool:
    """Tell whether the present page carries a form that can still be given back."""
    return unseal(_PURPOSE, carried(), KEEP_FORMS) is not None


def _is_a_token_of_ours() -> bool:
    """Tell whether we signed the form's token, for whatever cookie.

    It guards nothing here: other sites are refused by their origin, and nothing is done or stored.
    """
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    try:
        URLSafeTimedSerializer(keys, salt="wtf-csrf-token").loads(request.form["csrf_token"])
    except (BadData, KeyError):
        return False
    return True
