"""Create a contest, as a draft that may still lack nearly everything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.contests.domain.contest import Contest
from services.contests.domain.rules import with_defaults
from services.contests.use_cases.context import Context

RANDOM_SLUG = 8


@dataclass(frozen=True)
class CreateContest:
    """Someone of the team starts a contest; without a slug it has a random one."""

    workspace_id: str
    slug: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, Any] = field(default_factory=dict)


def create_contest(command: CreateContest, context: Context) -> Contest:
    """Return the stored draft. Raises `SlugTaken`."""
    now = context.clock.now()
    draft = Contest(
        id=f"c-{context.ids.ulid()}",
        workspace_id=command.workspace_id,
        slug=command.slug or f"contest-{context.ids.crockford(RANDOM_SLUG)}",
        created_at=now,
        updated_at=now,
        settings=with_defaults(command.settings),
        texts={name: texts for name, texts in command.texts.items() if texts is not None},
    )
    return context.contests.add(draft)
