"""Who brought an order line: decided once, with what was weighed and why, and never silently again.

`candidate` says what may have brought it, `partnership` when a partner counts, `deciding` weighs
them, `suspicion` says what has to be looked at before it is paid.
"""

from services.influencers.domain.attribution.attribution import (
    Attribution,
    Lost,
    Why,
    attribution_id,
)
from services.influencers.domain.attribution.candidate import Candidate, Way
from services.influencers.domain.attribution.deciding import WINDOW, decide, decide_anew
from services.influencers.domain.attribution.errors import NotSettled
from services.influencers.domain.attribution.partnership import Partnership
from services.influencers.domain.attribution.suspicion import (
    BURST,
    Clues,
    Suspicion,
    cleared,
    looked_at_again,
    suspicions,
)
from services.influencers.domain.attribution.traces import Traces

__all__ = [
    "BURST",
    "WINDOW",
    "Attribution",
    "Candidate",
    "Clues",
    "Lost",
    "NotSettled",
    "Partnership",
    "Suspicion",
    "Traces",
    "Way",
    "Why",
    "attribution_id",
    "cleared",
    "decide",
    "decide_anew",
    "looked_at_again",
    "suspicions",
]
