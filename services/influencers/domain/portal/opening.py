"""To whom the portal is open."""

from collections.abc import Collection

from services.influencers.domain.enrollment import EnrollmentState
from services.influencers.domain.partner import Partner


def is_open_to(partner: Partner, states: Collection[EnrollmentState]) -> bool:
    """Tell whether the portal is open to a partner, who stands so in the programs they are in.

    Nobody who was erased, and nobody who is banned from each of them. Whoever is not taken in, or
    was let go, still reads what they earned.
    """
    banned = bool(states) and all(each is EnrollmentState.BANNED for each in states)
    return partner.names_someone and not banned
