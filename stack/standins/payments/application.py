"""The stand-in, joined together."""

from dataclasses import dataclass

from flask import Flask

from shared.clock import Clock
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


def make_payments(path: str, clock: Clock, ids: IdSource, send: Post = post) -> Payments:
    """Return the stand-in with its book in the file `path`."""
    book = Book(path)
    faults = Faults(book)
    acts = Acts(book, faults, clock, ids)
    calls = Calls(acts, faults)
    app = Flask(__name__)
    for blueprint in (
        make_calls(acts, calls),
        make_pages(acts),
        make_controls(acts, faults, calls),
    ):
        app.register_blueprint(blueprint)
    return Payments(app, book, Deliveries(book, faults, clock, send))
