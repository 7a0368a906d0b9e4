"""Sales, leads and commissions in words: who brought them and why, what is held and why."""

from collections.abc import Mapping
from typing import Any

from services.gateway.kit.formats import day_text
from services.gateway.kit.i18n import gettext
from services.gateway.kit.sentences import N_

# Of why a commission is kept back, one sentence each, for the team and for its partner.
REASONS: Mapping[str, str] = {
    "self_referral": N_("The buyer seems to be the partner."),
    "link_without_visit": N_("The link brought more than people who came by it."),
    "code_without_visit": N_("The code was used, and nobody had come by the partner's links."),
    "burst": N_("The code or the link was used very often within ten minutes."),
    "shared_account": N_("Another partner has the same payout account."),
    "one_network": N_("Most clicks on the link came from one network."),
    "partnership_over": N_("The partnership was over when this was ordered."),
    "checking": N_("The team looks into it."),
    "dispute": N_("The team disputes it."),
    "terms": N_("The team finds that the terms were not kept."),
}
_WHY: Mapping[str, str] = {
    "code_used": N_("The code was typed at the checkout."),
    "last_click": N_("It was the last click that counts."),
    "link_of_visit": N_("The same visit came by this link."),
    "nobody": N_("Nothing that was told leads to a partner who counts."),
    "decided": N_("The team decided it."),
    "code_first": N_("A code comes first."),
    "earlier": N_("Something later brought it."),
    "after_order": N_("It came after the order."),
    "out_of_window": N_("It is older than 30 days."),
    "not_human": N_("It was no person's click."),
    "no_partner": N_("It leads to no partner of this program."),
    "not_running": N_("The partnership did not run then."),
    "banned": N_("This partnership is ended for good."),
}
_VOID: Mapping[str, str] = {
    "entry_withdrawn": N_("The entry was withdrawn."),
    "entry_excluded": N_("The entry was excluded."),
    "entry_erased": N_("The entry was erased."),
    "withdrawn": N_("The lead was withdrawn."),
    "attributed_anew": N_("The team decided that it was brought otherwise."),
}
_WAYS: Mapping[str, str] = {
    "code": N_("Code"),
    "click": N_("Click"),
    "link": N_("Link"),
    "named": N_("Named by the team"),
}
_CAUSES: Mapping[str, str] = {"sale": N_("Sale"), "lead": N_("Lead"), "fee": N_("Flat fee")}
_ENTRIES: Mapping[str, str] = {
    "accrual": N_("Earned"),
    "hold": N_("Held"),
    "release": N_("Let go"),
    "reversal": N_("Taken back"),
    "clawback": N_("Taken back after a payout"),
    "adjustment": N_("Corrected"),
    "payout": N_("Taken by a payout"),
    "payout_completed": N_("Paid"),
    "payout_failed": N_("Came back from a payout"),
}
_BECAUSE: Mapping[str, str] = {
    "waited": N_("The time for returns runs."),
    "refunded": N_("Something was refunded."),
    "restored": N_("It counts again."),
    "sent_back": N_("A part of a payout came back."),
}


def standing_state(standing: str) -> tuple[str, str]:
    """Return the word of where a commission stands, and tone and shape of its badge."""
    words = {
        "pending": (gettext("Waiting"), "info ring"),
        "held": (gettext("Held"), "warn triangle"),
        "payable": (gettext("Due"), "good arrow"),
        "paid": (gettext("Paid"), "good tick"),
        "reversed": (gettext("Taken back"), ""),
    }
    return words.get(standing, (standing, ""))


def held_text(reason: str, wait_until: str, zone: str) -> str:
    """Return why something is kept back, in one sentence."""
    if reason == "waited":
        return gettext("The time for returns runs until %(day)s.", day=day_text(wait_until, zone))
    return _said(REASONS, reason)


def own_reason(reason: str, wait_until: str, zone: str) -> str:
    """Return the same, said to the partner themselves."""
    if reason == "self_referral":
        return gettext("The buyer seems to be you.")
    return held_text(reason, wait_until, zone)


def why_text(why: str) -> str:
    """Return why something brought an order, or did not."""
    return _said(_WHY, why)


def void_text(void: str) -> str:
    """Return why a commission earns nothing."""
    return _said(_VOID, void)


def way_text(way: str) -> str:
    """Return how a partner is known."""
    return _said(_WAYS, way)


def cause_text(cause: str) -> str:
    """Return what earned a commission."""
    return _said(_CAUSES, cause)


def entry_text(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return what an entry of a commission says, and because of what."""
    return _said(_ENTRIES, entry["kind"]), because_text(entry["reason"])


def because_text(reason: str) -> str:
    """Return because of what something was held, taken back or corrected."""
    return _said({**REASONS, **_VOID, **_BECAUSE}, reason)


def _said(words: Mapping[str, str], slug: str) -> str:
    return gettext(words[slug]) if slug in words else slug
