"""A person pastes the round's signature, where the worker has no network."""

import re
from dataclasses import dataclass

from services.contests.domain.contest import State
from services.contests.domain.errors import WrongState
from services.contests.use_cases.context import Context
from shared.errors import FieldError, Invalid

_SIGNATURE = re.compile(r"[0-9a-f]{96}")


@dataclass(frozen=True)
class PasteBeacon:
    """`signature` is hexadecimal, white space is passed over; `by` the account that pastes."""

    workspace: str
    contest: str
    signature: str
    by: str


def paste_beacon(command: PasteBeacon, context: Context) -> None:
    """Keep the signature for the worker, which checks it before it asks the beacon itself.

    Nobody can have the signature before the round's time. Raises `NotFound`, `WrongState` or
    `Invalid`.
    """
    signature = "".join(command.signature.split()).lower()
    if not _SIGNATURE.fullmatch(signature):
        raise Invalid(fields=[FieldError("signature", "signature")])
    contest = context.stores.contests.get(command.workspace, command.contest)
    if contest.state is not State.SEALED:
        raise WrongState(extra={"state": contest.state.value})
    now = context.clock.now()
    if now < contest.round_time:
        raise Invalid(fields=[FieldError("signature", "before_the_round")])
    context.stores.pasted_beacons.put(
        command.workspace, command.contest, signature, command.by, now
    )
