"""One address, asked of every service that keeps people: what it has, takes out or erases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.questions import Question, Services
from shared.assembly.house import Service
from shared.auth import Caller

VERBS = ("find", "export", "erase")
# Whom services take for the one who asks: no account of a team.
OPERATOR = "operator"
# Stands where an account would, for somebody who changed what is kept of them.
THE_PERSON = "person"


@dataclass(frozen=True)
class Told:
    """What a service answered for a workspace, or why it did not."""

    workspace_id: str
    service: str
    answer: dict[str, Any] = field(default_factory=dict)
    problem: ServiceProblem | None = None


def ask_everyone(
    services: Services, house: Iterable[Service], callers: Iterable[Caller], verb: str, email: str
) -> Iterator[Told]:
    """Yield what each service says of an address, in the workspace of each caller.

    A service that does not answer stops none of the others.
    """
    asked = [service.name for service in house if service.people]
    for caller in callers:
        for service in asked:
            question = Question(service, "POST", f"/people/{verb}", caller, body={"email": email})
            try:
                answer = services.ask(question).body
            except ServiceProblem as problem:
                yield Told(caller.workspace_id, service, problem=problem)
            else:
                yield Told(caller.workspace_id, service, answer)
