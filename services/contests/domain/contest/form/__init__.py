"""What a team is asked about a contest: each field is declared here, and nowhere else.

Rules that join fields are in `domain/contest/blocking.py`, layout is the page's. A frozen contest
stays the JSON that was hashed: a field that is added later has a default, or may lack.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.contests.domain.contest.form.asking import AsksForm, PrizeAsk
from services.contests.domain.contest.form.dates import Dates
from services.contests.domain.contest.form.organiser import Organiser
from services.contests.domain.contest.form.page import Page
from services.contests.domain.contest.form.people import People
from services.contests.domain.contest.form.prizes import Prize, Prizes
from services.contests.domain.mechanics import mechanic_fields, mechanics
from shared.forms.field import Choice, Field, fields_of, given

__all__ = ["ASKS_FIELDS", "FIELDS", "ContestForm", "Prize", "PrizeAsk", "contest_fields", "setting"]
MECHANIC = "settings.mechanic"


@dataclass(frozen=True, kw_only=True)
class ContestForm(Page, Organiser, People, Dates, Prizes):
    """A contest as its team prepares it; fields of the last base come first."""


FIELDS = fields_of(ContestForm)
ASKS_FIELDS = fields_of(AsksForm)
_BY_PATH = {field.path: field for field in FIELDS}


def setting(settings: Mapping[str, Any], name: str) -> Any:
    """Return a setting by its dotted name (`data.opt_in`), its default where settings lack it."""
    return given(_BY_PATH[f"settings.{name}"], {"settings": settings})


def contest_fields() -> Sequence[Field]:
    """Return all that the form asks, with every mechanic that is installed."""
    kinds = tuple(Choice(kind, mechanic.labels) for kind, mechanic in mechanics().items())
    known = [
        replace(field, choices=kinds) if field.path == f"{MECHANIC}.kind" else field
        for field in FIELDS
    ]
    return [*known, *mechanic_fields(MECHANIC)]
