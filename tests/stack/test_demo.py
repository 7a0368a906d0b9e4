"""The demo plays the whole story, and notices when something is missing."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from stack.driver.stories.contest.people import COUNTED
from stack.programs import ALL
from stack.supervisor import ROOT
from tests.stack.stacks import KERMESSE, clean_environ, of_folder

pytestmark = [pytest.mark.processes, pytest.mark.timeout(240)]
PEOPLE = 30
BY_LINKS = 3 * (PEOPLE // 6)
WAYS = ("transfer", "the stand-in")


def demo(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*KERMESSE, "demo", "--people", str(PEOPLE), *arguments],
        cwd=ROOT,
        env=clean_environ(folder, **settings),
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def summary_of(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "demo" / "summary.json").read_text()))


def check_story(folder: Path, ran: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Check the exit, the files and the figures of a demo that went well."""
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert of_folder(folder) == []
    summary = summary_of(folder)
    figures = summary["figures"]
    assert figures["forms taken"] == PEOPLE + 1
    assert figures["entries confirmed"] == PEOPLE
    assert figures["in the sealed list"] == PEOPLE - 1
    refused = [count for name, count in figures.items() if name.startswith("refused, ")]
    assert refused == [1] * len(COUNTED)
    check_partners(figures)
    content = (folder / "demo" / "certificate.json").read_bytes()
    certificate = json.loads(content)
    assert certificate["digest"] == figures["certificate"]
    assert len(certificate["list"]) == PEOPLE - 1
    seal = (folder / "demo" / "seal.txt").read_text().strip()
    assert seal == figures["seal"]
    assert re.fullmatch("[0-9a-f]{64}", seal)
    return summary


def check_partners(figures: dict[str, Any]) -> None:
    """Check what partners brought and earned: five entries each at 1.50 EUR, 12.5 % of sales."""
    assert figures["entries by partners' links"] == BY_LINKS
    assert figures["of these taken out by the team"] == 1
    clicks = {name.removeprefix("clicks, "): figures[name] for name in figures if "clicks" in name}
    once = dict.fromkeys(("bot", "duplicate", "preview", "scanner"), 3)
    assert clicks == once | {"human": BY_LINKS + 3}
    by_entries = cents(figures["commissions for entries"])
    assert by_entries == 150 * (BY_LINKS - 1)
    # 80.00 and 40.00 by one, 120.00 less 40.00 by another, 60.00 by the third: kept back.
    assert cents(figures["commissions"]) == by_entries + 1000 + 500 + 1000 + 750
    assert (cents(figures["held"]), cents(figures["carried to the next payout"])) == (750, 500)
    # Five entries and 15.00 of sales each; one of the entries may be the one that was taken out.
    assert {cents(figures[f"paid by {way}"]) for way in WAYS} <= {2250, 2100}


def cents(text: str) -> int:
    """Return the cents of « 12.50 EUR »."""
    return int(text.removesuffix(" EUR").replace(".", ""))


def test_the_whole_story_goes_well(tmp_path: Path) -> None:
    summary = check_story(tmp_path, demo(tmp_path))
    assert {"bus.sqlite"} < set(summary["sqlite_files"])
    assert summary["kafka"] is None
    seal = (tmp_path / "demo" / "seal.txt").read_text().strip()
    ran = subprocess.run(
        [*KERMESSE, "verify", str(tmp_path / "demo" / "certificate.json"), "--seal", seal],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout


@pytest.mark.kafka
@pytest.mark.mongo
def test_the_whole_story_goes_well_on_real_servers(
    tmp_path: Path, kafka_bootstrap: str, mongo_url: str
) -> None:
    given = {"KERMESSE_KAFKA_BOOTSTRAP": kafka_bootstrap, "KERMESSE_MONGO_URL": mongo_url}
    summary = check_story(tmp_path, demo(tmp_path, **given))
    # The payment stand-in keeps its book in a file of its own, whatever the product stands on.
    assert summary["sqlite_files"] == ["payments.sqlite"]
    assert summary["kafka"]["cluster_id"]
    ends = summary["kafka"]["end_offsets"]
    assert sum(end for name, end in ends.items() if "contests.entry" in name) > 2 * PEOPLE
    documents = summary["mongo"]["documents"]
    (entries,) = [count for name, count in documents.items() if name.endswith("contests.entries")]
    assert entries == PEOPLE + 1
    assert documents[next(name for name in documents if name.endswith("influencers.links"))] == 3


@pytest.mark.parametrize("name", ALL)
def test_a_process_that_is_left_out_fails_the_demo_at_a_named_step(
    name: str, tmp_path: Path
) -> None:
    ran = demo(tmp_path, "--without", name)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "kermesse: Step “" in ran.stderr
    assert of_folder(tmp_path) == []
    assert not (tmp_path / "demo" / "summary.json").exists()
