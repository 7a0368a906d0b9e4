"""Certificates, seals, lists, outcomes and receipts of earlier code are served and verify."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kept import stored
from tests.kept.environ import environ_of
from tests.kept.opening import contests_application, gateway_application, recomputed
from tests.kept.papering import CONTESTS
from tests.kept.recorded import KEPT, Cut, cut_of, with_team
from tests.kept.serving import Browser, served
from tests.kept.stories.told import STORIES

PAPERS = KEPT / "papers"
# Anyone who downloaded this keeps it.
VERIFIER_OF_THEN = PAPERS / "verify.py"


def end_of(name: str) -> Cut:
    return cut_of(name, "settled")


def receipts_of(name: str) -> list[str]:
    return [
        text
        for letter in end_of(name).letters
        for attached, text in letter["attached"].items()
        if attached.startswith("receipt-")
    ]


@pytest.fixture(params=CONTESTS)
def story(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def browser(story: str, tmp_path: Path) -> Iterator[Browser]:
    end = end_of(story)
    stored.load(with_team(end), tmp_path)
    environ = environ_of(tmp_path, chain=end.chain)
    with served(contests_application(environ)) as address:
        app = gateway_application({**environ, "KERMESSE_CONTESTS_URL": address}, end.at)
        yield Browser(app)


@pytest.mark.slow
def test_the_papers_are_handed_out_as_they_were(story: str, browser: Browser) -> None:
    for paper in sorted((PAPERS / story).iterdir()):
        path = f"/fr/w/{STORIES[story].workspace}/c/{CONTESTS[story]}/{paper.name}"
        answer = browser.get(path)
        assert answer.status_code == 200
        assert answer.data == paper.read_bytes(), paper.name


def test_a_certificate_is_recomputed_by_the_domain(story: str) -> None:
    certificate = (PAPERS / story / "certificate.json").read_bytes()
    assert recomputed(json.loads(certificate)) == certificate


def test_a_seal_is_the_hash_of_its_commitment(story: str) -> None:
    papers = json.loads((PAPERS / story / "commitment.json").read_text())
    text = json.dumps(
        papers["commitment"], sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert hashlib.sha256(text.encode()).hexdigest() == papers["seal"]


@pytest.mark.slow
@pytest.mark.parametrize("verifier", ["kermesse verify", "today's verify.py", "verify.py of then"])
def test_a_draw_verifies_with_seal_receipt_and_outcome(
    story: str, verifier: str, tmp_path: Path
) -> None:
    verified = run(verifier, story, receipts_of(story)[0], tmp_path)
    assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.slow
@pytest.mark.parametrize("verifier", ["kermesse verify", "today's verify.py", "verify.py of then"])
def test_a_receipt_that_says_something_else_is_refused(verifier: str, tmp_path: Path) -> None:
    receipt = json.loads(receipts_of("ordinary")[0])
    forged = json.dumps({**receipt, "weight": receipt["weight"] + 1})
    assert run(verifier, "ordinary", forged, tmp_path).returncode == 1


def run(
    verifier: str, story: str, receipt: str, folder: Path
) -> "subprocess.CompletedProcess[str]":
    root = Path(__file__).parents[2]
    commands = {
        "kermesse verify": ["-m", "stack.cli", "verify"],
        "today's verify.py": ["-I", str(root / "services/contests/entrypoints/verify.py")],
        "verify.py of then": ["-I", str(VERIFIER_OF_THEN)],
    }
    (folder / "receipt.json").write_text(receipt)
    papers = PAPERS / story
    seal = json.loads((papers / "commitment.json").read_text())["seal"]
    files = ["--receipt", str(folder / "receipt.json"), "--outcome", str(papers / "outcome.json")]
    command = [*commands[verifier], str(papers / "certificate.json"), "--seal", seal, *files]
    return subprocess.run(
        [sys.executable, *command], cwd=root, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("story", ["ordinary", "races"])
def test_every_receipt_that_was_mailed_is_of_the_sealed_list_or_of_one_who_left_it(
    story: str,
) -> None:
    lines = json.loads((PAPERS / story / "list.json").read_text())
    listed = [f"{one['ref']}|{one['weight']}" for one in map(json.loads, receipts_of(story))]
    assert set(lines) <= set(listed)
