"""Forgeries, each with every hash computed again, are refused at the step that was forged."""

import pytest

from services.contests.adapters.bls import sign_bls
from services.contests.domain.beacon import QUICKNET, round_message
from services.contests.domain.draw import (
    amend,
    canonical_hash,
    entry_line,
    frozen_rules,
    seal_of,
)
from stack.beacon import sign_round
from tests.contests.certificates import (
    CONFIRMED_AT,
    certificate,
    recommitted,
    refs,
    settings,
    with_digest,
)
from tests.contests.naive import redrawn
from tests.contests.verifying import NOT_SEALED, check, refused_at

TRUE = certificate()
SEAL = seal_of(TRUE["commitment"])


def swap_winner(it):
    other = it["alternates"][0]
    first = it["winners"][0]
    return {**it, "winners": [{**first, "ref": other}, *it["winners"][1:]]}


def swap_alternates(it):
    return {**it, "alternates": it["alternates"][::-1]}


def committed(it, **changes):
    return {**it, "commitment": {**it["commitment"], **changes}}


def under(it, **changes):
    """Change the frozen settings and commit to their new hash."""
    rules = frozen_rules({**it["rules"]["settings"], **changes})
    return committed({**it, "rules": rules}, rules=canonical_hash(rules))


def signed(it, number, **changes):
    return redrawn({**it, "signature": sign_round(number).hex(), **changes})


def own_key(it):
    signature = sign_bls(b"a secret of the organiser", round_message(ROUND))
    return redrawn({**it, "signature": signature.hex()})


def own_chain(it):
    beacon = {**it["commitment"]["beacon"], "chain": "ab" * 32}
    return redrawn(committed(under(it, beacon={"chain": "ab" * 32}), beacon=beacon))


def other_pinned_chain(it):
    moved = committed(it, beacon={"chain": QUICKNET.hash, "round": ROUND})
    return redrawn(moved)


def other_round(it, number):
    beacon = {**it["commitment"]["beacon"], "round": number}
    return signed(committed(it, beacon=beacon), number)


def weighing(it, place, weight):
    lines = list(it["list"])
    lines[place] = entry_line(refs(12)[place], weight)
    return lines


def unchained(it):
    rules = amend(it["rules"], "alternates", 1, reason="fewer", at=CONFIRMED_AT)
    rules["amendments"][0]["previous"] = "00" * 32
    alternates = committed({**it, "rules": rules}, rules=canonical_hash(rules), alternates=1)
    return redrawn(alternates)


LINES = TRUE["list"]
PRIZES = TRUE["commitment"]["prizes"]
ROUND = TRUE["commitment"]["beacon"]["round"]
ADDED = [*LINES, "zz-friend|1"]
DOUBLED = [*LINES[:4], LINES[3], *LINES[4:]]
HEAVIER = weighing(TRUE, 0, 5)
TOO_HEAVY = weighing(TRUE, 0, 6)
MORE = [{**PRIZES[0], "count": 2}, PRIZES[1]]
LATER = "2026-03-29T16:00:01.000Z"

# (what was forged, the forgery, the step that refuses it without and with the published seal)
FORGERIES = [
    ("winner swapped", swap_winner, "ranks", "ranks"),
    ("alternates swapped", swap_alternates, "ranks", "ranks"),
    ("winner dropped", lambda it: {**it, "winners": it["winners"][1:]}, "ranks", "ranks"),
    ("shortage invented", lambda it: {**it, "not_awarded": 1}, "ranks", "ranks"),
    ("entry added", lambda it: {**it, "list": ADDED}, "root", "root"),
    ("entry added, committed", lambda it: recommitted(it, ADDED), "ranks", "seal"),
    ("entry dropped", lambda it: {**it, "list": LINES[1:]}, "root", "root"),
    ("entry dropped, committed", lambda it: recommitted(it, LINES[1:]), "ranks", "seal"),
    ("entry replaced", lambda it: {**it, "list": [*LINES[:-1], "zz-friend|4"]}, "root", "root"),
    ("entry doubled", lambda it: redrawn(recommitted(it, DOUBLED)), "list", "list"),
    ("list disordered", lambda it: redrawn(recommitted(it, LINES[::-1])), "list", "list"),
    ("weight raised", lambda it: {**it, "list": HEAVIER}, "root", "root"),
    ("weight raised, committed", lambda it: recommitted(it, HEAVIER), "ranks", "seal"),
    ("weight over", lambda it: redrawn(recommitted(it, TOO_HEAVY)), "list", "list"),
    (
        "weight over, maximum raised",
        lambda it: redrawn(committed(recommitted(it, TOO_HEAVY), max_weight=6)),
        "terms",
        "terms",
    ),
    ("count of entries", lambda it: redrawn(committed(it, entries=13)), "root", "seal"),
    ("sum of weights", lambda it: redrawn(committed(it, weight=99)), "root", "seal"),
    ("excluded hidden", lambda it: committed(it, excluded={}), "ranks", "seal"),
    ("signature of another round", lambda it: signed(it, ROUND + 1), "signature", "signature"),
    ("another round", lambda it: other_round(it, ROUND + 1), "beacon", "beacon"),
    (
        "a date in other figures",
        lambda it: redrawn(under(it, draw_at="2026-03-29T16:00:0\u0660.000Z")),
        "beacon",
        "beacon",
    ),
    ("another date", lambda it: redrawn(under(it, draw_at=LATER)), "beacon", "beacon"),
    ("own key", own_key, "signature", "signature"),
    ("own chain", own_chain, "beacon", "beacon"),
    ("another pinned chain", other_pinned_chain, "beacon", "beacon"),
    ("alternates", lambda it: redrawn(committed(it, alternates=3)), "terms", "terms"),
    ("prize order", lambda it: redrawn(committed(it, prizes=PRIZES[::-1])), "terms", "terms"),
    ("prize count", lambda it: redrawn(committed(it, prizes=MORE)), "terms", "terms"),
    ("receipts key", lambda it: redrawn(committed(it, receipts="11" * 32)), "terms", "terms"),
    ("rules", lambda it: {**it, "rules": frozen_rules(settings(alternates=3))}, "rules", "rules"),
    ("rules, committed", lambda it: redrawn(under(it, alternates=3)), "terms", "terms"),
    ("amendment unchained", unchained, "rules", "rules"),
    ("limits hidden", lambda it: {**it, "limits": it["limits"][:1]}, "limits", "limits"),
    ("member slipped in", lambda it: {**it, "note": "trust me"}, "schema", "schema"),
    ("true for one", lambda it: {**it, "version": True}, "schema", "schema"),
]


@pytest.mark.parametrize(
    ("forge", "alone", "sealed"),
    [each[1:] for each in FORGERIES],
    ids=[each[0] for each in FORGERIES],
)
def test_a_forgery_is_refused_at_the_step_that_was_forged(forge, alone, sealed):
    forged = with_digest(forge(TRUE))
    assert refused_at(check(forged)) == alone
    assert refused_at(check(forged, SEAL)) == sealed


def test_a_digest_of_something_else_is_refused():
    assert refused_at(check({**TRUE, "digest": "00" * 32})) == "digest"


@pytest.mark.parametrize(
    "lines", [ADDED, LINES[1:], HEAVIER], ids=["added", "dropped", "weight raised"]
)
def test_a_certificate_rebuilt_whole_is_told_by_the_published_seal_alone(lines):
    rebuilt = certificate(lines=lines)
    code, printed = check(rebuilt)
    assert (code, printed[-1]) == (0, NOT_SEALED)
    assert refused_at(check(rebuilt, SEAL)) == "seal"


def test_new_rules_and_a_new_draw_are_told_by_the_published_seal():
    for change in (
        {"alternates": 3},
        {"prizes": [dict(prize, count=2) for prize in settings()["prizes"]]},
        {"draw_at": LATER},
        {"receipts": "11" * 32},
    ):
        rebuilt = certificate(frozen_rules(settings(**change)))
        assert refused_at(check(rebuilt)) is None
        assert refused_at(check(rebuilt, SEAL)) == "seal"
