"""The redirect of a process, joined of the gateway's parts."""

from prometheus_client import Counter

from services.gateway.kit.parts import Parts
from services.gateway.products.influencers.redirect.answering import OUTCOMES, Redirect
from services.gateway.products.influencers.redirect.following import Following
from services.gateway.products.influencers.redirect.known import MOST, KnownLinks
from services.gateway.products.influencers.redirect.recording import Recording
from services.gateway.products.influencers.redirect.warmth import Warmth
from services.gateway.products.influencers.spill import FOLDER
from services.gateway.products.influencers.stores.links import LinkStore


def redirect_of(parts: Parts) -> Redirect:
    """Return what answers links. It begins to follow them with the first one that is asked for."""
    folder = parts.data_dir / FOLDER
    store = LinkStore(parts.accounts.stores.database)
    known, recording = KnownLinks(store, parts.public_url), Recording(folder, parts.ids)
    following = Following(known, store, Warmth(folder, MOST), parts.clock, recording.upkeep)
    counter = Counter(
        "kermesse_redirects",
        "Requests of tracked links, by what became of them",
        ("outcome",),
        registry=parts.registry,
    )
    counts = {outcome: counter.labels(outcome) for outcome in OUTCOMES}
    return Redirect(
        known,
        recording.record,
        count=lambda outcome: counts[outcome].inc(),
        clock=parts.clock,
        home=parts.public_url,
        begin=following.begin,
    )
