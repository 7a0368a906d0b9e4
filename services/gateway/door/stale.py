"""A form whose token was lost with its cookie: the page is shown again, with a fresh one."""

from flask import Response, g

from services.gateway.door.security import CSRFError, check_token


def form_is_stale() -> bool:
    """Tell whether the form's token is lost; the page then says so, and does nothing else.

    For views with `@raw_body`, whose token nobody has checked before.
    """
    try:
        check_token()
    except CSRFError:
        g.stale_form = True
    return bool(g.get("stale_form"))


def say_it_was_refused(response: Response) -> Response:
    """Answer 422 with the page that is shown again."""
    if g.get("stale_form") and response.status_code == 200:
        response.status_code = 422
    return response
