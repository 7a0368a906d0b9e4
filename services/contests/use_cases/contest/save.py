"""Save a draft; of a published contest, its page's texts and what its prizes ask."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.contests.domain.contest import Contest, asked_anew, saved
from services.contests.use_cases.audit.changes import audited
from services.contests.use_cases.context import Context
from shared.events import Event


def save_draft(
    context: Context,
    *,
    workspace: str,
    contest: str,
    version: int,
    slug: str | None = None,
    settings: Mapping[str, Any] | None = None,
    texts: Mapping[str, Any] | None = None,
    asks: Sequence[Mapping[str, Any]] | None = None,
    by: str = "",
) -> Contest:
    """Return the stored contest, edited from its `version`.

    Members of `settings` and languages of `texts` replace those of the same name; None removes
    one, and leaves slug and asks. What `by` changes on a published page is told to the audit.
    Raises `NotFound`, `StaleVersion`, `SlugTaken`, `WrongState` for frozen settings, or `Invalid`
    for asks, or where an opened contest's page would lose a title.
    """
    stamp = context.stamp()
    given: dict[str, Any] = {
        "slug": slug,
        "settings": settings or {},
        "texts": texts or {},
        "asks": asks,
    }

    def save(found: Contest) -> tuple[Contest, Sequence[Event]]:
        after = saved(found.at(version), stamp.at, **given)
        return after, asked_anew(found, after, stamp)

    step = audited(context, save, workspace=workspace, contest=contest, act="save", by=by)
    return context.stores.contests.change(
        workspace, contest, lambda found: (step if found.opened else save)(found)
    )
