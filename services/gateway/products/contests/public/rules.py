"""The rules of a contest, written from its frozen settings, with every amendment."""

from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from services.gateway.door.security import framed
from services.gateway.kit.countries import country_names
from services.gateway.kit.formats import (
    amount_text,
    date_text,
    number_text,
    window_text,
)
from services.gateway.kit.i18n import current_language, gettext
from services.gateway.kit.sentences import field_name
from services.gateway.products.contests.draw_steps import hash_at_opening
from services.gateway.products.contests.public.blueprint import public
from services.gateway.products.contests.public.memory import read_contest
from services.gateway.products.contests.public.words import page_texts, step_at
from services.gateway.products.contests.words import CONTEST_FIELDS
from services.gateway.products.contests.words.prizes import prize_name
from shared.forms.finding import find
from shared.forms.revision import value_text
from shared.webapp.permissions import open_to_all


@public.get("/c/<slug>/rules")
@open_to_all
@framed
def rules(workspace: str, slug: str) -> ResponseReturnValue:
    """Show the rules in force."""
    contest = read_contest(workspace, slug)
    settings = contest["settings"]
    return render_template(
        "contests/public/rules.html",
        contest=contest,
        settings=settings,
        zone=settings["zone"],
        texts=page_texts(contest),
        minimum_age=settings["eligibility"]["minimum_age"],
        countries=country_names(settings["eligibility"]["countries"]),
        winners=sum(int(prize["count"]) for prize in settings["prizes"]),
        worth=total_worth(settings["prizes"]),
        retention=window_text(int(settings["data"]["retention_days"]) * 86400),
        step_at=lambda name: step_at(contest, name),
        hash_at_opening=hash_at_opening(contest),
        amendments=[amendment_in_words(each, settings["zone"]) for each in contest["amendments"]],
    )


def total_worth(prizes: list[Mapping[str, Any]]) -> list[str]:
    """Return the worth of all prizes by currency; empty unless the value of each is told."""
    totals: dict[str, int] = {}
    if not all(prize.get("value") for prize in prizes):
        return []
    for prize in prizes:
        value = prize["value"]
        worth = int(value["amount"]) * int(prize["count"])
        totals[value["currency"]] = totals.get(value["currency"], 0) + worth
    return [amount_text(total, currency) for currency, total in totals.items()]


def amendment_in_words(amendment: Mapping[str, Any], zone: str) -> dict[str, str]:
    """Return what changed, from what, to what, why and when."""
    field = amendment["field"]
    return {
        "name": field_name(f"settings.{field}"),
        "before": _value(field, amendment["before"], zone),
        "after": _value(field, amendment["after"], zone),
        "reason": amendment["reason"],
        "at": date_text(amendment["at"], zone),
    }


def _value(field: str, value: Any, zone: str) -> str:
    if field == "prizes":
        return ", ".join(_prize(prize) for prize in value)
    found = find(CONTEST_FIELDS, f"settings.{field}")
    return value_text(found.field, value, current_language(), zone) if found else str(value)


def _prize(prize: Mapping[str, Any]) -> str:
    said = gettext(
        "%(count)s × %(name)s", count=number_text(prize["count"]), name=prize_name(prize)
    )
    value = prize.get("value")
    return f"{said} ({amount_text(value['amount'], value['currency'])})" if value else said
