"""Every event this service publishes. Topic `influencers.audit`: who saw and changed what.

The key is the workspace's id: one chain for each. People stand in it by the ids of partners.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.events import Event, Stamp, fact, instant_text

AUDIT_TOPIC = "influencers.audit"


def people_read(
    stamp: Stamp,
    *,
    workspace_id: str,
    account_id: str,
    purpose: str,
    refs: Sequence[str],
    program_id: str = "",
    searched: str = "",
) -> Event:
    """An account was shown names and addresses of these partners.

    `searched` stands for the address that was looked for, `program_id` for the program whose
    partners were listed; each is told where there is one.
    """
    more = {"program_id": program_id, "searched": searched}
    data = {"purpose": purpose, **_told(stamp, account_id, refs, more)}
    return fact(AUDIT_TOPIC, "people_read", workspace_id, stamp, data)


def changed(
    stamp: Stamp,
    *,
    workspace_id: str,
    account_id: str,
    act: str,
    refs: Sequence[str] = (),
    program_id: str = "",
) -> Event:
    """An account decided about a program, or about partners by their ids."""
    data = {"act": act, **_told(stamp, account_id, refs, {"program_id": program_id})}
    return fact(AUDIT_TOPIC, "changed", workspace_id, stamp, data)


def _told(
    stamp: Stamp, account_id: str, refs: Sequence[str], more: Mapping[str, str]
) -> dict[str, Any]:
    given = {name: text for name, text in more.items() if text}
    told = {"account_id": account_id, "refs": list(refs), "at": instant_text(stamp.at)}
    return {**told, **given}
