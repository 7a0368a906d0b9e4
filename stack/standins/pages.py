"""The mail catcher's pages, for people and for programs, and the test beacon beside them."""

import re
from collections.abc import Callable, Iterable
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask, Response, abort, jsonify, render_template_string, request
from markupsafe import Markup, escape
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from shared.hosts import is_inside
from stack.standins.mail_folder import MailFolder
from stack.standins.templates import LIST, MAIL

Wsgi = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]
LONGEST_WAIT = 25.0
LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:)]")
ANCHOR = Markup('<a href="{0}">{0}</a>')
POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; sandbox allow-popups"


def with_links(text: str) -> Markup:
    """Return `text` as HTML in which addresses can be followed."""
    parts, end = [], 0
    for found in LINK.finditer(text):
        parts += [escape(text[end : found.start()]), ANCHOR.format(found.group())]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def body_of(message: Any, kind: str) -> str | None:
    """Return the text of the part `kind` (plain or html) of an `EmailMessage`."""
    part = message.get_body(preferencelist=(kind,))
    return None if part is None else str(part.get_content())


def sender_of(message: EmailMessage) -> str:
    """Return From in words; Python's own reading puts blanks between encoded words of a name."""
    raw = next((value for name, value in message.raw_items() if name.lower() == "from"), "")
    try:
        return str(make_header(decode_header(raw))) if raw.isascii() else str(message["from"])
    except (HeaderParseError, LookupError, ValueError):
        return str(message["from"])


def make_pages(
    folder: MailFolder, beacon: Wsgi | None = None, payments: Wsgi | None = None
) -> Wsgi:
    """Return the WSGI application.

    The beacon answers under `/beacon`, the payment stand-in under `/payments`.
    """
    app = Flask(__name__)

    @app.before_request
    def from_inside() -> None:
        # A stranger's page, by a name of its own that leads here, would read mails.
        if not is_inside(request.host):
            abort(404)

    @app.get("/livez")
    def livez() -> Response:
        return Response("ok\n", mimetype="text/plain")

    @app.get("/")
    def newest() -> str:
        return render_template_string(LIST, mails=folder.find()[:-201:-1])

    @app.get("/mails")
    def mails() -> Response:
        # In this order, what is no number ("nan") is the longest.
        wait = min(LONGEST_WAIT, request.args.get("wait", 0.0, type=float))
        found = folder.find(request.args.get("to", ""), request.args.get("after", ""), wait)
        return jsonify([mail.as_json() for mail in found])

    @app.get("/mails/<number>")
    def mail(number: str) -> str:
        message = folder.read(number) or abort(404)
        text = with_links(body_of(message, "plain") or "")
        attached = [part.get_filename() or "?" for part in message.iter_attachments()]
        has_html = message.get_body(preferencelist=("html",)) is not None
        return render_template_string(
            MAIL,
            m=message,
            sender=sender_of(message),
            number=number,
            text=text,
            attached=attached,
            has_html=has_html,
        )

    @app.get("/mails/<number>/html")
    def html(number: str) -> Response:
        message = folder.read(number) or abort(404)
        answer = Response(body_of(message, "html") or "", mimetype="text/html")
        answer.headers["Content-Security-Policy"] = POLICY
        return answer

    @app.get("/mails/<number>/raw")
    def raw(number: str) -> Response:
        return Response(folder.raw(number) or abort(404), mimetype="message/rfc822")

    app.add_url_rule("/readyz", "readyz", livez)
    beside = {"/beacon": beacon, "/payments": payments}
    return DispatcherMiddleware(app, {path: one for path, one in beside.items() if one})
