"""Topic `influencers.link`, key = the link's id: each event says all that a redirect needs."""

from typing import TYPE_CHECKING, Any

from shared.events import Event, Stamp, fact, instant_text

if TYPE_CHECKING:
    from services.influencers.domain.link.link import Link

LINK_TOPIC = "influencers.link"


def told(verb: str, link: "Link", stamp: Stamp) -> Event:
    """Return what became of a link: `made`, `changed`, `disabled`, `enabled` or `capped`."""
    data: dict[str, Any] = {
        "link_id": link.id,
        "workspace_id": link.workspace_id,
        "key": link.key,
        "destination": link.address,
        "fallback": link.fallback,
        "state": link.state.value,
        "pass_query": link.pass_query,
        "program_id": link.program_id,
        "partner_id": link.partner_id,
        "kind": link.kind.value,
        "at": instant_text(stamp.at),
    }
    if link.expires_at is not None:
        data["expires_at"] = instant_text(link.expires_at)
    if link.contest_id:
        data["contest_id"] = link.contest_id
    if link.tells != "own":
        data["carries_key"] = link.tells == "always"
    return fact(LINK_TOPIC, verb, link.id, stamp, data)
