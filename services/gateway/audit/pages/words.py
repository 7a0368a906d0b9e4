"""What was done, in words."""

from services.gateway.kit.i18n import gettext
from services.gateway.kit.sentences import N_

ACTS = {
    "read.people": N_("saw a page of people"),
    "read.person": N_("saw one person"),
    "read.search": N_("searched by an address"),
    "read.winners": N_("saw winners by name and address"),
    "read.export": N_("asked for an export of people"),
    "read.download": N_("fetched an export of people"),
    "read.taken": N_("took out all of one address, for its owner"),
    "read.erased": N_("erased all of one address"),
    "changed.open": N_("published a contest"),
    "changed.amend": N_("amended a contest"),
    "changed.cancel": N_("called a contest off"),
    "changed.save": N_("changed the page of a published contest"),
    "changed.exclude": N_("excluded an entry"),
    "changed.reinstate": N_("took an entry in again"),
    "audit.export": N_("exported this log"),
}


def act_words(act: str) -> str:
    """Return what an act was; one of later code by its own name."""
    return gettext(ACTS[act]) if act in ACTS else act
