"""Draw the winners of a sealed contest, at the beacon's round."""

from collections.abc import Callable
from datetime import timedelta

from services.contests.domain.beacon import BeaconLate, BeaconLied, BeaconUnavailable
from services.contests.domain.contest import Contest, put_off, rested
from services.contests.domain.draw import Draw, certificate_digest, draw
from services.contests.use_cases.context import WorkContext

RETRY = timedelta(seconds=3)
PATIENT_RETRY = timedelta(seconds=15)
_PATIENT_AFTER = 20


def draw_contest(context: WorkContext, contest: Contest) -> None:
    """Write the one draw of a sealed contest whose round came, or wait for that same round.

    The draw is one insert under the contest's id: whoever comes second finds it there. The state
    of the contest follows from its event.
    """
    if context.stores.draws.find(contest.workspace_id, contest.id) is None:
        signature = _signature(context, contest)
        if signature is None:
            return
        context.stores.draws.add(_draw(context, contest, signature))
    _change(context, contest, rested)


def _signature(context: WorkContext, contest: Contest) -> bytes | None:
    """Return the round's signature; None after the next try was put into `due_at`."""
    try:
        return _pasted(context, contest) or _fetched(context, contest)
    except (BeaconLate, BeaconUnavailable, BeaconLied) as error:
        context.alarms.beacon_failed(contest.id, error.slug, error.detail)
        wait = RETRY if contest.attempts < _PATIENT_AFTER else PATIENT_RETRY
        until = context.clock.now() + wait
        _change(context, contest, lambda found: put_off(found, until))
        return None


def _pasted(context: WorkContext, contest: Contest) -> bytes | None:
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


def _fetched(context: WorkContext, contest: Contest) -> bytes:
    beacon = (contest.commitment or {})["beacon"]
    return context.beacons.fetch(beacon["chain"], beacon["round"])


def _draw(context: WorkContext, contest: Contest, signature: bytes) -> Draw:
    chunks, whose = context.stores.list_chunks, (contest.workspace_id, contest.id)
    parts = draw(contest.commitment or {}, contest.rules, signature, chunks.lines(*whose))
    digest = certificate_digest(parts, chunks.lines(*whose))
    return Draw(*whose, parts=parts, digest=digest, drawn_at=context.clock.now())


def _change(context: WorkContext, contest: Contest, step: Callable[[Contest], Contest]) -> None:
    whose = contest.workspace_id, contest.id
    context.stores.contests.change(*whose, lambda found: (step(found), ()))
