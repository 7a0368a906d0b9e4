"""One address is asked of every service that keeps people, and of no other."""

from dataclasses import dataclass, field
from typing import Any

from services.gateway.kit.people import Told, ask_everyone
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.questions import Answer, Question, Streamed
from shared.assembly.house import Service
from shared.auth import Caller

HOUSE = (Service("contests", people=True), Service("insights"), Service("live", people=True))
CALLERS = [Caller("operator", each, frozenset({"owner"}), "r-1") for each in ("lumen", "autre")]


@dataclass
class Answering:
    """Services that answer their name and workspace; some are away."""

    away: tuple[str, ...] = ()
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        if question.service in self.away:
            raise ServiceProblem(503, "unavailable")
        return Answer(200, {"items": [question.service, question.caller.workspace_id]})

    def stream(self, question: Question, raw: bytes | None = None) -> Streamed:
        raise NotImplementedError


def told(services: Answering, verb: str = "find") -> list[Told]:
    return list(ask_everyone(services, HOUSE, CALLERS, verb, "ana@example.org"))


def said(found: list[Told]) -> list[Any]:
    return [each.answer.get("items") for each in found]


def test_each_service_that_keeps_people_is_asked_for_each_workspace() -> None:
    assert said(told(Answering())) == [
        ["contests", "lumen"],
        ["live", "lumen"],
        ["contests", "autre"],
        ["live", "autre"],
    ]


def test_the_address_stands_in_the_body_alone() -> None:
    services = Answering()
    told(services, "erase")
    assert {each.path for each in services.asked} == {"/people/erase"}
    assert all(each.body == {"email": "ana@example.org"} for each in services.asked)
    assert not any(each.query or each.headers for each in services.asked)


def test_a_service_that_is_away_stops_none_of_the_others() -> None:
    found = told(Answering(away=("contests",)))
    assert said(found) == [None, ["live", "lumen"], None, ["live", "autre"]]
    assert [each.service for each in found if each.problem] == ["contests", "contests"]
