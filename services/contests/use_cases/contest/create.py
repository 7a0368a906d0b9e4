"""Create a contest, as a draft that may still lack nearly everything."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from services.contests.domain.contest import Contest, drafted
from services.contests.domain.errors import IdempotencyConflict, SlugTaken
from services.contests.use_cases.context import Context
from shared.errors import NotFound
from shared.ids import derived_id

RANDOM_SLUG = 8


def create_contest(
    context: Context,
    *,
    workspace: str,
    slug: str = "",
    settings: Mapping[str, Any] | None = None,
    texts: Mapping[str, Any] | None = None,
    idempotency_key: str = "",
) -> Contest:
    """Return the stored draft; the same key and request return the one stored before, as it is.

    Without a slug it has a random one. `idempotency_key` stands for this one request, or is "".
    Raises `SlugTaken`, or `IdempotencyConflict` for a key that stands for another request.
    """
    settings, texts = settings or {}, texts or {}
    once = derived_id("contest", workspace, idempotency_key) if idempotency_key else ""
    asked = _hash(slug, settings, texts) if idempotency_key else ""
    if (stored := _stored(context, workspace, once, asked)) is not None:
        return stored
    draft = drafted(
        context.clock.now(),
        contest_id=f"c-{once or context.ids.ulid()}",
        workspace=workspace,
        slug=slug or f"contest-{context.ids.crockford(RANDOM_SLUG)}",
        settings=settings,
        texts=texts,
        request_hash=asked,
    )
    try:
        return context.stores.contests.add(draft)
    except SlugTaken:
        # The same request may have come twice at once: its identifier is what was taken then.
        if (twin := _stored(context, workspace, once, asked)) is None:
            raise
        return twin


def _stored(context: Context, workspace: str, once: str, asked: str) -> Contest | None:
    if not once:
        return None
    try:
        contest = context.stores.contests.get(workspace, f"c-{once}")
    except NotFound:
        return None
    if contest.request_hash != asked:
        raise IdempotencyConflict
    return contest


def _hash(slug: str, settings: Mapping[str, Any], texts: Mapping[str, Any]) -> str:
    asked = [slug, settings, texts]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
