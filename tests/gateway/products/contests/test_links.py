"""Every link of the team's pages leads to something that its reader may open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from services.contests.domain.entry import ExclusionReason
from services.contests.use_cases.contest.cancel import cancel_contest
from services.contests.use_cases.contest.create import create_contest
from services.contests.use_cases.entry.exclude import exclude_entry
from services.gateway.kit.parts import KEY
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.questions import Answer, Question, Streamed
from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE, World
from tests.gateway.conftest import Browser
from tests.gateway.products.contests.public.conftest import (  # noqa: F401 - fixtures
    ASKED,
    Fair,
    fair,
    world,
)

# Pages of another product, whose service is away here too.
ELSEWHERE = ("links", "partners", "payouts", "programs")


@dataclass
class ContestsAlone:
    """Services of which all others are away."""

    inner: Any

    def ask(self, question: Question) -> Answer:
        """Answer for contests."""
        if question.service != "contests":
            raise ServiceProblem(503, "unavailable")
        return self.inner.ask(question)

    def stream(self, question: Question, raw: bytes | None = None) -> Streamed:
        """Answer for contests."""
        return self.inner.stream(question, raw)


def _lived_in(world: World) -> None:  # noqa: F811
    """Make a contest of each state, with entries and winners of each kind."""
    context = world.context
    world.drawn(5, **ASKED)
    Pump(world).run()
    late = world.clock.now()
    world.clock.set(world.clock.now().replace(day=20, hour=10))
    opened = world.opened(**ASKED)
    first, *_ = world.entered(opened, 3)
    exclude_entry(
        context,
        workspace=WORKSPACE,
        contest=opened.id,
        entry=first.id,
        reason=ExclusionReason.FRAUD,
        by="ada",
    )
    world.submitted(opened, 9)
    create_contest(context, workspace=WORKSPACE, settings={}, texts={})
    off = world.opened(**ASKED)
    cancel_contest(context, workspace=WORKSPACE, contest=off.id, reason="Rain.")
    world.clock.set(late)


def _links(browser: Browser, start: str) -> Iterator[tuple[str, str, int]]:
    """Yield (page, link, status) of every link that can be reached."""
    seen, waiting = {start}, [("", start)]
    while waiting:
        page, link = waiting.pop()
        answer = browser.get(link)
        yield page, link, answer.status_code
        if answer.mimetype != "text/html" or answer.location:
            continue
        for each in BeautifulSoup(answer.text, "html.parser").select("a[href]"):
            parts = urlsplit(str(each["href"]))
            found = parts._replace(fragment="").geturl()
            if not set(parts.path.split("/")[2:3]).isdisjoint(ELSEWHERE):
                continue
            if not parts.netloc and not parts.scheme and parts.path and found not in seen:
                seen.add(found)
                waiting.append((link, found))


@pytest.mark.parametrize("role", ["owner", "moderator", "analyst"])
def test_no_link_leads_where_its_reader_may_not_go(fair: Fair, role: str) -> None:  # noqa: F811
    _lived_in(fair.world)
    parts = fair.gateway.app.extensions[KEY]
    fair.gateway.app.extensions[KEY] = replace(parts, services=ContestsAlone(parts.services))
    browser = fair.gateway.signed_in(role)
    walked = list(_links(browser, "/en/contests"))
    assert len(walked) > 40
    assert [each for each in walked if each[2] not in (200, 303)] == []
