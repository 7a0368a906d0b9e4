"""Retention ended: cut the link from a contest to its people, for good."""

from dataclasses import replace

from services.contests.domain.contest import Contest, erased, erased_up_to
from services.contests.domain.entry import Entry
from services.contests.domain.winner import nameless
from services.contests.use_cases.context import WorkContext

PAGE = 500


def erase_people(context: WorkContext, contest: Contest) -> None:
    """Erase a page of people; after the last one, destroy the key of addresses and mails.

    The list and the proof stay: a ref names nobody any more. The place reached is kept with the
    contest, so an end in the middle goes on from there.
    """
    page = context.stores.entries.by_ref(
        contest.workspace_id, contest.id, after=contest.erased_after or None, limit=PAGE
    )
    for entry in page.items:
        context.stores.entries.change(entry, lambda found: (_forgotten(context, found), ()))
    if page.after is None:
        _forget_winners(context, contest)

    def reached(found: Contest) -> Contest:
        now = context.clock.now()
        if found.erased_after != contest.erased_after:
            return found
        return erased(found, now) if page.after is None else erased_up_to(found, now, page.after)

    context.stores.contests.change(
        contest.workspace_id, contest.id, lambda found: (reached(found), ())
    )


def _forgotten(context: WorkContext, entry: Entry) -> Entry:
    """Return an entry that names nobody; where a consent lives on, nothing leads to that either."""
    gone = entry.forget()
    if not entry.takes_news:
        return gone
    hashed = entry.unsubscribe_token
    record = context.stores.newsletter_consents.by_token(entry.workspace_id, hashed)
    return replace(gone, unsubscribe_token="") if record else gone


def _forget_winners(context: WorkContext, contest: Contest) -> None:
    """Erase what winners gave and were written; that they have their prizes stays."""
    now, winners = context.clock.now(), context.stores.winners
    for winner in winners.of_contest(contest.workspace_id, contest.id):
        winners.change(
            contest.workspace_id, contest.id, winner.ref, lambda each: (nameless(each, now), ())
        )
