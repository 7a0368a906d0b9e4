"""What may be done with a winner now, by one person."""

from datetime import timedelta
from functools import partial

import pytest

from services.contests.domain.winner import (
    Action,
    DetailsOwed,
    Moved,
    Sending,
    Winner,
    actions,
    answer,
    fulfil,
    keep,
    send,
    skip,
    tell,
    told_of_prize,
    told_of_skip,
    verify,
)
from shared.errors import AppError
from shared.events import Stamp
from tests.contests.domain.winner.people import (
    EVIDENCE,
    NOTHING,
    NOW,
    OTHER,
    PARCEL,
    WEEK,
    winner,
)

ME, ELSE = "a-1", "a-2"


def told() -> Winner:
    return told_of_prize(winner(), at=NOW, answer_within=WEEK)[0]


def accepted() -> Winner:
    return answer(told(), accept=True, now=NOW)[0]


def verified() -> Winner:
    return verify(accepted(), NOTHING, now=NOW)[0]


def sent_by(found: Winner, carrier: str) -> Moved:
    sending = Sending(by=ME, at=NOW, carrier=carrier)
    return send(found, NOTHING, sending, version=found.version, stamp=Stamp("s-1", NOW))


def sent(found: Winner) -> Winner:
    return sent_by(found, "Coursier")[0]


def proposed(found: Winner, by: str) -> Winner:
    return skip(found, code="rules_breach", evidence_hash=EVIDENCE, by=by, now=NOW)[0]


def announced(found: Winner, first: str = ELSE, second: str = ME) -> Winner:
    return proposed(proposed(found, first), second)


CASES: list[tuple[str, Winner, list[Action]]] = [
    ("drawn", winner(), [Action.PROPOSE_SKIP, Action.TELL]),
    ("told", told(), [Action.PROPOSE_SKIP]),
    ("accepted", accepted(), [Action.SEND, Action.VERIFY, Action.PROPOSE_SKIP]),
    ("verified", verified(), [Action.SEND, Action.FULFIL, Action.PROPOSE_SKIP]),
    ("on its way", sent(verified()), [Action.CORRECT_SENDING]),
    ("has the prize", fulfil(verified(), NOTHING, now=NOW)[0], []),
    ("lost it", answer(told(), accept=False, now=NOW)[0], []),
    (
        "I proposed the skip",
        proposed(accepted(), ME),
        [Action.SEND, Action.VERIFY, Action.REPLACE_SKIP, Action.KEEP],
    ),
    (
        "someone else did",
        proposed(accepted(), ELSE),
        [Action.SEND, Action.VERIFY, Action.APPROVE_SKIP, Action.REPLACE_SKIP, Action.KEEP],
    ),
    ("announced, not told", announced(accepted()), [Action.KEEP, Action.TELL]),
    ("announced and told", told_of_skip(announced(accepted()), at=NOW)[0], [Action.KEEP]),
    ("two decided what I proposed", announced(accepted(), ME, ELSE), [Action.TELL]),
    (
        "I said that they were told",
        tell(winner(), evidence_hash=EVIDENCE, by=ME, now=NOW, answer_within=WEEK)[0],
        [Action.PROPOSE_SKIP, Action.REPLACE_TOLD],
    ),
    (
        "someone else said so",
        tell(winner(), evidence_hash=EVIDENCE, by=ELSE, now=NOW, answer_within=WEEK)[0],
        [Action.PROPOSE_SKIP, Action.APPROVE_TOLD, Action.REPLACE_TOLD],
    ),
]


def did(action: Action, found: Winner) -> Moved:
    """Return what doing it leads to, as the account `ME`."""
    other = action in (Action.REPLACE_SKIP, Action.REPLACE_TOLD)
    evidence = OTHER if other else EVIDENCE
    if action in (Action.PROPOSE_SKIP, Action.APPROVE_SKIP, Action.REPLACE_SKIP):
        return skip(found, code="rules_breach", evidence_hash=evidence, by=ME, now=NOW)
    if action in (Action.TELL, Action.APPROVE_TOLD, Action.REPLACE_TOLD):
        return tell(found, evidence_hash=evidence, by=ME, now=NOW, answer_within=WEEK)
    if action in (Action.SEND, Action.CORRECT_SENDING):
        return sent_by(found, "Coursier" if action is Action.SEND else "Colissimo")
    verified_so, handed = partial(verify, ask=NOTHING), partial(fulfil, ask=NOTHING)
    kept = partial(keep, by=ME)
    return {Action.VERIFY: verified_so, Action.FULFIL: handed, Action.KEEP: kept}[action](
        found, now=NOW + timedelta(hours=1)
    )


@pytest.mark.parametrize(("found", "may"), [each[1:] for each in CASES], ids=[c[0] for c in CASES])
def test_what_may_be_done_is_told_in_the_order_of_a_page(found: Winner, may: list[Action]) -> None:
    assert actions(found, ME, NOTHING) == may


@pytest.mark.parametrize("found", [each[1] for each in CASES], ids=[each[0] for each in CASES])
def test_what_is_told_can_be_done_and_changes_the_winner(found: Winner) -> None:
    for action in actions(found, ME, NOTHING):
        after, _ = did(action, found)
        assert after != found


SAME_ACT = (
    {Action.KEEP},
    {Action.VERIFY},
    {Action.FULFIL},
    {Action.SEND, Action.CORRECT_SENDING},
    {Action.PROPOSE_SKIP, Action.APPROVE_SKIP, Action.REPLACE_SKIP},
    {Action.TELL, Action.APPROVE_TOLD, Action.REPLACE_TOLD},
)


@pytest.mark.parametrize("found", [each[1] for each in CASES], ids=[each[0] for each in CASES])
def test_what_is_not_told_is_refused_or_was_done_before(found: Winner) -> None:
    for kin in SAME_ACT:
        if kin.isdisjoint(actions(found, ME, NOTHING)):
            for action in kin:
                assert done(action, found) in (None, found)


def done(action: Action, found: Winner) -> Winner | None:
    try:
        return did(action, found)[0]
    except AppError:
        return None


def test_nothing_is_handed_over_before_what_the_prize_asks_is_given() -> None:
    for found, act in ((accepted(), verify), (verified(), fulfil)):
        assert actions(found, ME, PARCEL) == [Action.PROPOSE_SKIP]
        with pytest.raises(DetailsOwed):
            act(found, PARCEL, now=NOW)
