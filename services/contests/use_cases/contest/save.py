"""Save a draft; of a published contest, its page's texts and what its prizes ask."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.contests.domain.contest import Contest, saved
from services.contests.use_cases.context import Context


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
) -> Contest:
    """Return the stored contest, edited from its `version`.

    Members of `settings` and languages of `texts` replace those of the same name; None removes
    one, and leaves slug and asks. Raises `NotFound`, `StaleVersion`, `SlugTaken`, `WrongState` for
    frozen settings, or `Invalid` for asks, or where an opened contest's page would lose a title.
    """
    now = context.clock.now()
    given: dict[str, Any] = {
        "slug": slug,
        "settings": settings or {},
        "texts": texts or {},
        "asks": asks,
    }
    return context.stores.contests.change(
        workspace, contest, lambda found: (saved(found.at(version), now, **given), ())
    )
