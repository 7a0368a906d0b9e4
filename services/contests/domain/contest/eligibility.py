"""Who may enter, and what they certify, in their language."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.contests.domain.contest.contest import Contest
from services.contests.domain.contest.form import setting
from services.contests.domain.entry import EXCLUDED_COUNTRIES, Consent, Entry, RefusalReason
from shared.forms.field import value_at

# In France consent about one's data is given from 15. From then to 18 a guardian's authorisation
# is asked: the rules say so, and it is seen before a prize is handed over.
LOWEST_MINIMUM_AGE = 15
# What someone says who lives in none of the countries that the form offers.
ELSEWHERE = "ZZ"

_AGE = {
    "fr": "Je certifie avoir {age} ans ou plus.",
    "en": "I certify that I am {age} or older.",
}
# What stands before the link to the rules, the link, and what follows it.
_RULES = {
    "fr": ("J'accepte le ", "règlement", "."),
    "en": ("I accept the ", "rules", "."),
}


def minimum_age(settings: Mapping[str, Any]) -> int:
    """Return the age from which one may enter."""
    return int(setting(settings, "eligibility.minimum_age"))


def countries_of(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the countries named (ISO 3166-1 alpha-2); none: all but the excluded ones."""
    return tuple(value_at(settings, "eligibility.countries") or ())


def refuse_country(settings: Mapping[str, Any], country: str) -> bool:
    """Return whether someone of this country ("" where untold) may not enter."""
    named = countries_of(settings)
    if named:
        return country not in named
    return country in EXCLUDED_COUNTRIES or country == ELSEWHERE


def lines_of(settings: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return the exact lines of the form: `age`, `rules`, and `marketing` where it is asked."""
    lines = {
        "age": _AGE.get(language, _AGE["en"]).format(age=minimum_age(settings)),
        "rules": "".join(rules_parts(language)),
    }
    if setting(settings, "data.opt_in"):
        lines["marketing"] = value_at(settings, f"data.opt_in_text.{language}") or ""
    return lines


def rules_parts(language: str) -> tuple[str, str, str]:
    """Return the line about the rules in three parts, of which the second leads to them."""
    return _RULES.get(language, _RULES["en"])


def text_hash(text: str) -> str:
    """Return the SHA-256 of a line's UTF-8 text, 64 hexadecimal characters."""
    return hashlib.sha256(text.encode()).hexdigest()


def worded(contest: Contest, entry: Entry) -> list[tuple[Consent, str | None]]:
    """Return each consent of an entry with its text, None where the contest does not hold it now.

    What was amended since may stand in the settings as they were frozen.
    """
    return [(each, _text_of(contest, each)) for each in entry.consents]


def _text_of(contest: Contest, consent: Consent) -> str | None:
    for settings in (contest.in_force, contest.settings):
        line = lines_of(settings, consent.language).get(consent.purpose, "")
        if text_hash(line) == consent.text_hash:
            return line
    return None


def consents_of(
    settings: Mapping[str, Any], language: str, at: datetime, *, opt_in: bool
) -> tuple[Consent, ...]:
    """Return the record of what was agreed to; without a tick there is no marketing consent."""
    return tuple(
        Consent(purpose, text_hash(line), language, at)
        for purpose, line in lines_of(settings, language).items()
        if purpose != "marketing" or opt_in
    )


def refusal_of(
    settings: Mapping[str, Any], *, of_age: bool, country: str, accept_rules: bool
) -> tuple[RefusalReason, str, str] | None:
    """Return why a form is refused (reason, field, code), or None."""
    if not of_age:
        return RefusalReason.MINOR, "of_age", "minor"
    if refuse_country(settings, country):
        return RefusalReason.COUNTRY, "country", "country_excluded"
    if not accept_rules:
        return RefusalReason.RULES_NOT_ACCEPTED, "accept_rules", "rules_not_accepted"
    return None
