"""After a write, the contest is read again: so nobody is lost between a request and the seal.

Sealing first marks the contest, then reads the entries. Whoever wrote an entry and still sees no
mark wrote it before any page was read; whoever sees the mark asks the list itself.
"""

from services.contests.domain.contest import Contest, State
from services.contests.domain.entry import Entry, EntryState
from services.contests.domain.errors import ContestClosed, Sealing
from services.contests.use_cases.context import Context
from shared.events import Event

WAIT_SECONDS = 5
_MAY_LAPSE = (EntryState.UNCONFIRMED, EntryState.CONFIRMED)


def listed(context: Context, entry: Entry) -> bool | None:
    """Return whether the sealed list has the entry; None while nothing is being sealed.

    Raises `Sealing` in between: the caller repeats the same request.
    """
    return _listed(context, _contest_of(context, entry), entry)


def acknowledge(context: Context, entry: Entry) -> Contest:
    """Return the contest if the entry counts as it stands; else it lapses.

    Raises `Sealing`, or `ContestClosed` where the sealed list, or the end of a contest that was
    called off, came before it.
    """
    contest = _contest_of(context, entry)
    called_off = contest.state is State.CANCELLED and entry.state is not EntryState.CONFIRMED
    if not called_off and _listed(context, contest, entry) is not False:
        return contest

    def lapse(entry: Entry) -> tuple[Entry, list[Event]]:
        return entry.lapse(context.stamp()) if entry.state in _MAY_LAPSE else (entry, [])

    context.stores.entries.change(entry, lapse)
    raise ContestClosed


def _contest_of(context: Context, entry: Entry) -> Contest:
    return context.stores.contests.get(entry.workspace_id, entry.contest_id)


def _listed(context: Context, contest: Contest, entry: Entry) -> bool | None:
    if contest.sealing_at is None:
        return None
    if contest.sealed_at is None:
        raise Sealing(retry_after=WAIT_SECONDS)
    return context.stores.list_chunks.holds(entry.workspace_id, entry.contest_id, entry.ref)
