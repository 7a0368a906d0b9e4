"""How much a form may weigh: more than the others where its view says so, as a file is in it."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import unquote

from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException

from services.gateway.door.sessions import says_signed_in
from shared.webapp.gathering.request import LARGER

View = TypeVar("View", bound=Callable[..., Any])


def takes(most: int) -> Callable[[View], View]:
    """Declare how many bytes the form of a view may have, its files included.

    Few such forms are gathered at a time: nobody but who is signed in takes one of the places.
    """

    def declare(view: View) -> View:
        view._kermesse_takes = most  # type: ignore[attr-defined]
        return view

    return declare


def let_in() -> None:
    """Let the form of the present request be as large as its view takes.

    Asked once it is known that the caller may send it: of anybody else no such form is read.
    """
    if most := _declared(current_app, request.endpoint):
        request.max_content_length = most


def install(app: Flask) -> None:
    """Tell the server which requests may be larger than the others."""
    places = app.url_map.bind("")

    def larger(method: str, path: str, cookies: str) -> int:
        try:
            endpoint, _ = places.match(unquote(path), method=method)
        except HTTPException:
            return 0
        most = _declared(app, endpoint)
        return most if most and says_signed_in(app, cookies) else 0

    app.config[LARGER] = larger


def _declared(app: Flask, endpoint: str | None) -> int:
    return int(getattr(app.view_functions.get(endpoint or ""), "_kermesse_takes", 0))
