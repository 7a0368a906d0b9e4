"""The calls, answered as Stripe answers them: idempotency keys, errors, shapes."""

import json
import threading
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from stack.standins.payments.acts import Acts, Refusal
from stack.standins.payments.book import Thing
from stack.standins.payments.faults import Faults

Act = Callable[[Thing], Thing]
_FAULTY: dict[str, tuple[int, str, str]] = {
    "refused": (402, "card_error", "insufficient_funds"),
    "busy": (429, "invalid_request_error", "rate_limit"),
    "broken": (500, "api_error", "broken"),
    "broken_after": (500, "api_error", "broken"),
}


def params(form: dict[str, str]) -> Thing:
    """Return what a form says: `capabilities[transfers][requested]=true` is nested."""
    found: Thing = {}
    for name, value in form.items():
        *groups, last = name.replace("]", "").split("[")
        place = found
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = value
    return found


def answer(status: int, body: Thing, *, replayed: bool = False) -> Response:
    """Return JSON, as Stripe says that it repeats itself."""
    made = Response(json.dumps(body), status, mimetype="application/json")
    if replayed:
        made.headers["Idempotent-Replayed"] = "true"
    return made


class Calls:
    """What changes something is done once for each key, and answered alike ever after."""

    def __init__(self, acts: Acts, faults: Faults) -> None:
        self._acts, self._faults, self._book = acts, faults, acts.book
        self._speaking = threading.Event()

    def speak(self) -> None:
        """Answer all calls at once that are kept waiting."""
        self._speaking.set()

    def change(self, act: Act) -> Response:
        """Do what is asked for, or what was planned to go wrong."""
        asked = json.dumps([request.path, sorted(request.form.items())])
        with self._book.transaction():
            if kept := self._kept(asked):
                return kept
            fault, value = self._faults.of_call() or ("", 0)
            status, body = self._done(act, fault)
            # Stripe keeps what began to be carried out, an error too, and not what it never began.
            if status != 429:
                self._keep(asked, status, body)
        if fault == "silent":
            self._speaking.wait(value)
        if fault == "lost":
            request.environ["werkzeug.socket"].shutdown(2)
        return answer(status, body)

    def _done(self, act: Act, fault: str) -> tuple[int, Thing]:
        if fault in ("refused", "busy", "broken"):
            return self._error(fault)
        try:
            body = act(params(request.form.to_dict()))
        except Refusal as refusal:
            return refusal.status, {"error": refusal.error}
        return self._error(fault) if fault == "broken_after" else (200, body)

    def _error(self, fault: str) -> tuple[int, Thing]:
        status, type_, code = _FAULTY[fault]
        return status, {"error": {"type": type_, "code": code, "message": f"Planned: {fault}."}}

    def _kept(self, asked: str) -> Response | None:
        key = request.headers.get("Idempotency-Key", "")
        for before, status, body in self._book.rows(
            "SELECT asked, status, body FROM answers WHERE key = ?", key
        ):
            if before != asked:
                message = "This key was used with other parameters."
                return answer(400, {"error": {"type": "idempotency_error", "message": message}})
            return answer(status, json.loads(body), replayed=True)
        return None

    def _keep(self, asked: str, status: int, body: Thing) -> None:
        if key := request.headers.get("Idempotency-Key"):
            self._book.rows(
                "INSERT INTO answers VALUES (?, ?, ?, ?)", key, asked, status, json.dumps(body)
            )


def make_calls(acts: Acts, calls: Calls) -> Blueprint:
    """Return the calls under `/v1`."""
    made = Blueprint("calls", __name__, url_prefix="/v1")

    @made.before_request
    def authenticated() -> Response | None:
        if request.headers.get("Authorization", "").startswith("Bearer sk_test_"):
            return None
        error = {"type": "invalid_request_error", "message": "Only keys of tests open this."}
        return answer(401, {"error": error})

    @made.errorhandler(Refusal)
    def refused(refusal: Refusal) -> Response:
        return answer(refusal.status, {"error": refusal.error})

    @made.post("/accounts")
    def open_account() -> Response:
        return calls.change(acts.open_account)

    @made.get("/accounts/<id>")
    def account(id: str) -> Response:  # noqa: A002
        return answer(200, acts.thing("account", id))

    @made.post("/account_links")
    def link() -> Response:
        root = request.root_url.rstrip("/")
        return calls.change(lambda asked: acts.link(asked, root))

    @made.get("/balance")
    def balance() -> Response:
        return answer(200, acts.balance())

    @made.post("/transfers")
    def transfer() -> Response:
        return calls.change(acts.transfer)

    @made.get("/transfers")
    def transfers() -> Response:
        group = request.args.get("transfer_group")
        found = [e for e in acts.book.all("transfer") if group in (None, e["transfer_group"])]
        return _list(found)

    @made.get("/transfers/<id>")
    def one_transfer(id: str) -> Response:  # noqa: A002
        return answer(200, acts.thing("transfer", id))

    @made.post("/transfers/<id>/reversals")
    def reverse(id: str) -> Response:  # noqa: A002
        return calls.change(lambda asked: acts.reverse(id, asked))

    @made.get("/payouts")
    def payouts() -> Response:
        since = int(request.args.get("created[gte]", "0"))
        return _list(acts.paid_out(request.headers.get("Stripe-Account", ""), since))

    @made.get("/balance_transactions")
    def lines() -> Response:
        return _list(acts.paid_out_in(request.args.get("payout", "")))

    return made


def _list(found: list[Any]) -> Response:
    return answer(200, {"object": "list", "url": request.path, "has_more": False, "data": found})
