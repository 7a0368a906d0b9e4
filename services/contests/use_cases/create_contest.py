"""Create a contest, as a draft that may still lack nearly everything."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.contests.domain.contest import Contest
from services.contests.domain.contest.rules import with_defaults
from services.contests.domain.errors import IdempotencyConflict, SlugTaken
from services.contests.use_cases.context import Context
from shared.errors import NotFound
from shared.ids import derived_id

RANDOM_SLUG = 8


@dataclass(frozen=True)
class CreateContest:
    """Someone of the team starts a contest; without a slug it has a random one.

    `idempotency_key` stands for this one request, or is "".
    """

    workspace_id: str
    slug: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, Any] = field(default_factory=dict)
    idempotency_key: str = ""


def create_contest(command: CreateContest, context: Context) -> Contest:
    """Return the stored draft; the same key and request return the one stored before, as it is.

    Raises `SlugTaken`, or `IdempotencyConflict` for a key that stands for another request.
    """
    if (stored := _stored(command, context)) is not None:
        return stored
    try:
        return context.stores.contests.add(_draft(command, context))
    except SlugTaken:
        # The same request may have come twice at once: its identifier is what was taken then.
        if (twin := _stored(command, context)) is None:
            raise
        return twin


def _draft(command: CreateContest, context: Context) -> Contest:
    now = context.clock.now()
    return Contest(
        id=_identifier(command) if command.idempotency_key else f"c-{context.ids.ulid()}",
        workspace_id=command.workspace_id,
        slug=command.slug or f"contest-{context.ids.crockford(RANDOM_SLUG)}",
        created_at=now,
        updated_at=now,
        request_hash=_request_hash(command) if command.idempotency_key else "",
        settings=with_defaults(command.settings),
        texts={name: texts for name, texts in command.texts.items() if texts is not None},
    )


def _stored(command: CreateContest, context: Context) -> Contest | None:
    if not command.idempotency_key:
        return None
    try:
        contest = context.stores.contests.get(command.workspace_id, _identifier(command))
    except NotFound:
        return None
    if contest.request_hash != _request_hash(command):
        raise IdempotencyConflict
    return contest


def _identifier(command: CreateContest) -> str:
    return f"c-{derived_id('contest', command.workspace_id, command.idempotency_key)}"


def _request_hash(command: CreateContest) -> str:
    asked = [command.slug, command.settings, command.texts]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
