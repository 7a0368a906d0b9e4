"""Two people decide: nobody approves, replaces or takes back what they have not read."""

from services.contests.domain.winner.errors import ProposalChanged
from services.contests.domain.winner.winner import Skip, Told
from shared.errors import FieldError, Invalid

Proposal = Skip | Told


def check_seen(made: Proposal | None, seen: str | None) -> None:
    """Raise `ProposalChanged` unless `seen` is the mark of `made`, "" where there is none.

    None: whoever asks does not say what they have read.
    """
    if seen is not None and seen != (made.mark if made else ""):
        raise ProposalChanged


def check_meant(same: bool, approve: bool | None) -> None:
    """Raise `Invalid` where who approves brings other evidence, or who replaces the same.

    None: whoever asks leaves it to the evidence which of both it is.
    """
    if approve is not None and approve is not same:
        code = "other_evidence" if approve else "same_evidence"
        raise Invalid(fields=[FieldError("evidence_hash", code)])


def step_of(before: Proposal | None, after: Proposal | None) -> str:
    """Return what a person did to a proposal: `propose`, `replace` or `approve`."""
    if after is not None and after.approved_by:
        return "approve"
    return "propose" if before is None else "replace"


def is_repeat(made: Proposal, by: str, seen: str | None) -> bool:
    """Tell whether `made` is what the very form said that comes again, as by a double click."""
    return seen not in (None, made.mark) and by == (made.approved_by or made.by)
