"""What a partner earns, in one sentence, then what holds it back, in one each."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from babel.lists import format_list

from services.gateway.kit.formats import amount_text, percent_text, window_text
from services.gateway.kit.i18n import LOCALES, current_language, gettext

DAY = 86400


def reward_text(settings: Mapping[str, Any]) -> str:
    """Return « Un partenaire gagne 0,50 € pour chaque contact et 12,5 % de chaque vente »."""
    earned = list(_earned(settings))
    if not earned:
        return gettext("Nothing is rewarded yet.")
    return gettext("A partner earns %(what)s.", what=_joined(earned))


def rates_text(rates: Mapping[str, Any]) -> str:
    """Return the rates of a group as a part of a sentence, "" where there are none."""
    return _joined(list(_earned(rates)))


def conditions(settings: Mapping[str, Any]) -> list[str]:
    """Return when it is due, and up to how much."""
    return list(_conditions(settings))


def _earned(rates: Mapping[str, Any]) -> Iterator[str]:
    if lead := rates.get("lead"):
        yield gettext("%(amount)s for each lead", amount=_amount(lead))
    if share := rates.get("sale_share"):
        percent = percent_text(float(Decimal(share) / 1000))
        yield gettext("%(percent)s of each sale before tax", percent=percent)
    if flat := rates.get("sale_flat"):
        yield gettext("%(amount)s for each sale", amount=_amount(flat))
    if fee := rates.get("fee"):
        yield gettext("%(amount)s once", amount=_amount(fee))


def _conditions(settings: Mapping[str, Any]) -> Iterator[str]:
    days = settings.get("hold_days", 30)
    if days:
        yield gettext(
            "What is earned is due after %(time)s, the time for returns.", time=_days(days)
        )
    else:
        yield gettext("What is earned is due at once.")
    if least := settings.get("minimum_payout"):
        yield gettext("Below %(amount)s it waits for the next payout.", amount=_amount(least))
    if most := settings.get("partner_cap"):
        yield gettext("Nobody earns more than %(amount)s.", amount=_amount(most))


def _days(days: int) -> str:
    return window_text(days * DAY)


def _amount(money: Mapping[str, Any]) -> str:
    return amount_text(money["amount"], money["currency"])


def _joined(parts: list[str]) -> str:
    return format_list(parts, locale=LOCALES[current_language()])
