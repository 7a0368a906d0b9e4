"""Winners as their table shows them."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from flask import url_for

from services.gateway.kit.formats import instant, number_text, short_text
from services.gateway.kit.i18n import gettext, ngettext
from services.gateway.kit.parts import parts
from services.gateway.products.contests.words.addresses import address_lines
from services.gateway.products.contests.words.states import parcel_state, winner_state

# What the service answers may be done, and the page on which it is: one for all of a skip.
PAGES = {
    "send": "send",
    "correct_sending": "correct",
    "verify": "verify",
    "fulfil": "fulfil",
    "propose_skip": "skip",
    "approve_skip": "skip",
    "replace_skip": "skip",
    "keep": "keep",
    "tell": "told",
    "approve_told": "told",
    "replace_told": "told",
}
# What the reader is to do next about a winner, the most pressing first.
NEXT = ("approve_skip", "approve_told", "send", "verify", "fulfil")
ANSWERED = frozenset({"accepted", "verified", "fulfilled"})


def winner_rows(
    winners: Sequence[Mapping[str, Any]], contest: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return the rows by place, each with what can be done about the winner."""
    zone = contest["settings"].get("zone") or "UTC"
    return [
        {
            "place": number_text(winner["place"]),
            "ref": winner["ref"],
            "prize": winner["prize"],
            "state": parcel_state("held")
            if is_held(winner)
            else winner_state(winner["state"], winner.get("code") or ""),
            "lost": winner["state"] == "skipped",
            "promoted": bool(winner.get("promoted")),
            "answer_by": short_text(winner.get("answer_by"), zone)
            if winner["state"] == "notified" and not is_held(winner)
            else "",
            "skipping": _skipping(winner, zone),
            **_acts(winner, contest),
        }
        for winner in sorted(winners, key=lambda each: each["place"])
    ]


def people_rows(
    winners: Sequence[Mapping[str, Any]], contest: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return the same rows with who they are, what they gave, where the prize is, until when."""
    rows = winner_rows(winners, contest)
    return [
        {**row, **_person(winner, contest["settings"].get("zone") or "UTC")}
        for row, winner in zip(rows, winners, strict=True)
    ]


def progress_rows(progress: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return how many prizes stand where, the nearest to its winner first, for the bar too."""
    at, rows = 0, []
    for state in ("received", "sent", "missing", "ready", "held", "owed", "awaited"):
        count = int(progress.get(state, 0))
        rows.append({"state": state, "count": count, "badge": parcel_state(state), "at": at})
        at += count
    return rows


def to_do(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return in words how many of these winners wait for the reader."""
    waiting = sum(bool(row["next"]) for row in rows)
    if not waiting:
        return gettext("Nothing to do now.")
    return ngettext("%(num)d winner waits for you.", "%(num)d winners wait for you.", waiting)


def waiting(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what is to be done, in the order of places: each `need`, and the `rows` with it."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["next"]:
            found.setdefault(row["need"], []).append(row)
    return [{"need": need, "rows": those} for need, those in found.items()]


def without_winner(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return who lost each prize last that nobody holds any more."""
    last = {row["place"]: row for row in rows}
    return [row for row in last.values() if row["lost"]]


def answered(winners: Sequence[Mapping[str, Any]]) -> str:
    """Return in words how many of those who hold a prize took it, and are not losing it."""
    held = [winner for winner in winners if winner["state"] != "skipped"]
    took = sum(each["state"] in ANSWERED and not is_held(each) for each in held)
    return ngettext(
        "%(num)d winner of %(all)s accepted.",
        "%(num)d winners of %(all)s accepted.",
        took,
        all=number_text(len(held)),
    )


def is_held(winner: Mapping[str, Any]) -> bool:
    """Tell whether two people decided that the winner loses the prize, which is not over yet."""
    return winner["state"] != "skipped" and bool(winner.get("announced_at"))


def _skipping(winner: Mapping[str, Any], zone: str) -> str:
    """Return where the skip of a winner stands, in words; "" where none does, or it is over."""
    if is_held(winner):
        if not winner.get("objection_until"):
            return gettext("decided by two: the 72 hours to object run once the winner was told")
        when = short_text(winner["objection_until"], zone)
        return gettext(
            "decided by two: the prize is lost on %(when)s, unless an objection is upheld",
            when=when,
        )
    if winner["state"] == "skipped" or not winner.get("skip"):
        return ""
    return gettext("a skip is proposed: a second person decides")


def _person(winner: Mapping[str, Any], zone: str) -> dict[str, Any]:
    email = winner["email"]
    state = "unreachable" if winner.get("unreachable") else winner.get("parcel", "")
    if _overdue(winner):
        state = "overdue"
    if counts(winner):
        state = "counted"
    lost = winner["state"] == "skipped"
    return {
        "first_name": winner["first_name"],
        "email": email,
        "mailto": f"mailto:{quote(email, safe='@')}",
        "lines": address_lines(winner.get("address")),
        "choice": winner.get("choice"),
        "ask": winner.get("ask") or {"question": {}},
        "sending": winner.get("sending"),
        "parcel_badge": winner_state(winner["state"], winner["code"])
        if lost or not state
        else parcel_state(state),
        "until_text": _until(winner, zone),
        "brief": _brief(winner, zone),
    }


def counts(winner: Mapping[str, Any]) -> bool:
    """Tell whether a prize counts as received without a word of its winner."""
    silent = winner.get("sending") and not winner.get("received")
    return bool(winner["state"] == "fulfilled" and silent)


def _until(winner: Mapping[str, Any], zone: str) -> str:
    """Return the deadline that runs, in words; "" where none does."""
    if is_held(winner):
        return ""
    if winner.get("details_by"):
        when = short_text(winner["details_by"], zone)
        if _overdue(winner):
            return gettext("was asked until %(when)s", when=when)
        return gettext("asked until %(when)s", when=when)
    if winner.get("counts_at"):
        return gettext("counts as received on %(when)s", when=short_text(winner["counts_at"], zone))
    if not winner.get("until"):
        return ""
    said = {
        "notified": gettext("answers by %(when)s", when=short_text(winner["until"], zone)),
        "drawn": gettext("held until %(when)s", when=short_text(winner["until"], zone)),
    }
    return said.get(winner["state"], "")


def _brief(winner: Mapping[str, Any], zone: str) -> tuple[str, str] | None:
    """Return a badge that says by when something is awaited; None where two lines say it."""
    by, until = winner.get("details_by"), winner.get("until")
    if winner["state"] == "skipped":
        return None
    if winner.get("objection_until"):
        return gettext("Objection by %(when)s", when=short_text(until, zone)), "ring"
    if is_held(winner):
        return parcel_state("held")
    if winner.get("skip"):
        return gettext("Skip proposed"), "warn ring"
    if by and not _overdue(winner) and winner.get("parcel") == "owed":
        return _details(winner, short_text(by, zone)), "warn ring"
    if winner.get("counts_at"):
        return parcel_state("sent")
    if winner["state"] != "notified" or not until or winner.get("unreachable"):
        return None
    return gettext("Answer by %(when)s", when=short_text(until, zone)), "ring"


def _details(winner: Mapping[str, Any], when: str) -> str:
    """Return by when what the prize asks is awaited; an address by its name."""
    if (winner.get("ask") or {}).get("address") and not winner.get("address"):
        return gettext("Address by %(when)s", when=when)
    return gettext("Details by %(when)s", when=when)


def _acts(winner: Mapping[str, Any], contest: Mapping[str, Any]) -> dict[str, Any]:
    """Return all `acts`, the `next` one, None where the reader has none now, and the `others`.

    `need` says in a few words what it is.
    """
    words = {
        "send": gettext("I have sent it…"),
        "correct": gettext("Correct the sending…"),
        "write": gettext("Write to this winner…"),
        "verify": gettext("Verify…"),
        "fulfil": gettext("Prize handed over…"),
        "skip": gettext("Skip…"),
        "keep": gettext("Keep…"),
        "told": gettext("Tell another way…"),
    }
    where = {"contest_id": contest["id"], "ref": winner["ref"]}
    chosen = _next(winner)
    offered = dict.fromkeys(PAGES[each] for each in winner["actions"] if each in PAGES)
    if chosen == "write":
        offered = {"write": None, **offered}
    acts = {page: (words[page], _address(page, where)) for page in offered}
    if chosen in ("approve_skip", "approve_told"):
        acts[PAGES[chosen]] = (gettext("Decide…"), acts[PAGES[chosen]][1])
    following = PAGES.get(chosen, chosen)
    return {
        "acts": list(acts.values()),
        "next": acts.get(following),
        "need": gettext("To look for:") if _missing(winner) else _need(chosen),
        "others": [act for page, act in acts.items() if page != following],
    }


def _next(winner: Mapping[str, Any]) -> str:
    """Return what is to be done about a winner now, "" where it is not the reader's turn."""
    order = (*NEXT, "tell") if winner.get("unreachable") else NEXT
    found = next((each for each in order if each in winner["actions"]), "")
    late = _overdue(winner) or _missing(winner)
    return found or ("write" if winner["actions"] and late else "")


def _missing(winner: Mapping[str, Any]) -> bool:
    """Tell whether the winner says that what was sent has not come, or not whole."""
    return winner.get("parcel") == "missing"


def _need(chosen: str) -> str:
    """Return what is to be done about a winner, as the head of a list of names."""
    decide = gettext("To decide:")
    words = {
        "approve_skip": decide,
        "approve_told": decide,
        "send": gettext("To send:"),
        "verify": gettext("To verify:"),
        "fulfil": gettext("To hand over:"),
        "tell": gettext("To tell another way:"),
        "write": gettext("To remind:"),
    }
    return words.get(chosen, "")


def _overdue(winner: Mapping[str, Any]) -> bool:
    """Tell whether what the prize asks was to be given before now."""
    by = winner.get("details_by")
    return by is not None and instant(by) <= parts().clock.now()


def _address(act: str, where: Mapping[str, Any]) -> str:
    if act == "write":
        return url_for(".letter", **where)
    if act in ("send", "correct"):
        return url_for(".send_winner", **where)
    if act == "told":
        return url_for(".told_otherwise", **where)
    return url_for(".winner", **where, act=act)
