"""A person pastes the round's signature, where the worker has no network."""

import re

from services.contests.domain.contest import State
from services.contests.domain.errors import WrongState
from services.contests.use_cases.context import Context
from shared.errors import FieldError, Invalid

_SIGNATURE = re.compile(r"[0-9a-f]{96}")


def paste_beacon(
    context: Context, *, workspace: str, contest: str, signature: str, by: str
) -> None:
    """Keep the signature for the worker, which checks it before it asks the beacon itself.

    `signature` is hexadecimal, white space is passed over; `by` the account that pastes. Nobody
    can have the signature before the round's time. Raises `NotFound`, `WrongState` or `Invalid`.
    """
    pasted = "".join(signature.split()).lower()
    if not _SIGNATURE.fullmatch(pasted):
        raise Invalid(fields=[FieldError("signature", "signature")])
    found = context.stores.contests.get(workspace, contest)
    if found.state is not State.SEALED:
        raise WrongState(extra={"state": found.state.value})
    now = context.clock.now()
    if now < found.round_time:
        raise Invalid(fields=[FieldError("signature", "before_the_round")])
    context.stores.pasted_beacons.put(workspace, contest, pasted, by, now)
