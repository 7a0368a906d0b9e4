"""Orders, leads, decisions and commissions as the pages of the team show them."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from services.gateway.kit.formats import NOTHING, amount_text, minute_text
from services.gateway.kit.i18n import gettext
from services.gateway.products.influencers.console.blueprint import ZONE
from services.gateway.products.influencers.words.sales import (
    cause_text,
    entry_text,
    held_text,
    standing_state,
    void_text,
    way_text,
    why_text,
)

Told = Mapping[str, Any]


def money_text(money: Told) -> str:
    """Return « 12,50 € »."""
    return amount_text(money["amount"], money["currency"])


def order_row(order: Told) -> dict[str, Any]:
    """Return a row of the list of sales."""
    url = url_for(".order", order_id=order["id"]) if "read" in order["actions"] else ""
    refunded, waiting = order["refunded"], order["waiting"]
    return {
        "reference": order["reference"],
        "url": url,
        "when": minute_text(order["sold_at"], ZONE),
        "total": money_text(order["total"]) if order["sold_at"] else NOTHING,
        "refunded": money_text(refunded) if refunded["amount"] else NOTHING,
        "waiting": money_text(waiting) if waiting["amount"] else "",
        "state": _told(order["sold_at"], order["decided"]),
    }


def lead_row(lead: Told) -> dict[str, Any]:
    """Return a row of the list of leads."""
    url = url_for(".lead", lead_id=lead["id"]) if "read" in lead["actions"] else ""
    return {
        "reference": lead["reference"],
        "url": url,
        "when": minute_text(lead["came_at"], ZONE),
        "gone": void_text(lead["gone"]),
        "state": _told(lead["came_at"], lead["decided"]),
    }


def line_of(line: Told) -> dict[str, Any]:
    """Return who brought a line, why, what lost, and what it earned."""
    decision = line["decision"]
    return {
        "decision": decision_of(decision) if decision else None,
        "commissions": [commission_row(each) for each in line["commissions"]],
    }


def decision_of(decision: Told) -> dict[str, Any]:
    """Return a decision in words."""
    return {
        **_partner(decision),
        "id": decision["id"],
        "trace": _trace(decision),
        "why": why_text(decision["why"]),
        "note": decision["note"],
        "decided": minute_text(decision["decided_at"], ZONE),
        "lost": [
            {**_partner(each), "trace": _trace(each), "why": why_text(each["why"])}
            for each in decision["lost"]
        ],
    }


def commission_row(commission: Told) -> dict[str, Any]:
    """Return a commission for a table."""
    uncapped = commission["uncapped"]
    return {
        **_partner(commission),
        "id": commission["id"],
        "url": url_for(".commission", commission_id=commission["id"]),
        "cause": cause_text(commission["cause"]),
        "state": standing_state(commission["standing"]),
        "earned": money_text(commission["earned"]),
        "when": minute_text(commission["created_at"], ZONE),
        "void": void_text(commission["void"]),
        "why": [held_text(each, commission["wait_until"], ZONE) for each in commission["reasons"]],
        "capped": (
            gettext("Without a cap it were %(amount)s.", amount=money_text(uncapped))
            if uncapped
            else ""
        ),
        "appealed": minute_text(commission["appealed_at"], ZONE)
        if commission["appealed_at"]
        else "",
    }


def entries_of(commission: Told) -> list[dict[str, Any]]:
    """Return the entries of a commission, the first on top."""
    currency = commission["earned"]["currency"]
    return [
        {
            "what": entry_text(each)[0],
            "because": entry_text(each)[1],
            "when": minute_text(each["at"], ZONE),
            "amount": amount_text(each["amount"], currency) if each["amount"] else "",
        }
        for each in commission["entries"]
    ]


def _partner(told: Told) -> dict[str, str]:
    partner = told["partner_id"]
    if not partner:
        return {"partner": "", "partner_url": ""}
    name = told["partner_name"] or gettext("name erased")
    return {"partner": name, "partner_url": url_for(".partner", partner_id=partner)}


def _trace(told: Told) -> str:
    return f"{way_text(told['way'])} {told['source']}".strip()


def _told(at: Any, decided: bool) -> tuple[str, str]:
    if not at:
        return gettext("Waits for its sale"), "warn ring"
    if not decided:
        return gettext("Being looked at"), "info ring"
    return gettext("Decided"), "good tick"
