"""The stand-in's pages, and what tests and the demo tell it; each page says what it is."""

from flask import Blueprint, Response, abort, redirect, render_template_string, request
from werkzeug.wrappers import Response as AnyResponse

from shared.words import amount_text
from stack.standins.payments.acts import Acts, Refusal
from stack.standins.payments.book import Thing
from stack.standins.payments.calls import Calls, answer
from stack.standins.payments.faults import Faults
from stack.standins.payments.templates import BOOK, ONBOARDING

_SHOWN = 200


def make_pages(acts: Acts) -> Blueprint:
    """Return the pages of people."""
    made = Blueprint("pages", __name__)

    @made.errorhandler(Refusal)
    def missing(refusal: Refusal) -> AnyResponse:
        return Response(str(refusal), refusal.status, mimetype="text/plain")

    @made.get("/")
    def book() -> str:
        kinds = ("transfer", "payout", "account", "event")
        listed = {kind: acts.book.all(kind)[:_SHOWN] for kind in kinds}
        balance = acts.balance()["available"]
        return render_template_string(BOOK, balance=balance, amount=_amount, **listed)

    @made.get("/onboarding/<id>")
    def onboarding(id: str) -> str:  # noqa: A002
        return render_template_string(ONBOARDING, account=acts.thing("account", id))

    @made.post("/onboarding/<id>")
    def onboarded(id: str) -> AnyResponse:  # noqa: A002
        link = acts.thing("link", f"link_{id}")
        if "done" in request.form:
            with acts.book.transaction():
                acts.move_account(id, active=True)
        return redirect(link["return_url"], 303)

    return made


def _amount(thing: Thing, member: str = "amount") -> str:
    return amount_text(thing[member], thing["currency"].upper(), "en")


def make_controls(acts: Acts, faults: Faults, calls: Calls) -> Blueprint:
    """Return what only tests, the demo and the stack ask for, under `/control`; JSON."""
    made = Blueprint("controls", __name__, url_prefix="/control")

    @made.errorhandler(Refusal)
    def refused(refusal: Refusal) -> Response:
        return answer(refusal.status, {"error": refusal.error})

    @made.post("/endpoints")
    def endpoint() -> Response:
        asked = request.get_json()
        acts.book.rows(
            "INSERT OR REPLACE INTO endpoints VALUES (?, ?, ?)",
            asked["url"],
            asked["secret"],
            int(asked["connect"]),
        )
        return answer(201, {})

    @made.post("/faults")
    def fault() -> Response:
        asked = request.get_json()
        try:
            faults.plan(asked["fault"], int(asked.get("times", 1)), float(asked.get("value", 0)))
        except ValueError:
            abort(422)
        return answer(201, {})

    @made.post("/speak")
    def speak() -> Response:
        calls.speak()
        return answer(200, {})

    @made.post("/accounts/<id>")
    def account(id: str) -> Response:  # noqa: A002
        asked = request.get_json()
        with acts.book.transaction():
            return answer(
                200, acts.move_account(id, active=asked["active"], reason=asked.get("reason", ""))
            )

    @made.post("/payouts/<id>/return")
    def returned(id: str) -> Response:  # noqa: A002
        with acts.book.transaction():
            return answer(200, acts.return_payout(id))

    @made.get("/book")
    def book() -> Response:
        kinds = ("account", "transfer", "payout", "event")
        return answer(200, {kind: acts.book.all(kind) for kind in kinds})

    return made
