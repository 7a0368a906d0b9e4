"""Retention ended: cut the link from a contest to its people, for good."""

from dataclasses import dataclass, replace

from services.contests.domain.contest import Contest, State
from services.contests.use_cases.context import WorkContext

PAGE = 500


@dataclass(frozen=True)
class ErasePeople:
    """The data of a contest was kept as long as its rules say."""

    contest: Contest


def erase_people(command: ErasePeople, context: WorkContext) -> None:
    """Erase a page of people; after the last one, destroy the key of addresses and mails.

    While prizes are still being passed on, the key stays until the contest is settled.
    The list and the proof stay: a ref names nobody any more. The place reached is kept with the
    contest, so an end in the middle goes on from there. Raises `StaleVersion`.
    """
    contest = command.contest
    page = context.stores.entries.by_ref(
        contest.workspace_id, contest.id, after=contest.erased_after or None, limit=PAGE
    )
    for entry in page.items:
        context.stores.entries.change(entry, lambda each: (each.forget(), ()))
    now = context.clock.now()
    if page.after is not None:
        context.stores.contests.save(replace(contest, erased_after=page.after, due_at=now))
        return
    key = contest.secrets.address_key if contest.state is State.DRAWN else b""
    secrets = replace(contest.secrets, address_key=key)
    context.stores.contests.save(
        replace(contest, erased_after="", erased_at=now, secrets=secrets, due_at=None)
    )
