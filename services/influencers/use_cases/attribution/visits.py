"""Let go what a link brought beyond its visits, once visits that came late explain it."""

from contextlib import suppress
from dataclasses import replace

from services.influencers.domain.attribution import (
    Attribution,
    Suspicion,
    cleared,
    looked_at_again,
)
from services.influencers.domain.commission import NotHeld, commission_id, release
from services.influencers.use_cases.attribution.clues import of_link
from services.influencers.use_cases.context import Context
from shared.errors import NotFound


def settle_visits(context: Context, decided: Attribution) -> None:
    """Release the commission of a decision whose visits are counted by now, else look again later.

    What is explained is said of the decision last, so that a worker that dies is repeated.
    """
    key = decided.winner.source if decided.winner else ""
    brought, came = of_link(context, decided.workspace_id, key, decided.decided_at)
    explained = brought <= came
    if explained:
        _release(context, decided)

    def looked(found: Attribution) -> tuple[Attribution, tuple[()]]:
        if found.revision != decided.revision:
            return found, ()
        after = cleared(found, Suspicion.LINK_WITHOUT_VISIT) if explained else found
        return replace(after, due_at=looked_at_again(after, context.clock.now())), ()

    context.stores.attributions.change(decided, looked)


def _release(context: Context, decided: Attribution) -> None:
    ids = (decided.program_id, decided.order_id, decided.line_id)
    id_, now = commission_id(decided.workspace_id, *ids, decided.revision), context.clock.now()
    with suppress(NotFound, NotHeld):  # Nothing was earned, or nothing is held.
        context.stores.commissions.change(
            decided.workspace_id,
            id_,
            lambda each: release(each, Suspicion.LINK_WITHOUT_VISIT.value, by="", at=now),
        )
