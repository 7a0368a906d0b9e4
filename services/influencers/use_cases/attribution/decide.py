"""Decide who brought the lines of an order, or a lead: each once, with what was weighed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.influencers.domain.attribution import (
    Attribution,
    Traces,
    decide,
    suspicions,
)
from services.influencers.domain.program import Program
from services.influencers.use_cases.attribution.candidates import (
    candidates_of,
    partnerships_of,
)
from services.influencers.use_cases.attribution.clues import clues_of
from services.influencers.use_cases.context import Context


def decided_lines(
    context: Context,
    program: Program,
    order: str,
    lines: Sequence[str],
    traces: Traces,
    at: datetime,
) -> list[Attribution]:
    """Return who brought each line of an order (by its id), in their order.

    What was decided stays as it is.
    """
    workspace = program.workspace_id
    known = context.stores.attributions.of_order(workspace, order)
    if missing := [line for line in lines if line not in known]:
        candidates = candidates_of(context, program, traces, at)
        partnerships = partnerships_of(context, program, candidates)
        for line in missing:
            decided = decide(
                workspace,
                program.id,
                order,
                line,
                ordered_at=at,
                candidates=candidates,
                partnerships=partnerships,
            )
            found = suspicions(decided, clues_of(context, decided, traces, at))
            held = replace(decided, suspicions=tuple(each.value for each in found))
            known[line] = context.stores.attributions.add(held)
    return [known[line] for line in lines]
