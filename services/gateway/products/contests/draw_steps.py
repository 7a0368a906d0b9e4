"""The draw in four steps, told to someone who knows nothing of hashes."""

from collections.abc import Mapping
from typing import Any

from services.gateway.kit.formats import (
    moment_text,
    number_text,
    short_text,
)
from services.gateway.kit.i18n import gettext, ngettext
from services.gateway.products.contests.words.states import exclusion_reason


def draw_steps(contest: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the four steps; each says what it proves, or when it comes."""
    opened = contest["state"] not in ("draft", "cancelled") and bool(contest.get("rules_hash"))
    sealed, drawn = bool(contest.get("seal")), bool(contest.get("draw"))
    steps = [_rules(contest), _list(contest, sealed), _seal(contest, sealed), _draw(contest, drawn)]
    ahead = contest["state"] != "cancelled"
    for step, done in zip(steps, (opened, sealed, sealed, drawn), strict=True):
        step["state"] = "done" if done else "next" if ahead else "later"
        ahead = ahead and done
    return steps


def _rules(contest: Mapping[str, Any]) -> dict[str, str]:
    limit = gettext("Does not prove that the rules are fair or lawful.")
    amended = gettext("Amended since: each amendment has its own hash.")
    return {
        "title": gettext("Rules frozen at the opening"),
        "text": gettext("Proves that the rules of the draw are the ones people entered under."),
        "detail": f"{limit} {amended}" if contest.get("amendments") else limit,
        "hash": hash_at_opening(contest),
        "when": _when(contest, "opens"),
    }


def hash_at_opening(contest: Mapping[str, Any]) -> str:
    """Return the hash of the rules as they were frozen at the opening, "" before."""
    # A service that still runs the code before this member tells the hash in force alone.
    hashes = contest.get("rules_hashes") or [contest.get("rules_hash") or ""]
    return str(hashes[0])


def _list(contest: Mapping[str, Any], sealed: bool) -> dict[str, str]:
    if sealed:
        text = gettext("Proves that nobody was added, removed or given more chances afterwards.")
        said = _counted(contest.get("commitment") or {})
    else:
        text = gettext(
            "By itself, on %(when)s. Exclusions are decided before, each with its reason.",
            when=_moment(contest, "seal"),
        )
        said = ""
    limit = gettext("Does not prove that each entry is a different person.")
    return {
        "title": gettext("List sealed"),
        "text": text,
        "detail": f"{said} {limit}".strip(),
        "when": _when(contest, "seal") if sealed else "",
    }


def _seal(contest: Mapping[str, Any], sealed: bool) -> dict[str, str]:
    return {
        "title": gettext("List and seal published"),
        "text": gettext(
            "Before the public beacon gives its number; everyone in the list receives the seal. "
            "Proves that nobody could choose the list once the number was known."
        )
        if contest.get("seal_mails", True)
        else gettext(
            "Before the public beacon gives its number. Proves that nobody could choose the list "
            "once the number was known."
        ),
        "detail": gettext("Does not prove that the organiser entered nobody before the closing."),
        "hash": contest.get("seal") or "",
        "when": _when(contest, "seal") if sealed else "",
    }


def _draw(contest: Mapping[str, Any], drawn: bool) -> dict[str, str]:
    if drawn:
        text = gettext(
            "Proves that these winners follow from the sealed list and the number: anyone can "
            "compute them again, without us."
        )
    else:
        text = gettext(
            "By itself, on %(when)s. Nobody presses a button, this page may be closed.",
            when=_moment(contest, "draw"),
        )
    return {
        "title": gettext("Winners drawn, certificate published"),
        "text": text,
        "detail": gettext("Test beacon: no public proof.") if contest.get("test_beacon") else "",
        "hash": (contest.get("draw") or {}).get("digest", ""),
        "when": _when(contest, "draw") if drawn else "",
    }


def _counted(commitment: Mapping[str, Any]) -> str:
    entries = int(commitment.get("entries") or 0)
    said = ngettext("%(count)s entry.", "%(count)s entries.", entries, count=number_text(entries))
    excluded = commitment.get("excluded") or {}
    reasons = ", ".join(
        f"{exclusion_reason(reason)} {number_text(count)}"
        for reason, count in sorted(excluded.items())
        if count
    )
    left_out = gettext("Left out: %(reasons)s.", reasons=reasons)
    return f"{said} {left_out}" if reasons else said


def _step(contest: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    steps = contest.get("timeline") or []
    return next((step for step in steps if step["step"] == name), {})


def _at(contest: Mapping[str, Any], name: str) -> str | None:
    step = _step(contest, name)
    return step.get("happened_at") or step.get("at")


def _when(contest: Mapping[str, Any], name: str) -> str:
    return short_text(_at(contest, name), contest["settings"].get("zone") or "UTC")


def _moment(contest: Mapping[str, Any], name: str) -> str:
    at = _at(contest, name)
    return moment_text(at, contest["settings"].get("zone") or "UTC") if at else "…"
