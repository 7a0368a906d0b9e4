"""Send the mail with the link once more, to who waits for it in vain."""

import math
from datetime import datetime

from services.contests.domain.entry import Entry
from services.contests.domain.errors import AskedTooSoon
from services.contests.domain.mail.purpose import Purpose
from services.contests.use_cases.context import Context
from shared.ids import derived_id
from shared.post import Mailing


def send_again(
    context: Context, *, workspace: str, contest: str, idempotency_key: str
) -> datetime | None:
    """Owe the mail of the entry that this key sent; return from when it may be asked for again.

    None where it may not. The answer is the same whatever became of the entry: at its sending the
    mail is dropped where it lost its sense. Raises `NotFound`, `AskedTooSoon`.
    """
    request = derived_id("entry", contest, idempotency_key)
    entry, now = context.stores.entries.by_request(workspace, request), context.clock.now()
    number = entry.mails_again(now)
    if not number or not context.stores.mailings.add(_mailing(entry, number, now)):
        raise AskedTooSoon(retry_after=_wait(entry.next_again(number), now))
    return entry.next_again(number)


def _mailing(entry: Entry, number: int, now: datetime) -> Mailing:
    return Mailing(
        id=derived_id("again", entry.id, str(number)),
        workspace_id=entry.workspace_id,
        purpose=Purpose.CONFIRM,
        subject_id=entry.contest_id,
        context={"entry": entry.id},
        due_at=now,
    )


def _wait(until: datetime | None, now: datetime) -> int | None:
    return max(1, math.ceil((until - now).total_seconds())) if until else None
