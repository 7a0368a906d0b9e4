"""Each forgery is refused at the step that was forged; the most complete one only by the seal."""

from pathlib import Path
from typing import Any

import pytest
import rfc8785

from services.contests.domain.draw import seal_of
from stack.beacon import sign_round
from stack.driver.kit.waiting import Unexpected
from stack.driver.stories.contest import forging
from stack.driver.stories.contest.forging import Forgery
from stack.driver.stories.contest.proving import Verifier
from stack.supervisor import ROOT
from tests.contests.certificates import certificate

pytestmark = pytest.mark.slow

VERIFIER = ROOT / "services" / "contests" / "entrypoints" / "verify.py"


@pytest.fixture(scope="module")
def true() -> dict[str, Any]:
    return certificate()


@pytest.fixture
def verifier(tmp_path: Path) -> Verifier:
    return Verifier(tmp_path, VERIFIER.read_bytes())


def forge(kind: str, true: dict[str, Any]) -> Forgery:
    if kind == "other_round":
        other = sign_round(true["commitment"]["beacon"]["round"] + 1)
        return forging.other_round(true, other.hex())
    made = getattr(forging, kind)(true)
    assert isinstance(made, Forgery)
    return made


@pytest.mark.parametrize(
    "kind",
    ["other_winner", "dropped_line", "other_rules", "other_bytes", "other_round", "whole_again"],
)
def test_a_forgery_is_refused_at_its_step(
    kind: str, true: dict[str, Any], verifier: Verifier
) -> None:
    forgery = forge(kind, true)
    seal = seal_of(true["commitment"])
    path = verifier.write("forged.json", forgery.content)
    verifier.must_refuse(path, forgery.refused_at, "--seal", seal)


def test_only_the_seal_tells_a_draw_that_was_computed_again(
    true: dict[str, Any], verifier: Verifier
) -> None:
    path = verifier.write("forged.json", forging.whole_again(true).content)
    verdict = verifier.run(path)
    assert verdict.code == 0
    assert "Not checked: that this list was published before the draw" in verdict.output


def test_the_true_certificate_holds(true: dict[str, Any], verifier: Verifier) -> None:
    path = verifier.write("certificate.json", rfc8785.dumps(true))
    verifier.must_hold(path, "--seal", seal_of(true["commitment"]))


def test_a_verdict_that_is_not_the_expected_one_is_an_error(
    true: dict[str, Any], verifier: Verifier
) -> None:
    path = verifier.write("certificate.json", rfc8785.dumps(true))
    with pytest.raises(Unexpected, match=r"certificate\.json must be refused at seal"):
        verifier.must_refuse(path, "seal")
    with pytest.raises(Unexpected, match="a step was left out"):
        verifier.must_hold(path)
