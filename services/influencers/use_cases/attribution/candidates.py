"""What a shop told of who brought an order → candidates; what leads nowhere is kept as one too."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from services.influencers.domain.attribution import Candidate, Partnership, Traces, Way
from services.influencers.domain.click import Verdict
from services.influencers.domain.code import BadCode, DiscountCode, code_id
from services.influencers.domain.enrollment import (
    Enrollment,
    EnrollmentState,
    enrollment_id,
)
from services.influencers.domain.program import Program
from services.influencers.use_cases.context import Context
from shared.ids import canonical_key

# Whoever comes twice within an hour is counted once, and is the same person.
_PEOPLE = (Verdict.HUMAN, Verdict.DUPLICATE)
_RAN = (EnrollmentState.APPROVED, EnrollmentState.DEACTIVATED, EnrollmentState.BANNED)


def candidates_of(
    context: Context, program: Program, traces: Traces, at: datetime
) -> list[Candidate]:
    """Return what may have brought an order or a lead of an instant to a program."""
    return list(_candidates(context, program, traces, at))


def partnerships_of(
    context: Context, program: Program, candidates: Sequence[Candidate]
) -> dict[str, Partnership]:
    """Return the partnerships of those whom candidates lead to, by partner."""
    named = {each.partner_id for each in candidates if each.partner_id}
    found = {partner: partnership_of(context, program, partner) for partner in sorted(named)}
    return {partner: each for partner, each in found.items() if each is not None}


def partnership_of(context: Context, program: Program, partner: str) -> Partnership | None:
    """Return from when until when a partner of a program counts; None where they never did."""
    whose = enrollment_id(program.workspace_id, program.id, partner)
    enrolled = context.stores.enrollments.find(program.workspace_id, whose)
    if enrolled is None or enrolled.state not in _RAN:
        return None
    ends = [each for each in (_ended(enrolled), enrolled.left_at, program.ended_at) if each]
    return Partnership(
        partner_id=partner,
        since=_since(enrolled),
        until=min(ends, default=None),
        banned=enrolled.state is EnrollmentState.BANNED,
    )


def code_of(context: Context, program: Program, code: str, at: datetime) -> DiscountCode | None:
    """Return the code that buyers typed, where it is this program's and worked then."""
    try:
        found = context.stores.discount_codes.find(
            program.workspace_id, code_id(program.workspace_id, code)
        )
    except BadCode:
        return None
    return found if found and found.program_id == program.id and found.worked(at) else None


def _candidates(
    context: Context, program: Program, traces: Traces, at: datetime
) -> Iterator[Candidate]:
    if traces.code:
        code = code_of(context, program, traces.code, at)
        owner = code.partner_id if code else ""
        yield Candidate(way=Way.CODE, partner_id=owner, source=traces.code, at=at)
    if traces.click_id:
        yield _of_click(context, program, traces.click_id, at)
    if traces.link:
        yield _of_link(context, program, traces.link, at)


def _of_click(context: Context, program: Program, click_id: str, at: datetime) -> Candidate:
    found = context.stores.clicks.get(program.workspace_id, click_id)
    if found is None:
        return Candidate(way=Way.CLICK, partner_id="", source=click_id, at=at)
    visit, own = found.visit, found.visit.program_id == program.id
    return Candidate(
        way=Way.CLICK,
        partner_id=visit.partner_id if own else "",
        source=click_id,
        at=visit.at,
        link_id=visit.link_id,
        human=found.verdict in _PEOPLE,
    )


def _of_link(context: Context, program: Program, key: str, at: datetime) -> Candidate:
    """Return the link that the form or the basket of the same visit carried."""
    found = context.stores.links.of_key(program.workspace_id, canonical_key(key))
    own = found is not None and found.program_id == program.id
    return Candidate(
        way=Way.LINK,
        partner_id=found.partner_id if found and own else "",
        source=key,
        at=at,
        link_id=found.id if found else "",
    )


def _since(enrolled: Enrollment) -> datetime:
    """Return since when it ran; one that ended was decided again then, and ran since its terms."""
    if enrolled.state is EnrollmentState.APPROVED and enrolled.decided_at:
        return enrolled.decided_at
    return enrolled.accepted_at or enrolled.created_at


def _ended(enrolled: Enrollment) -> datetime | None:
    return None if enrolled.state is EnrollmentState.APPROVED else enrolled.decided_at
