"""The head of a contest's page: one line, four figures, seven dates."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import url_for

from services.gateway.kit.formats import (
    ago_text,
    amount_text,
    instant,
    number_text,
    percent_text,
    short_text,
)
from services.gateway.kit.i18n import gettext, ngettext
from services.gateway.products.contests.words.states import waits_for_mails


def summary_line(contest: Mapping[str, Any], now: datetime) -> str:
    """Return « 3 gagnants · 5 suppléants · dotation 1 950,00 € · ferme dans 3 jours »."""
    settings = contest["settings"]
    prizes = settings.get("prizes") or []
    winners = sum(int(prize.get("count") or 0) for prize in prizes)
    alternates = int(settings.get("alternates") or 0)
    parts = [
        ngettext("%(num)d winner", "%(num)d winners", winners),
        ngettext("%(num)d alternate", "%(num)d alternates", alternates),
        *_worth(prizes),
        *_next_date(contest, now),
    ]
    return " · ".join(parts)


def contest_facts(contest: Mapping[str, Any], now: datetime) -> list[dict[str, str]]:
    """Return the figures, each with what it is compared to."""
    counts = contest.get("counts") or {}
    entries, confirmed = counts.get("entries", 0), counts.get("confirmed", 0)
    excluded = sum((counts.get("excluded") or {}).values())
    refused = sum((counts.get("refused") or {}).values())
    may_confirm = contest["state"] == "draft" or waits_for_mails(contest, now)
    share = percent_text(confirmed / entries) if entries else ""
    return [
        {
            "label": gettext("Confirmed entries"),
            "figure": number_text(confirmed),
            "about": gettext("%(share)s of the forms", share=share) if share else "",
        },
        {
            "label": gettext("Await their mail")
            if may_confirm
            else gettext("Never confirmed ones"),
            "figure": number_text(counts.get("unconfirmed", 0)),
            "about": gettext("they count once confirmed") if may_confirm else "",
        },
        {
            "label": gettext("Excluded entries"),
            "figure": number_text(excluded),
            "about": gettext("each with its reason"),
        },
        {
            "label": gettext("Refused forms"),
            "figure": number_text(refused),
            "about": gettext("counted, not stored"),
        },
    ]


def timeline_steps(contest: Mapping[str, Any], now: datetime) -> list[dict[str, str]]:
    """Return the steps of a contest's life; the first that is not done comes next."""
    names = {
        "opens": gettext("Opening"),
        "closes": gettext("Closing"),
        "confirm_by": gettext("Confirmations end"),
        "review_until": gettext("Appeals end"),
        "seal": gettext("List sealed"),
        "draw": gettext("Draw"),
        "last_answer": gettext("Last answer"),
    }
    zone = contest["settings"].get("zone") or "UTC"
    steps, ahead = [], contest["state"] != "cancelled"
    for step in contest.get("timeline") or []:
        done = bool(step["done"])
        state = "done" if done else "next" if ahead else "later"
        ahead = ahead and done
        happened = step.get("happened_at") if done else None
        steps.append(
            {
                "name": names.get(step["step"], step["step"]),
                "at": short_text(happened or step["at"], zone),
                "state": state,
                "url": _setting_url(contest, step["step"]),
                "about": ago_text(step["at"], now) if state == "next" and step["at"] else "",
            }
        )
    return steps


def _setting_url(contest: Mapping[str, Any], step: str) -> str:
    """A date leads to where it can still be changed: an amendment, while one may be made."""
    fields = {
        "closes": "closes_at",
        "confirm_by": "confirm_within",
        "review_until": "review_within",
        "draw": "draw_at",
        "last_answer": "claims_end_at",
    }
    if fields.get(step) not in contest["amendable"]:
        return ""
    return url_for(".amend", contest_id=contest["id"], field=fields[step])


def _worth(prizes: list[Mapping[str, Any]]) -> list[str]:
    totals: dict[str, int] = {}
    for prize in prizes:
        worth = prize.get("value") or {}
        if worth.get("amount"):
            total = worth["amount"] * int(prize.get("count") or 0)
            totals[worth["currency"]] = totals.get(worth["currency"], 0) + total
    return [
        gettext("worth %(amount)s", amount=amount_text(total, currency))
        for currency, total in totals.items()
    ]


def _next_date(contest: Mapping[str, Any], now: datetime) -> list[str]:
    settings, state = contest["settings"], contest["state"]
    if state == "open" and settings.get("closes_at"):
        if instant(settings["opens_at"]) > now:
            return [gettext("opens %(when)s", when=ago_text(settings["opens_at"], now))]
        if instant(settings["closes_at"]) > now:
            return [gettext("closes %(when)s", when=ago_text(settings["closes_at"], now))]
    if state in ("closed", "sealed") and settings.get("draw_at"):
        at = settings["draw_at"]
        return [gettext("draw %(when)s", when=ago_text(at, now))] if instant(at) > now else []
    return []
