"""What may happen at the stand-in, and the events that it makes: shapes are Stripe's."""

from typing import Any

from shared.clock import Clock
from shared.ids import IdSource
from stack.standins.payments.book import Book, Thing
from stack.standins.payments.faults import Faults

START = 100_000_000


class Refusal(Exception):
    """A call that Stripe would not carry out: HTTP status, type, code and words of its error."""

    def __init__(self, status: int, type: str, code: str, message: str) -> None:  # noqa: A002
        super().__init__(message)
        self.status = status
        self.error = {"type": type, "code": code, "message": message}


class Acts:
    """Everything that changes the book."""

    def __init__(self, book: Book, faults: Faults, clock: Clock, ids: IdSource) -> None:
        self.book, self._faults, self._clock, self._ids = book, faults, clock, ids

    @property
    def now(self) -> int:
        """Seconds since 1970."""
        return int(self._clock.now().timestamp())

    def new_id(self, prefix: str) -> str:
        """Return an identifier as Stripe writes them."""
        return f"{prefix}_{self._ids.crockford(16)}"

    def open_account(self, asked: Thing) -> Thing:
        """Open an account that owes everything and receives nothing yet."""
        account = {
            "id": self.new_id("acct"),
            "object": "account",
            "type": asked.get("type", "standard"),
            "country": asked.get("country", "FR"),
            "created": self.now,
            "capabilities": {"transfers": "inactive"},
            "payouts_enabled": False,
            "requirements": {"currently_due": ["individual.verification.document"]},
            "metadata": asked.get("metadata", {}),
        }
        return self.book.put("account", account)

    def move_account(self, id: str, *, active: bool, reason: str = "") -> Thing:  # noqa: A002
        """Let an account receive money, or restrict it; tell of it."""
        account = self.thing("account", id)
        account["capabilities"] = {"transfers": "active" if active else "inactive"}
        account["payouts_enabled"] = active
        owed = [] if active else ["individual.verification.document"]
        account["requirements"] = {"currently_due": owed, "disabled_reason": reason or None}
        self.book.put("account", account)
        self.tell("account.updated", account, account["id"])
        return account

    def link(self, asked: Thing, root: str) -> Thing:
        """Return the page on which an account's owner would tell who they are."""
        account = self.thing("account", asked.get("account", ""))
        kept = {"id": f"link_{account['id']}", **asked}
        self.book.put("link", kept)
        url = f"{root}/onboarding/{account['id']}"
        return {
            "object": "account_link",
            "created": self.now,
            "expires_at": self.now + 300,
            "url": url,
        }

    def available(self, currency: str) -> int:
        """Return what the platform still has, of what it had at the beginning."""
        made = (each for each in self.book.all("transfer") if each["currency"] == currency)
        moved: int = sum(each["amount"] - each["amount_reversed"] for each in made)
        return START - moved

    def balance(self) -> Thing:
        """Return the platform's balance, in every currency that was used, and euros."""
        used = {each["currency"] for each in self.book.all("transfer")} | {"eur"}
        held = [{"amount": self.available(each), "currency": each} for each in sorted(used)]
        return {"object": "balance", "available": held, "pending": [], "livemode": False}

    def transfer(self, asked: Thing) -> Thing:
        """Move money to an account, and pay it out to its bank at once."""
        amount, currency = self._amount(asked), str(asked.get("currency", "")).lower()
        account = self.thing("account", asked.get("destination", ""))
        if account["capabilities"]["transfers"] != "active":
            raise Refusal(
                400,
                "invalid_request_error",
                "insufficient_capabilities_for_transfer",
                "The destination account cannot receive transfers.",
            )
        if amount > self.available(currency):
            raise Refusal(
                400, "invalid_request_error", "balance_insufficient", "Insufficient funds."
            )
        made = {
            "id": self.new_id("tr"),
            "object": "transfer",
            "amount": amount,
            "amount_reversed": 0,
            "currency": currency,
            "created": self.now,
            "destination": account["id"],
            "transfer_group": asked.get("transfer_group"),
            "reversed": False,
            "livemode": False,
        }
        self.book.put("transfer", made)
        self.tell("transfer.created", made)
        self._pay_out(made)
        return made

    def reverse(self, id: str, asked: Thing) -> Thing:  # noqa: A002
        """Take money back from an account."""
        made = self.thing("transfer", id)
        left = made["amount"] - made["amount_reversed"]
        amount = self._amount(asked) if "amount" in asked else left
        if amount > left:
            raise Refusal(400, "invalid_request_error", "amount_too_large", "More than is left.")
        made["amount_reversed"] += amount
        made["reversed"] = made["amount_reversed"] == made["amount"]
        self.book.put("transfer", made)
        self.tell("transfer.reversed", made)
        return {
            "id": self.new_id("trr"),
            "object": "transfer_reversal",
            "amount": amount,
            "currency": made["currency"],
            "created": self.now,
            "transfer": id,
        }

    def paid_out(self, account: str, since: int) -> list[Thing]:
        """Return what was paid out of an account since then, without its lines."""
        return [
            _shown(each)
            for each in self.book.all("payout")
            if each["account"] == account and each["created"] >= since
        ]

    def paid_out_in(self, payout: str) -> list[Thing]:
        """Return the lines of a payout, each with the charge that a transfer made."""
        lines = self.thing("payout", payout)["lines"]
        return [
            {
                "id": f"txn_{line}",
                "object": "balance_transaction",
                "type": "payment",
                "source": {"id": f"py_{line}", "object": "charge", "source_transfer": line},
            }
            for line in lines
        ]

    def return_payout(self, id: str) -> Thing:  # noqa: A002
        """Let the bank send money back after it was paid out."""
        payout = self.thing("payout", id)
        payout |= {"status": "failed", "failure_code": "account_closed"}
        self.book.put("payout", payout)
        self.tell("payout.failed", payout, payout["account"])
        return payout

    def thing(self, kind: str, id: str) -> Thing:  # noqa: A002
        """Return a thing; refuse as Stripe does where there is none."""
        found = self.book.get(kind, id)
        if found is None:
            raise Refusal(404, "invalid_request_error", "resource_missing", f"No such {kind}.")
        return found

    def tell(self, type: str, thing: Thing, account: str = "") -> None:  # noqa: A002
        """Write an event, due at every endpoint of its kind: the platform's, or Connect's."""
        event: Thing = {
            "id": self.new_id("evt"),
            "object": "event",
            "type": type,
            "created": self.now,
            "livemode": False,
            "data": {"object": _shown(thing)},
            **({"account": account} if account else {}),
        }
        self.book.put("event", event)
        for (url,) in self.book.rows(
            "SELECT url FROM endpoints WHERE connect = ? ORDER BY url", int(bool(account))
        ):
            self._queue(event["id"], url)

    def _queue(self, event: str, url: str) -> None:
        due = self._clock.now().timestamp() + (self._faults.take("webhook_late") or 0)
        for _ in range(2 if self._faults.take("webhook_twice") is not None else 1):
            self.book.rows(
                "INSERT INTO deliveries (event, url, due) VALUES (?, ?, ?)", event, url, due
            )

    def _pay_out(self, transfer: Thing) -> None:
        failed = self._faults.take("payout_fails") is not None
        payout = {
            "id": self.new_id("po"),
            "object": "payout",
            "account": transfer["destination"],
            "amount": transfer["amount"],
            "currency": transfer["currency"],
            "created": self.now,
            "status": "failed" if failed else "paid",
            "failure_code": "account_closed" if failed else None,
            "lines": [transfer["id"]],
        }
        self.book.put("payout", payout)
        self.tell(f"payout.{payout['status']}", payout, transfer["destination"])

    def _amount(self, asked: Thing) -> int:
        text: Any = asked.get("amount", "")
        if not str(text).isascii() or not str(text).isdigit() or int(text) < 1:
            raise Refusal(
                400, "invalid_request_error", "parameter_invalid_integer", "Invalid amount."
            )
        return int(text)


def _shown(thing: Thing) -> Thing:
    """Return a thing as Stripe shows it: what a payout brought is asked for by itself."""
    return {name: value for name, value in thing.items() if name != "lines"}
