"""Draw the winners of a sealed contest, at the beacon's round."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from services.contests.domain.beacon import BeaconLate, BeaconLied, BeaconUnavailable
from services.contests.domain.contest import Contest, put_off, rested
from services.contests.domain.draw import certificate_digest, draw
from services.contests.domain.events import draw_made
from services.contests.use_cases.context import WorkContext
from shared.documents import Document
from shared.events import Event

RETRY = timedelta(seconds=3)
PATIENT_RETRY = timedelta(seconds=15)
_PATIENT_AFTER = 20


@dataclass(frozen=True)
class DrawContest:
    """The round of a sealed contest came."""

    contest: Contest


def draw_contest(command: DrawContest, context: WorkContext) -> None:
    """Write the one draw of this contest, or wait for the same round.

    The draw is one insert under the contest's id: whoever comes second finds it there. The state
    of the contest follows from its event.
    """
    contest = command.contest
    if context.stores.draws.get(contest.workspace_id, contest.id) is None:
        signature = _signature(contest, context)
        if signature is None:
            return
        document = _draw(contest, signature, context)
        context.stores.draws.add(document, _made(contest, document, context))
    _rest(contest, context)


def _signature(contest: Contest, context: WorkContext) -> bytes | None:
    """Return the round's signature; None after the next try was put into `due_at`."""
    try:
        return _pasted(contest, context) or _fetched(contest, context)
    except (BeaconLate, BeaconUnavailable, BeaconLied) as error:
        context.alarms.beacon_failed(contest.id, error.slug, error.detail)
        wait = RETRY if contest.attempts < _PATIENT_AFTER else PATIENT_RETRY
        until = context.clock.now() + wait
        _change(contest, lambda found: put_off(found, until), context)
        return None


def _pasted(contest: Contest, context: WorkContext) -> bytes | None:
    """Return the signature that a person pasted; one that is not the round's is forgotten."""
    pasted = context.stores.pasted_beacons.get(contest.workspace_id, contest.id)
    if not pasted:
        return None
    beacon = (contest.commitment or {})["beacon"]
    try:
        return context.beacons.check_pasted(beacon["chain"], beacon["round"], pasted)
    except BeaconLied as lie:
        context.alarms.beacon_failed(contest.id, lie.slug, lie.detail)
        context.stores.pasted_beacons.discard(contest.workspace_id, contest.id, pasted)
        return None


def _fetched(contest: Contest, context: WorkContext) -> bytes:
    beacon = (contest.commitment or {})["beacon"]
    return context.beacons.fetch(beacon["chain"], beacon["round"])


def _draw(contest: Contest, signature: bytes, context: WorkContext) -> Document:
    chunks = context.stores.list_chunks
    lines = chunks.lines(contest.workspace_id, contest.id)
    parts = draw(contest.commitment or {}, contest.rules, signature, lines)
    return {
        "_id": contest.id,
        "workspace_id": contest.workspace_id,
        "version": 1,
        "parts": parts,
        "digest": certificate_digest(parts, chunks.lines(contest.workspace_id, contest.id)),
        "drawn_at": context.clock.now(),
    }


def _made(contest: Contest, document: Mapping[str, Any], context: WorkContext) -> Event:
    parts = document["parts"]
    return draw_made(
        context.stamp_of("draw.made", contest.id),
        contest_id=contest.id,
        digest=document["digest"],
        round_number=parts["commitment"]["beacon"]["round"],
        winners=[
            {"place": place, "ref": winner["ref"], "prize": winner["prize"]}
            for place, winner in enumerate(parts["winners"], 1)
        ],
        alternates=parts["alternates"],
        not_awarded=parts["not_awarded"],
    )


def _rest(contest: Contest, context: WorkContext) -> None:
    """Take the contest off the timer."""
    _change(contest, rested, context)


def _change(contest: Contest, step: Callable[[Contest], Contest], context: WorkContext) -> None:
    context.stores.contests.change(
        contest.workspace_id, contest.id, lambda found: (step(found), ())
    )
