"""The command about one address: what it prints, of whom, and with which code it ends."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from services.gateway.accounts.domain.account import Account
from services.gateway.accounts.domain.workspace import Workspace
from services.gateway.accounts.stores import Stores, open_stores
from services.gateway.bootstrap.people import People
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.questions import Answer, Question, Streamed
from services.gateway.people import NOBODY, run
from shared.documents import open_database
from shared.ids import SeededIds
from tests.gateway.conftest import NOW

ANA = "ana@example.org"
ENTRY = {
    "kind": "entry",
    "name": "e-0123456789abcdef",
    "where": "Summer draw",
    "state": "confirmed",
    "notes": ["its line is in the sealed list"],
}


@dataclass
class Contests:
    """A service that knows Ana in one workspace; the others know nobody."""

    problem: ServiceProblem | None = None
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        if question.service != "contests":
            return Answer(200, {"items": []})
        self.asked.append(question)
        if self.problem is not None:
            raise self.problem
        knows = question.caller.workspace_id == "lumen" and question.body == {"email": ANA}
        if question.path == "/people/export":
            return Answer(200, {"entries": [{"email": ANA}] if knows else [], "newsletter": []})
        return Answer(200, {"items": [ENTRY] if knows else []})

    def stream(self, question: Question, raw: bytes | None = None) -> Streamed:
        raise NotImplementedError


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    opened = open_stores(open_database("gateway", data_dir=str(tmp_path)))
    for name in ("autre", "lumen"):
        opened.workspaces.add(Workspace(name, name.title()))
    yield opened
    opened.database.close()


def ended(stores: Stores, services: Contests, verb: str, address: str = ANA, **more: Any) -> int:
    given = {"workspace": "", "yes": True, **more}
    arguments = argparse.Namespace(verb=verb, address=address, **given)
    return run(People(stores, services, SeededIds(1)), arguments)


def test_what_is_kept_is_said_line_by_line(
    stores: Stores, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(stores, Contests(), "find") == 0
    assert capsys.readouterr().out.splitlines() == [
        "lumen: entry e-0123456789abcdef, Summer draw, confirmed; its line is in the sealed list"
    ]


def test_of_whom_nothing_is_kept_it_says_so(
    stores: Stores, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(stores, Contests(), "find", "eva@example.org") == 0
    assert capsys.readouterr().out.strip() == NOBODY


def test_a_colleague_is_named_and_stays(stores: Stores, capsys: pytest.CaptureFixture[str]) -> None:
    stores.accounts.add(Account("a-1", "lumen", ANA, "hash", "owner", NOW), [])
    assert ended(stores, Contests(), "erase") == 0
    said = capsys.readouterr().out
    assert "lumen: account of the team, owner; it signs in to the console, and stays" in said
    assert stores.accounts.by_email(ANA) is not None


def test_a_copy_is_json_of_each_workspace_that_knows_the_address(
    stores: Stores, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(stores, Contests(), "export") == 0
    assert json.loads(capsys.readouterr().out) == {
        "lumen": {"contests": {"entries": [{"email": ANA}], "newsletter": []}}
    }


def test_one_workspace_alone_is_asked_where_it_is_named(stores: Stores) -> None:
    services = Contests()
    assert ended(stores, services, "find", workspace="autre") == 0
    assert [each.caller.workspace_id for each in services.asked] == ["autre"]


def test_an_unknown_workspace_is_named_and_nobody_is_asked(
    stores: Stores, capsys: pytest.CaptureFixture[str]
) -> None:
    services = Contests()
    assert ended(stores, services, "erase", workspace="typo") == 1
    assert "there is no workspace typo" in capsys.readouterr().err
    assert services.asked == []


def test_nothing_is_erased_by_a_script_that_does_not_say_yes(
    stores: Stores, capsys: pytest.CaptureFixture[str]
) -> None:
    services = Contests()
    assert ended(stores, services, "erase", yes=False) == 1
    assert "give --yes" in capsys.readouterr().err
    assert services.asked == []


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (ServiceProblem(503, "unavailable"), "it does not answer. Nothing is lost"),
        (ServiceProblem(422, "invalid"), "this is no e-mail address"),
    ],
)
def test_a_service_that_did_not_do_it_is_named(
    stores: Stores, capsys: pytest.CaptureFixture[str], problem: ServiceProblem, said: str
) -> None:
    assert ended(stores, Contests(problem), "erase") == 1
    told = capsys.readouterr()
    assert f"contests, lumen: {said}" in told.err
    assert NOBODY not in told.out
