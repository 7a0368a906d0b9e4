"""Make the links of a contest part by part; whatever breaks off goes on where it was."""

from services.influencers.domain.bringing import Bringing, BringingState, link_once
from services.influencers.domain.code import NotEnrolled
from services.influencers.domain.enrollment import EnrollmentState
from services.influencers.domain.errors import WrongProgramState
from services.influencers.domain.link import BadLink, KeyTaken, NewLinkForm
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.link.make import make_link
from services.influencers.use_cases.repeats import IdempotencyConflict
from shared.errors import NotFound

PART = 200


def look_after_bringing(context: Context, asked: Bringing, *, part: int = PART) -> None:
    """Make the links of the next partners.

    A repeat finds the links that it had made by their keys, which follow from program, contest
    and partner.
    """
    if asked.state is BringingState.DONE:
        return
    page = context.stores.enrollments.of_program(
        asked.workspace_id,
        asked.program_id,
        state=EnrollmentState.APPROVED.value,
        after=asked.after,
        limit=part,
    )
    ready = sum(_made(context, asked, each.partner_id) for each in page.items)
    now = context.clock.now()

    def grown(found: Bringing) -> tuple[Bringing, tuple[()]]:
        # Another worker may have been faster: what it counted is what this one found.
        same = (found.asked_at, found.after) == (asked.asked_at, asked.after)
        waits = found.state is BringingState.WAITING
        return (
            found.grown(len(page.items), ready, page.after, now) if same and waits else found
        ), ()

    context.stores.bringings.change(asked, grown)


def _made(context: Context, asked: Bringing, partner: str) -> bool:
    """Make the link of a partner; tell whether there is one now."""
    try:
        make_link(
            context,
            workspace=asked.workspace_id,
            program=asked.program_id,
            contest=asked.contest_id,
            partner=partner,
            form=NewLinkForm(destination=asked.destination),
            by=asked.by,
            idempotency_key=link_once(asked.program_id, asked.contest_id, partner),
        )
    except IdempotencyConflict:
        # It was made when the contest's page had another address: it is theirs as it stands.
        return True
    except (NotFound, NotEnrolled, WrongProgramState, KeyTaken, BadLink):
        # The partnership, the program or the site went away in the meantime.
        return False
    return True
