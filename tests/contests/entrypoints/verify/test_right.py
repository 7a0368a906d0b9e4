"""What the single-file verifier lets pass, and what it says of it."""

import io

import pytest

from services.contests.domain.draw import (
    amend,
    canonical,
    frozen_rules,
    seal_of,
)
from services.contests.entrypoints import verify as verifier
from tests.contests.certificates import (
    CONFIRMED_AT,
    certificate,
    quicknet_certificate,
    settings,
)
from tests.contests.verifying import NOT_SEALED, check, refused_at

TRUE = certificate()
SEAL = seal_of(TRUE["commitment"])


def test_a_true_certificate_passes_and_says_what_was_not_checked():
    code, lines = check(TRUE)
    assert (code, lines[-1]) == (0, NOT_SEALED)


def test_with_its_seal_it_passes_whole():
    code, lines = check(TRUE, SEAL)
    assert code == 0
    assert lines[-1].endswith("this list is the one published under the seal given.")
    steps = [line.split()[1] for line in lines if line.startswith("ok")]
    assert steps == list(verifier.STEPS)


def test_a_draw_on_the_test_chain_says_that_it_proves_nothing_to_the_public():
    _, lines = check(TRUE, SEAL)
    assert "- test beacon: no public proof" in lines
    assert any(line.startswith("ok        signature  right, but test beacon") for line in lines)


def test_a_draw_on_quicknet_passes_without_that_reserve():
    drawn = quicknet_certificate()
    code, lines = check(drawn, seal_of(drawn["commitment"]))
    assert code == 0
    assert "test beacon" not in "\n".join(lines)


@pytest.mark.parametrize("lines", [[], ["e-0001|1"]])
def test_a_draw_with_hardly_anyone_passes(lines):
    assert refused_at(check(certificate(lines=lines))) is None


def test_a_draw_whose_rules_were_amended_passes():
    rules = amend(frozen_rules(settings()), "alternates", 1, reason="fewer", at=CONFIRMED_AT)
    rules = amend(rules, "draw_at", "2026-03-30T16:00:00.000Z", reason="late", at=CONFIRMED_AT)
    drawn = certificate(rules)
    assert refused_at(check(drawn)) is None
    assert len(drawn["alternates"]) == 1


def test_every_step_says_what_it_proves_in_french_too(tmp_path):
    path = tmp_path / "certificate.json"
    path.write_bytes(canonical(TRUE))
    out = io.StringIO()
    assert verifier.verify(str(path), out=out, lang="fr") == 0
    assert out.getvalue().splitlines()[-1].startswith("Le calcul est juste. Non vérifié")


def test_a_name_cannot_steer_the_terminal():
    prizes = [{"name": "\x1b[2Jbook\u202e", "count": 1}]
    _, lines = check(certificate(frozen_rules(settings(prizes=prizes))))
    assert "\x1b" not in "\n".join(lines)
    assert any(line.endswith("?[2Jbook?") for line in lines)


def test_a_name_keeps_the_spaces_that_french_does_not_break():
    prizes = [{"name": "Bon de 10\u00a0€\u202f: «\u00a0hiver\u00a0»", "count": 1}]
    _, lines = check(certificate(frozen_rules(settings(prizes=prizes))))
    assert any(line.endswith(prizes[0]["name"]) for line in lines)
