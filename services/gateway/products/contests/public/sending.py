"""A form on its way to the service, and what the page after it knows of it: sealed, no cookie."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from werkzeug.datastructures import MultiDict

from services.gateway.door.sealed import seal, unseal
from services.gateway.kit.calling import public_api
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.public.entry_form import key_of_content
from shared.events import instant_text
from shared.forms.writing import Typed

PURPOSE, KEPT = "entry sent", timedelta(hours=2)
_NOT_KEPT = frozenset({"csrf_token", "request_key"})


@dataclass(frozen=True)
class Sent:
    """A form that was taken: what was typed, when (RFC 3339), and under which key.

    `again_at` is from when its mail may be asked for once more, "" where it may not.
    """

    typed: list[list[str]]
    key: str
    at: str
    again_at: str

    @property
    def form(self) -> Typed:
        """What was typed, for a sending under another key."""
        return MultiDict([(name, text) for name, text in self.typed])

    @property
    def email(self) -> str:
        """The address as it was typed."""
        return self.form.get("email", "").strip()

    def sealed(self) -> str:
        """Return it for an address."""
        return seal(PURPOSE, vars(self))


def send(workspace: str, contest_id: str, typed: Typed, entry: Mapping[str, Any]) -> str:
    """Send a form that was read; return what the next page is handed. Raise `ServiceProblem`."""
    api, path = public_api("contests", workspace), f"/contests/{contest_id}/entries"
    key = typed["request_key"]
    try:
        answer = api.post(path, dict(entry), key=key).body
    except ServiceProblem as problem:
        if problem.slug != "idempotency_conflict":
            raise
        # Someone went back to correct the address they had sent: that is another sending.
        key = key_of_content(key, entry)
        answer = api.post(path, dict(entry), key=key).body
    kept = [[name, text] for name, text in typed.items(multi=True) if name not in _NOT_KEPT]
    now = instant_text(parts().clock.now())
    return Sent(kept, key, now, _again_at(answer)).sealed()


def send_again(workspace: str, contest_id: str, sent: Sent) -> str:
    """Ask for the mail once more; return what the page is handed then. Raise `ServiceProblem`."""
    path = f"/contests/{contest_id}/entries/again"
    answer = public_api("contests", workspace).post(path, key=sent.key).body
    now = instant_text(parts().clock.now())
    return replace(sent, at=now, again_at=_again_at(answer)).sealed()


def sent_of(text: str) -> Sent | None:
    """Return what a page was handed, None once that is too old or was touched."""
    found = unseal(PURPOSE, text, KEPT) if text else None
    return Sent(**found) if found else None


def _again_at(answer: Mapping[str, Any]) -> str:
    # A service that still runs the code before this member sends no mail again.
    return str(answer.get("again_at") or "")
