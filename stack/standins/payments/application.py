"""The stand-in, joined together."""

from dataclasses import dataclass

from flask import Flask, abort, request

from shared.clock import Clock
from shared.hosts import is_inside
from shared.ids import IdSource
from stack.standins.payments.acts import Acts
from stack.standins.payments.book import Book
from stack.standins.payments.calls import Calls, make_calls
from stack.standins.payments.deliveries import Deliveries, Post, post
from stack.standins.payments.faults import Faults
from stack.standins.payments.pages import make_controls, make_pages


@dataclass(frozen=True)
class Payments:
    """The WSGI application, its book, and what sends its webhooks."""

    app: Flask
    book: Book
    deliveries: Deliveries

    def tells(self, address: str, platform: str, connect: str) -> None:
        """Know who is told: of its own things, and of connected accounts, each with its secret."""
        known = (("platform", platform, 0), ("connect", connect, 1))
        for about, secret, is_connect in known:
            self.book.rows(
                "INSERT OR REPLACE INTO endpoints VALUES (?, ?, ?)",
                f"{address}/{about}",
                secret,
                is_connect,
            )


def make_payments(path: str, clock: Clock, ids: IdSource, send: Post = post) -> Payments:
    """Return the stand-in with its book in the file `path`."""
    book = Book(path)
    faults = Faults(book)
    acts = Acts(book, faults, clock, ids)
    calls = Calls(acts, faults)
    app = Flask(__name__)

    @app.before_request
    def from_inside() -> None:
        # A stranger's page, by a name of its own that leads here, would move what is in the book.
        if not is_inside(request.host):
            abort(404)

    app.register_blueprint(make_calls(acts, calls))
    app.register_blueprint(make_pages(acts))
    app.register_blueprint(make_controls(acts, faults, calls))
    return Payments(app, book, Deliveries(book, faults, clock, send))
