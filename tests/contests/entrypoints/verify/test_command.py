"""The verifier as anyone runs it: a file by itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from services.contests.domain.draw import (
    canonical,
    frozen_rules,
    seal_of,
)
from services.contests.entrypoints import verify as verifier
from stack.beacon import sign_round
from tests.contests.certificates import (
    certificate,
    receipt,
    settings,
    with_digest,
)
from tests.contests.naive import redrawn
from tests.contests.outcomes import exhausted
from tests.contests.verifying import NOT_SEALED

pytestmark = pytest.mark.slow

TRUE = certificate()
OUTCOME = exhausted(TRUE)
SEAL = seal_of(TRUE["commitment"])


def run_alone(*arguments, bare=False):
    """Run the file by itself; `bare` without any installed package."""
    command = [sys.executable, "-I", *(["-S"] if bare else []), verifier.__file__, *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, cwd=os.sep, check=False
    )


@pytest.fixture
def saved(tmp_path):
    def save(value, name="certificate.json") -> str:
        Path(tmp_path / name).write_bytes(canonical(value))
        return str(tmp_path / name)

    return save


def test_the_file_runs_by_itself(saved):
    done = run_alone(saved(TRUE))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == NOT_SEALED


def test_the_file_runs_by_itself_with_seal_receipt_and_outcome(saved):
    files = [saved(TRUE), "--receipt", saved(receipt(), "r"), "--outcome", saved(OUTCOME, "o")]
    done = run_alone(*files, "--seal", SEAL.upper())
    assert (done.returncode, done.stderr) == (0, "")
    assert "published under the seal given" in done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({"winners": TRUE["winners"][::-1]}, "ranks"),
        ({"list": [*TRUE["list"], "zz-friend|1"]}, "root"),
        ({"rules": frozen_rules(settings(alternates=3))}, "rules"),
        (redrawn({**TRUE, "signature": sign_round(1).hex()}), "signature"),
    ],
)
def test_the_file_by_itself_refuses_forgeries(saved, change, step):
    done = run_alone(saved(with_digest({**TRUE, **change})), "--seal", SEAL)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == f"Refused at the step: {step}"


def test_without_installed_packages_it_says_what_it_left_out(saved):
    done = run_alone(saved(TRUE), "--seal", SEAL, "--receipt", saved(receipt(), "r"), bare=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "left out  signature  py_ecc is not installed" in done.stdout
    assert "left out  receipt    cryptography is not installed" in done.stdout
    assert done.stdout.endswith("Not checked: that the beacon signed this round.\n")


def test_without_seal_and_packages_the_last_line_names_both_that_were_not_checked(saved):
    done = run_alone(saved(TRUE), bare=True)
    assert done.returncode == 0
    assert done.stdout.endswith(
        "Not checked: that this list was published before the draw, "
        "nor that the beacon signed this round.\n"
    )


def test_without_installed_packages_a_missing_receipt_is_still_missing(saved):
    shown = saved(receipt(ref="e-left-out"), "r")
    done = run_alone(saved(TRUE), "--receipt", shown, bare=True)
    assert done.returncode == 1
    assert "MISSING: show this receipt" in done.stdout


def test_in_french_the_words_that_the_page_names_are_french(saved):
    french = ("--lang", "fr")
    right = run_alone(saved(TRUE), *french, bare=True).stdout
    assert "omis      signature  " in right
    assert "- Ceci ne prouve pas que chaque participation soit une personne." in right
    assert "This does not prove" not in right
    shown = saved(receipt(ref="e-left-out"), "r")
    missing = run_alone(saved(TRUE), *french, "--receipt", shown, bare=True).stdout
    assert "ÉCHEC     receipt    ABSENT : montrez ce reçu. 'e-left-out' n’est pas" in missing


@pytest.mark.parametrize("arguments", [[], ["nowhere.json"], ["x", "--seal", "12"]])
def test_wrong_usage_is_not_a_refusal(arguments):
    assert run_alone(*arguments).returncode == 2
