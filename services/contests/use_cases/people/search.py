"""Find the people of a contest by an address, a ref, or how their first name begins."""

import re

from services.contests.domain.audit import Purpose
from services.contests.domain.contest import Contest
from services.contests.domain.entry import REF_LENGTH, Entry
from services.contests.domain.entry.name import folded, name_hash
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.context import Context
from services.contests.use_cases.people.shown import PeoplePage, shown
from shared.addresses import address_key, mailbox_key
from shared.documents import Page
from shared.errors import FieldError, Invalid, NotFound

_REF = re.compile(rf"e-[0-9a-z]{{{REF_LENGTH}}}")


def search_people(
    context: Context,
    *,
    workspace: str,
    contest: str,
    by: str,
    email: str = "",
    sought: str = "",
    after: str | None = None,
    limit: int = 50,
) -> PeoplePage:
    """Return whom an address, a ref or a first name finds, confirmed or not.

    An address finds the entries of its mailbox, whatever name that was given; `email` is nothing
    else. A first name finds those that begin so, whatever their accents and capitals, by the
    alphabet. The search goes by an index alone, and is noted by a keyed hash whether it finds
    somebody or not. Nobody is found once the people of the contest are erased. Raises `NotFound`,
    or `Invalid`: `email`, or `sought` where nothing is left of a name.
    """
    found = context.stores.contests.get(workspace, contest)
    if not found.secrets.address_key:
        return PeoplePage(found, ())
    key, words = address_secret(context, found), (email or sought).strip()
    if email or "@" in words:
        page, searched = _of_address(context, found, key, words, after, limit)
    elif _REF.fullmatch(words.lower()):
        page, searched = _of_ref(context, found, words.lower()), name_hash(key, words)
    else:
        page, searched = _named(context, found, words, after, limit), name_hash(key, words)
    people = shown(context, found, page.items, by=by, purpose=Purpose.SEARCH, searched=searched)
    return PeoplePage(found, people, page.after)


def _of_address(
    context: Context, contest: Contest, key: bytes, address: str, after: str | None, limit: int
) -> tuple[Page[Entry], str]:
    mailbox = mailbox_key(key, address)
    whose, entries = (contest.workspace_id, contest.id), context.stores.entries
    page = entries.of_mailbox(*whose, mailbox, after=after, limit=limit)
    kept = None if after else entries.of_address(*whose, address_key(key, address))
    # Who confirmed in earlier code has no key of their mailbox.
    more = [kept] if kept and not kept.mailbox_key else []
    return Page([*page.items, *more], page.after), mailbox


def _of_ref(context: Context, contest: Contest, ref: str) -> Page[Entry]:
    try:
        return Page([context.stores.entries.of_ref(contest.workspace_id, contest.id, ref)])
    except NotFound:
        return Page([])


def _named(
    context: Context, contest: Contest, name: str, after: str | None, limit: int
) -> Page[Entry]:
    if not folded(name):
        raise Invalid(fields=[FieldError("sought", "missing")])
    whose = contest.workspace_id, contest.id
    return context.stores.entries.named(*whose, folded(name), after=after, limit=limit)
