"""Save a draft; of a published contest, its page's texts alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from services.contests.domain.contest import Contest, State, require
from services.contests.use_cases.context import Context
from services.contests.use_cases.versions import contest_at

TEXT_STATES = (State.OPEN, State.CLOSED, State.SEALED, State.DRAWN, State.SETTLED)


@dataclass(frozen=True)
class SaveDraft:
    """Members of `settings` and languages of `texts` replace those of the same name; None removes.

    `slug` None leaves it.
    """

    workspace_id: str
    contest_id: str
    version: int
    slug: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, Any] = field(default_factory=dict)


def save_draft(command: SaveDraft, context: Context) -> Contest:
    """Return the stored contest.

    Raises `NotFound`, `StaleVersion`, `SlugTaken`, or `WrongState` for frozen settings.
    """
    contest = contest_at(context, command.workspace_id, command.contest_id, command.version)
    frozen = command.settings or command.slug not in (None, contest.slug)
    require(contest, State.DRAFT, *(() if frozen else TEXT_STATES))
    changed = replace(
        contest,
        slug=command.slug or contest.slug,
        settings=_merged(contest.settings, command.settings),
        texts=_merged(contest.texts, command.texts),
        updated_at=context.clock.now(),
    )
    return context.stores.contests.save(changed)


def _merged(before: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**before, **given}.items() if value is not None}
