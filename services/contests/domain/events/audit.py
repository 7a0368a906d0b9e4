"""Who was shown people, and who changed what. Topic `contests.audit`.

The key is the workspace's id: one chain for each.
"""

from collections.abc import Sequence

from shared.events import Event, Stamp, fact, instant_text

AUDIT_TOPIC = "contests.audit"
# Stands for an account where somebody changed what is theirs.
THE_PERSON = "person"


def people_read(
    stamp: Stamp,
    *,
    workspace_id: str,
    contest_id: str,
    account_id: str,
    purpose: str,
    refs: Sequence[str],
    searched: str = "",
    export: str = "",
) -> Event:
    """An account was shown names and addresses of these refs. Ids alone, whoever they are.

    `searched` stands for the address that was looked for, `export` is the export that was asked
    for or fetched; each is told where there is one.
    """
    data = {
        "contest_id": contest_id,
        "account_id": account_id,
        "purpose": purpose,
        "refs": list(refs),
        "at": instant_text(stamp.at),
        **({"searched": searched} if searched else {}),
        **({"export_id": export} if export else {}),
    }
    return fact(AUDIT_TOPIC, "people_read", workspace_id, stamp, data)


def changed(
    stamp: Stamp,
    *,
    workspace_id: str,
    contest_id: str,
    account_id: str,
    act: str,
    refs: Sequence[str] = (),
) -> Event:
    """An account decided about a contest, or about an entry or a winner by its ref.

    `THE_PERSON` put right what is kept of them.
    """
    data = {
        "contest_id": contest_id,
        "account_id": account_id,
        "act": act,
        "refs": list(refs),
        "at": instant_text(stamp.at),
    }
    return fact(AUDIT_TOPIC, "changed", workspace_id, stamp, data)
