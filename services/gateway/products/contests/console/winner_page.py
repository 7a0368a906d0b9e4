"""One winner: who it is, what comes next, where the prize goes, what happened when."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.kit.colleagues import names_of
from services.gateway.kit.formats import short_text
from services.gateway.kit.i18n import gettext
from services.gateway.products.contests.console.blueprint import console
from services.gateway.products.contests.console.contest_view import title_of
from services.gateway.products.contests.console.letters_view import winner_letters
from services.gateway.products.contests.console.winners_view import counts, people_rows
from services.gateway.products.contests.words.addresses import address_lines
from services.gateway.products.contests.words.states import skip_code
from shared.auth import READ_PEOPLE
from shared.webapp.permissions import requires


@console.get("/contests/<contest_id>/winners/<ref>")
@requires(READ_PEOPLE)
def winner_page(contest_id: str, ref: str) -> ResponseReturnValue:
    """Show the winner."""
    page = one_winner(contest_id, ref)
    contest, winner = page["contest"], page["items"][0]
    (row,) = people_rows([winner], contest)
    return render_template(
        "contests/console/winner_page.html",
        contest=contest,
        title=title_of(contest),
        winner={**winner, **row},
        letters=winner_letters(winner.get("letters") or (), contest),
        may_write="write_letter" in page.get("actions", ()),
        history=_history(winner, contest["settings"].get("zone") or "UTC"),
    )


def one_winner(contest_id: str, ref: str) -> dict[str, Any]:
    """Return a page of winners that holds this one alone, with its address in lines."""
    page = dict(staff_api("contests").get(f"/contests/{contest_id}/winners/{ref}").body)
    items = [{**each, "lines": address_lines(each["address"])} for each in page["items"]]
    return {**page, "items": items}


def _history(winner: Mapping[str, Any], zone: str) -> list[dict[str, str]]:
    """Return what happened, the last first."""
    sending = winner["sending"] or {}
    came = gettext("The winner has received it") if winner["received"] else gettext("Handed over")
    if counts(winner):
        came = gettext("Counts as received: no word of the winner for 30 days")
    reason = skip_code(winner["code"]) if winner["code"] else ""
    skipped_at = winner["skipped_at"] or (winner["answered_at"] if reason else None)
    happened = [
        (winner["drawn_at"], gettext("Was an alternate: takes the place"))
        if winner["promoted"]
        else (winner["drawn_at"], gettext("Drawn by lot")),
        (winner.get("notified_at"), gettext("Told: the time to answer runs")),
        (None if reason else winner["answered_at"], gettext("Accepted the prize")),
        (winner["given_at"], gettext("Gave what the prize asks")),
        (winner["verified_at"], gettext("May have the prize: noted by the team")),
        *_sent([*winner.get("replaced", ()), *([sending] if sending else [])]),
        (winner.get("missing_at"), gettext("The winner says that something is missing")),
        (winner["fulfilled_at"], came),
        (skipped_at, gettext("Lost the prize: %(reason)s", reason=reason)),
    ]
    happened += _decided(winner)
    dated = [(at, what) for at, what in reversed(happened) if at]
    dated.sort(key=lambda each: str(each[0]), reverse=True)
    return [{"at": short_text(at, zone), "what": what} for at, what in dated]


def _sent(sendings: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return each sending that was noted, in turn; what was replaced says what it was."""
    last = len(sendings) - 1
    return [
        (
            each["at"],
            gettext("Sent")
            if place == last
            else gettext("Sent, replaced since: %(what)s", what=_what(each)),
        )
        for place, each in enumerate(sendings)
    ]


def _what(sending: Mapping[str, Any]) -> str:
    return sending["voucher"] or " ".join(filter(None, (sending["carrier"], sending["tracking"])))


def _decided(winner: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return when each thing was decided about a skip, with what and by whom."""
    steps = winner.get("skip_steps") or _steps_of(winner.get("skip"), winner.get("announced_at"))
    names = names_of(step["by"] for step in steps)
    return [(step["at"], _step(step, names[step["by"]])) for step in steps]


def _steps_of(made: Mapping[str, Any] | None, approved_at: str | None) -> list[Mapping[str, Any]]:
    """Return what is known of a skip that was proposed before its steps were kept."""
    if not made:
        return []
    proposed = {"did": "propose", "code": made["code"], "by": made["by"], "at": made["at"]}
    if not made.get("approved_by") or not approved_at:
        return [proposed]
    approved = {**proposed, "did": "approve", "by": made["approved_by"], "at": approved_at}
    return [proposed, approved]


def _step(step: Mapping[str, Any], who: str) -> str:
    said = {"who": who, "reason": skip_code(step["code"])}
    words = {
        "propose": gettext("Skip proposed by %(who)s: %(reason)s", **said),
        "replace": gettext("Skip proposed anew by %(who)s: %(reason)s", **said),
        "approve": gettext("Skip approved by %(who)s: decided by two", **said),
        "keep": gettext("Skip taken back by %(who)s: the winner keeps the prize", **said),
    }
    return words.get(str(step["did"]), str(step["did"]))
