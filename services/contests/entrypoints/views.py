"""Contests as JSON, for their team and for everybody."""

from collections.abc import Iterable
from typing import Any

from services.contests.domain.contest import Action, Contest, phases_of
from services.contests.domain.contest.eligibility import lines_of, rules_parts
from services.contests.domain.contest.rules import amendable, computed
from services.contests.domain.mechanics import Mechanic, mechanic_of, mechanics, params_of
from services.contests.entrypoints.offers import allowed
from services.contests.entrypoints.outcome_views import outcome_for_everybody, outcome_for_staff
from services.contests.manifest import REVIEW_ENTRIES
from services.contests.use_cases.contest.read import ContestView
from services.contests.use_cases.contest.read_overview import Overview
from services.contests.use_cases.entry.review import Reviewed
from shared.forms.described import described
from shared.webapp import caller


def summary(contest: Contest, actions: Iterable[Action]) -> dict[str, Any]:
    """Return a contest as a list shows it."""
    dates = {name: contest.in_force.get(name) for name in ("opens_at", "closes_at", "draw_at")}
    return {
        "id": contest.id,
        "slug": contest.slug,
        "state": contest.state.value,
        "version": contest.version,
        "texts": contest.texts,
        "created_at": contest.created_at,
        "updated_at": contest.updated_at,
        "actions": allowed(actions),
        **dates,
    }


def for_staff(view: ContestView) -> dict[str, Any]:
    """Return a contest for its team."""
    contest = view.contest
    mechanic = mechanic_of(view.settings)
    return {
        **_shared(view),
        "version": contest.version,
        "asks": contest.asks,
        "blocking": view.blocking,
        "computed": [] if contest.opened else computed(contest.settings),
        "counts": view.counts,
        "max_weight": mechanic.max_weight(params_of(view.settings)) if mechanic else 1,
        "actions": (actions := allowed(view.actions)),
        "amendable": amendable(view.settings) if Action.AMEND in actions else [],
        "beacon_late": view.beacon_late,
        "created_at": contest.created_at,
        "updated_at": contest.updated_at,
    }


def overview(found: Overview) -> dict[str, Any]:
    """Return a contest for its team, with a page of its entries and its outcome."""
    return {
        "contest": for_staff(found.contest),
        "entries": found.entries.of(entry_view),
        "outcome": outcome_for_staff(found.outcome, caller()) if found.outcome else None,
    }


def entry_view(found: Reviewed) -> dict[str, Any]:
    """Return an entry for the team, without a name or an address."""
    entry = found.entry
    return {
        "id": entry.id,
        "ref": entry.ref,
        "state": entry.state.value,
        "source": entry.source,
        "submitted_at": entry.submitted_at,
        "confirmed_at": entry.confirmed_at,
        "weight": entry.weight,
        "reason": entry.reason,
        "hints": entry.hints,
        "note": entry.note if caller().may(REVIEW_ENTRIES) else "",
        "actions": allowed(found.actions),
    }


def for_everybody(view: ContestView) -> dict[str, Any]:
    """Return a published contest for everybody."""
    contest, mechanic = view.contest, mechanic_of(view.settings)
    params = params_of(view.settings)
    asked = mechanic.entry_fields(params) if mechanic else ()
    return {
        **_shared(view),
        "entry_fields": [described(field) for field in asked],
        "chances": mechanic.chances(params) if mechanic else {},
        "lines": {language: lines_of(view.settings, language) for language in contest.languages},
        "rules_parts": {language: rules_parts(language) for language in contest.languages},
        "phases": _phases(contest),
        "entries": contest.commitment["entries"] if contest.commitment else None,
        "outcome": outcome_for_everybody(view.outcome) if view.outcome else None,
    }


def listed_for_everybody(contest: Contest) -> dict[str, Any]:
    """Return a published contest as a list for everybody shows it."""
    names = ("opens_at", "closes_at", "draw_at", "zone")
    return {
        "slug": contest.slug,
        "state": contest.state.value,
        "texts": contest.texts,
        "settings": {name: contest.in_force.get(name) for name in names},
        "phases": _phases(contest),
    }


def mechanic_list() -> list[dict[str, Any]]:
    """Return every mechanic, with what it asks of staff."""
    return [_mechanic(mechanic) for mechanic in mechanics().values()]


def _phases(contest: Contest) -> list[dict[str, Any]]:
    return [{"phase": phase, "until": until} for phase, until in phases_of(contest)]


def _mechanic(mechanic: Mechanic) -> dict[str, Any]:
    return {
        "kind": mechanic.kind,
        "labels": mechanic.labels,
        "settings_fields": [described(field) for field in mechanic.settings_fields()],
    }


def _shared(view: ContestView) -> dict[str, Any]:
    contest = view.contest
    return {
        "id": contest.id,
        "slug": contest.slug,
        "state": contest.state.value,
        "settings": view.settings,
        "texts": contest.texts,
        "rules_hash": contest.rules_hash,
        "rules_hashes": contest.rules_hashes,
        "venues": view.venues,
        "amendments": contest.amendments,
        "cancel_reason": contest.cancel_reason,
        "cancelled_at": contest.cancelled_at,
        "confirm_until": contest.confirm_until,
        "timeline": view.timeline,
        "seal": contest.seal or None,
        "commitment": contest.commitment,
        "draw": contest.draw,
        "test_beacon": view.test_beacon,
        "seal_mails": view.seal_mails,
    }
