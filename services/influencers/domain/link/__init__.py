"""A tracked link, its key, its form, and where it may lead."""

from services.influencers.domain.link.destinations import checked_destination, own_key
from services.influencers.domain.link.errors import BadLink, KeyTaken, WrongLinkState
from services.influencers.domain.link.events import LINK_TOPIC
from services.influencers.domain.link.form import (
    LINK_FIELDS,
    NEW_LINK_FIELDS,
    LinkForm,
    NewLinkForm,
)
from services.influencers.domain.link.hosts import LinkHosts
from services.influencers.domain.link.keys import checked_key, link_id, random_key
from services.influencers.domain.link.link import (
    Link,
    LinkKind,
    LinkState,
    LinkVerb,
    capped,
    changed,
    disabled,
    enabled,
    made,
    verbs_on,
)

__all__ = [
    "LINK_FIELDS",
    "LINK_TOPIC",
    "NEW_LINK_FIELDS",
    "BadLink",
    "KeyTaken",
    "Link",
    "LinkForm",
    "LinkHosts",
    "LinkKind",
    "LinkState",
    "LinkVerb",
    "NewLinkForm",
    "WrongLinkState",
    "capped",
    "changed",
    "checked_destination",
    "checked_key",
    "disabled",
    "enabled",
    "link_id",
    "made",
    "own_key",
    "random_key",
    "verbs_on",
]
