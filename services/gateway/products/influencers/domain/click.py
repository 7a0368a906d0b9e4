"""A click: that somebody followed a link. It names nobody, and is told on `gateway.click`.

`agent` is what the browser says of itself, `network` the address cut to its /24 or /48, `mark` an
HMAC of link, address and agent under a salt that is destroyed each day: it tells two visits of one
day apart, and nothing afterwards.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from shared.events import Event, Stamp, fact, instant_of

CLICK_TOPIC = "gateway.click"
# Never more than any 25 months in a row.
KEPT = timedelta(days=760)
LONGEST_AGENT = 512
MEMBERS = (
    *("click_id", "workspace_id", "link_id", "key", "at", "trigger"),
    *("agent", "network", "mark", "method_seen", "referrer"),
)
# Whose link it is; absent where it is nobody's.
OWNERS = ("program_id", "partner_id")


def click_recorded(data: Mapping[str, Any]) -> Event:
    """Somebody followed a link. The key is the link's id, the event's id is the click's.

    Raise `KeyError` or `BadInstant` where `data` is no click.
    """
    told = {name: data[name] for name in MEMBERS}
    told |= {name: data[name] for name in OWNERS if data.get(name)}
    stamp = Stamp(told["click_id"], instant_of(told["at"]))
    return fact(CLICK_TOPIC, "recorded", told["link_id"], stamp, told)
