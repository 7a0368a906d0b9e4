"""The secret code gives chances, and stays secret."""

import hashlib
import json
from typing import Any

import pytest

from services.contests.domain.mechanics import mechanics

CODE = mechanics()["secret_code"]
PARAMS: dict[str, Any] = {"code": "Lumière 2026", "bonus": 4}
FROZEN = CODE.freeze(PARAMS, bytes(16))


def test_frozen_settings_do_not_hold_the_code() -> None:
    assert "code" not in FROZEN
    assert "lumière" not in json.dumps(FROZEN, ensure_ascii=False).casefold()


def test_the_same_code_with_another_salt_is_another_hash() -> None:
    assert CODE.freeze(PARAMS, bytes([1]) * 16)["code_hash"] != FROZEN["code_hash"]


@pytest.mark.parametrize(
    ("answers", "weight"),
    [
        ({"code": "Lumière 2026"}, 5),
        ({"code": " LUMIÈRE2026 "}, 5),
        ({"code": "lumiere 2026"}, 5),
        ({"code": "wrong"}, 1),
        ({"code": ""}, 1),
        ({}, 1),
    ],
)
def test_only_the_code_gives_its_chances(answers: dict[str, Any], weight: int) -> None:
    assert CODE.weigh(FROZEN, answers) == weight


@pytest.mark.parametrize("kept", ["L'été – soleil", "L’été ‑ soleil", "l´E\u0301TE\u0301-soleil"])
@pytest.mark.parametrize("typed", ["l'été-soleil", "L’été – soleil", "l‘e\u0301te\u0301—SOLEIL"])
def test_a_code_is_the_same_however_a_keyboard_writes_it(kept: str, typed: str) -> None:
    frozen = CODE.freeze({"code": kept, "bonus": 4}, bytes(16))
    assert CODE.weigh(frozen, {"code": typed}) == 5


def test_a_code_that_an_earlier_release_froze_gives_its_chances() -> None:
    before = {
        "bonus": 4,
        "code_salt": bytes(16).hex(),
        "code_hash": hashlib.scrypt(
            "l’été".encode(), salt=bytes(16), n=2**14, r=8, p=1, dklen=32
        ).hex(),
    }
    assert CODE.weigh(before, {"code": "L’été"}) == 5
    assert CODE.weigh(before, {"code": "L’étés"}) == 1


def test_a_code_that_was_frozen_while_accents_counted_gives_its_chances() -> None:
    kept = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}
    hashed = hashlib.scrypt("l'été-soleil".encode(), salt=bytes(16), **kept).hex()
    before = {"bonus": 4, "code_salt": bytes(16).hex(), "code_hash": hashed}
    assert CODE.weigh(before, {"code": "L’ÉTÉ – soleil"}) == 5
    assert CODE.weigh(before, {"code": "l'ete-soleil"}) == 1


@pytest.mark.parametrize(
    ("kept", "typed"),
    [("Lumière", "lumiere"), ("ete", "Été"), ("ÇA ALORS", "ca alors"), ("سلامْ", "سلام")],
)
def test_a_code_is_the_same_whatever_its_accents(kept: str, typed: str) -> None:
    frozen = CODE.freeze({"code": kept, "bonus": 4}, bytes(16))
    assert CODE.weigh(frozen, {"code": typed}) == 5


def test_the_greatest_weight_is_the_same_before_and_after_freezing() -> None:
    assert CODE.max_weight(PARAMS) == CODE.max_weight(FROZEN) == 5


@pytest.mark.parametrize(
    ("params", "faults"),
    [
        (PARAMS, set()),
        ({"bonus": 4}, {("settings.mechanic.code", "missing")}),
        ({"code": "abc", "bonus": 4}, {("settings.mechanic.code", "too_short")}),
        ({"code": "abcd", "bonus": 0}, {("settings.mechanic.bonus", "too_small")}),
        ({"code": "abcd", "bonus": 1000}, {("settings.mechanic.bonus", "too_large")}),
        ({"code": "abcd", "bonus": True}, {("settings.mechanic.bonus", "type")}),
        ({"code": 1234, "bonus": 1}, {("settings.mechanic.code", "type")}),
        ({**PARAMS, "odds": 1}, {("settings.mechanic.odds", "unknown")}),
    ],
)
def test_params_are_checked_before_the_opening(
    params: dict[str, Any], faults: set[tuple[str, str]]
) -> None:
    assert {(fault.field, fault.code) for fault in CODE.check(params)} == faults


def test_an_answer_to_a_question_nobody_asked_is_refused() -> None:
    faults = CODE.check_answers(FROZEN, {"code": "x", "weight": 900})
    assert [(fault.field, fault.code) for fault in faults] == [("answers.weight", "unknown")]
