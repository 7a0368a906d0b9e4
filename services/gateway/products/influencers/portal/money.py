"""The money of a partner in words: what is due and when, what is kept back and why."""

from collections.abc import Mapping
from typing import Any

from services.gateway.kit.formats import amount_text, day_text
from services.gateway.kit.i18n import gettext, ngettext
from services.gateway.products.influencers.portal.blueprint import ZONE
from services.gateway.products.influencers.words.sales import own_reason

Shown = Mapping[str, Any]


def said(money: Shown) -> str:
    """Return an amount."""
    return amount_text(money["amount"], money["currency"])


def money_of(standing: Shown, account: Shown) -> dict[str, Any]:
    """Return what a card of a program says of money."""
    balance = standing["balance"]
    kept = [_kept(each) for each in standing["kept_back"]]
    back = sum(each["amount"]["amount"] for each in standing["kept_back"])
    return {
        "earned": said(balance["earned"]),
        "paid": said(balance["paid"]),
        "on_its_way": said(balance["on_its_way"]) if balance["on_its_way"]["amount"] else "",
        "next": next_payment(standing, account),
        "kept": kept,
        "kept_sum": amount_text(back, balance["earned"]["currency"]),
        "kept_lines": lines_text(sum(each["lines"] for each in standing["kept_back"])),
        "any": any(each["amount"] for each in balance.values()),
    }


def next_payment(standing: Shown, account: Shown) -> str:
    """Return when how much is paid, or what is missing to that, in one or two sentences."""
    if standing["carried"]["amount"] > 0:
        return gettext(
            "%(amount)s more was taken back than you earned. What you earn next makes it up.",
            amount=said(standing["carried"]),
        )
    if not standing["due"]["amount"]:
        return _nothing(standing)
    due, at = said(standing["due"]), standing["next_round_at"]
    if not account["method"]:
        return gettext("%(amount)s is due. Say where you are paid to receive it.", amount=due)
    if account["blocked"]:
        return gettext("%(amount)s is due, and waits for your account.", amount=due)
    if at is None:
        return gettext("%(amount)s is due. It is paid when you ask for it.", amount=due)
    return gettext(
        "%(amount)s is due. Your next payout is on %(day)s, or once the team has approved it if "
        "that is later; it then takes some working days to reach your account.",
        amount=due,
        day=day_text(at, ZONE),
    )


def _nothing(standing: Shown) -> str:
    missing, least = standing["missing"], standing["minimum"]
    if missing["amount"] and least["amount"] and standing["balance"]["earned"]["amount"]:
        return gettext(
            "%(missing)s is missing to the minimum of %(least)s. What is due waits, and is not "
            "lost.",
            missing=said(missing),
            least=said(least),
        )
    return gettext("Nothing is due now.")


def _kept(kept: Shown) -> dict[str, Any]:
    return {
        "reason": kept["reason"],
        "amount": said(kept["amount"]),
        "why": own_reason(kept["reason"], kept["until"] or "", ZONE),
        "lines": lines_text(kept["lines"]) if kept["lines"] > 1 else "",
        "appeal": "appeal" in kept["actions"],
        # Whatever ends by itself asks for nobody's decision.
        "asked": not kept["actions"] and kept["until"] is None,
    }


def lines_text(lines: int) -> str:
    """Return « 3 lignes »."""
    return ngettext("%(num)d line", "%(num)d lines", lines)
