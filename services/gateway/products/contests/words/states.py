"""States and reasons of the API in words, for the team and for the audience."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.gateway.kit.formats import instant
from services.gateway.kit.i18n import gettext

# Where a link names a source of which no letter can be kept.
UNREADABLE = "unreadable"


def contest_state(state: str) -> tuple[str, str]:
    """Return the word of a contest's state and the tone of its badge."""
    words = {
        "draft": (gettext("Draft"), ""),
        "open": (gettext("Open to entries"), "good"),
        "closed": (gettext("Closed, being checked"), "warn"),
        "sealed": (gettext("List sealed"), "info"),
        "drawn": (gettext("Winners drawn"), "info"),
        "settled": (gettext("Finished"), ""),
        "cancelled": (gettext("Called off"), "bad"),
    }
    return words.get(state, (state, ""))


def waits_for_mails(contest: Mapping[str, Any], now: datetime) -> bool:
    """Tell whether an entry of a contest that is not confirmed still can be."""
    if "confirm_until" not in contest:
        # A service that still runs the code before this member.
        return contest["state"] in ("open", "closed")
    until = contest["confirm_until"]
    return until is not None and now < instant(until)


def entry_state(state: str, reason: str = "", *, waits: bool = True) -> tuple[str, str]:
    """Return the word of an entry's state and the tone of its badge.

    `waits` says that one that is not confirmed still can be.
    """
    words = {
        "unconfirmed": (gettext("Awaits its mail") if waits else gettext("Never confirmed"), ""),
        "confirmed": (gettext("Confirmed"), "good"),
        "excluded": (gettext("Excluded"), "bad"),
        "withdrawn": (gettext("No longer there"), ""),
        "lapsed": (gettext("Confirmed too late"), "warn"),
    }
    word, tone = words.get(state, (state, ""))
    return (f"{word}, {exclusion_reason(reason)}" if reason else word), tone


def hint_words(hint: Mapping[str, Any]) -> str:
    """Return why somebody may look at an entry."""
    if hint["reason"] == "same_mailbox":
        return gettext(
            "the same mailbox under another name: %(refs)s", refs=", ".join(hint["refs"])
        )
    if hint["reason"] == "burst":
        return gettext("%(count)s of one mail domain within minutes", count=hint["count"])
    words = {"disposable": gettext("a throw-away address")}
    return words.get(str(hint["reason"]), str(hint["reason"]))


def winner_state(state: str, code: str = "") -> tuple[str, str]:
    """Return the word of a winner's state and the tone of its badge."""
    words = {
        "drawn": (gettext("Drawn, mail on its way"), ""),
        "notified": (gettext("Told by mail"), "info"),
        "accepted": (gettext("Accepted"), "good"),
        # What was sent says so too: nobody need have checked anything.
        "verified": (gettext("Prize confirmed"), "good"),
        "fulfilled": (gettext("Prize handed over"), "good"),
        "skipped": (gettext("Skipped"), "warn"),
    }
    word, tone = words.get(state, (state, ""))
    return (f"{word}, {skip_code(code)}" if code else word), tone


def exclusion_reason(reason: str) -> str:
    """Return why an entry was excluded or refused, in words."""
    words = {
        "duplicate": gettext("same person twice"),
        "rules_breach": gettext("rules not kept"),
        "not_eligible": gettext("not eligible"),
        "fraud": gettext("fraud"),
        "minor": gettext("too young"),
        "country": gettext("country not open"),
        "late": gettext("after closing"),
        "rules_not_accepted": gettext("rules not accepted"),
        "withdrawn": gettext("withdrawn"),
        "unconfirmed": gettext("never confirmed"),
        "lapsed": gettext("confirmed too late"),
    }
    return words.get(reason, reason)


def parcel_state(state: str) -> tuple[str, str]:
    """Return where a prize is, as a word, and the tone and shape of its badge."""
    words = {
        "awaited": (gettext("Awaiting the answer"), "ring"),
        "unreachable": (gettext("Mail came back"), "bad triangle"),
        "owed": (gettext("Accepted, details awaited"), "warn ring"),
        "overdue": (gettext("Accepted, details overdue"), "bad triangle"),
        "ready": (gettext("To send"), "warn dot"),
        "held": (gettext("Being skipped"), "warn ring"),
        "sent": (gettext("On its way"), "info arrow"),
        "missing": (gettext("Reported missing"), "bad triangle"),
        "counted": (gettext("Counts as received"), "good tick"),
        "received": (gettext("In the winner's hands"), "good tick"),
    }
    return words.get(state, (state, ""))


def skip_code(code: str) -> str:
    """Return why a winner was skipped, in words."""
    words = {
        "declined": gettext("declined"),
        "no_answer": gettext("no answer in time"),
        "not_eligible": gettext("not eligible"),
        "identity_not_shown": gettext("identity not shown"),
        "rules_breach": gettext("rules not kept"),
        "withdrawn": gettext("withdrawn"),
    }
    return words.get(code, code)


def mail_purpose(purpose: str) -> str:
    """Return what a mail to an entrant was for, in words."""
    words = {
        "confirm": gettext("To confirm"),
        "already_in": gettext("Already in"),
        "receipt": gettext("Signed receipt"),
        "excluded": gettext("Told of the exclusion"),
        "amended": gettext("Told of an amendment"),
        "called_off": gettext("Told that it is called off"),
        "sealed": gettext("Seal of the list"),
        "winner": gettext("Told of the prize"),
        "skip_notice": gettext("Told of the skip"),
        "kept": gettext("Told that they keep the prize"),
        "reinstated": gettext("Told that they are in again"),
        "still_waiting": gettext("Reminder to confirm"),
        "reminder": gettext("Reminder of the prize"),
        "details": gettext("Reminder of what the prize asks"),
        "sent": gettext("Told that it was sent"),
        "result": gettext("Told of the result"),
        "letter": gettext("Letter of the team"),
    }
    return words.get(purpose, purpose)


def mail_state(state: str) -> tuple[str, str]:
    """Return what became of a mail, in words, and the tone of its badge."""
    words = {
        "waiting": (gettext("Waits to be sent"), "warn"),
        "sent": (gettext("Sent"), "good"),
        "refused": (gettext("Refused by its mailbox"), "bad"),
        "dropped": (gettext("Not needed any more"), ""),
    }
    return words.get(state, (state, ""))


def consent_purpose(purpose: str) -> str:
    """Return what a person agreed to, in words."""
    words = {
        "age": gettext("Age"),
        "rules": gettext("Rules"),
        "marketing": gettext("Newsletter"),
    }
    return words.get(purpose, purpose)


def corrected_field(field: str) -> str:
    """Return the field of an entry that was put right, in words."""
    words = {"first_name": gettext("First name"), "country": gettext("Country")}
    return words.get(field, field)


def export_state(state: str) -> tuple[str, str]:
    """Return where an export stands, in words, and the tone of its badge."""
    words = {
        "asked": (gettext("Being written"), "info"),
        "ready": (gettext("Ready"), "good"),
        "gone": (gettext("Erased"), ""),
        "withdrawn": (gettext("Withdrawn"), ""),
    }
    return words.get(state, (state, ""))


def export_tool(tool: str) -> str:
    """Return what will open an export."""
    words = {
        "excel": gettext("Excel or LibreOffice"),
        "other": gettext("another tool (plain values, commas)"),
    }
    return words.get(tool, tool)


def export_what(what: str) -> str:
    """Return what an export holds, in words."""
    words = {
        "people": gettext("Everybody"),
        "winners": gettext("Those who hold a prize, with what a carrier needs"),
        "every_winner": gettext("The same, with those who were replaced"),
        "newsletter": gettext("The newsletter, with proof"),
    }
    return words.get(what, what)


def source_name(source: str) -> str:
    """Return what the link is called that brought somebody."""
    words = {"": gettext("Direct"), UNREADABLE: gettext("Unreadable source")}
    return words.get(source, source)
