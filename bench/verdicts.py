"""Verdicts on clicks: judged, stored with their events, and counted, by one worker.

Agents are those of people's phones and, one in five, listed bots; each click has an agent of its
own in one part in ten, so that the list of bots is asked, and one of some hundreds otherwise.
"""

import itertools
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawleruseragents import CRAWLER_USER_AGENTS_DATA

from bench.measure import Amount, Effort, Figure, Result, once, percentile
from bench.servers import Servers
from services.influencers.adapters.agents import KnownAgents
from services.influencers.domain.click import Agent, Visit
from services.influencers.use_cases.click.count import count_clicks
from services.influencers.use_cases.click.judge import judge_clicks
from services.influencers.use_cases.click.read import figures_of_link
from shared.documents import open_database
from shared.ids import RandomIds
from tests.influencers.bureau import WORKSPACE, Bureau, bureau_over
from tests.influencers.people_agents import BROWSERS, IN_APP

COUNT, BATCH, LINKS = 5_000, 100, 200
RATE_TARGET = 2_000.0
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
PEOPLE = (*IN_APP, *BROWSERS)
BOTS = [agent for each in CRAWLER_USER_AGENTS_DATA for agent in each.get("instances", ())]


def run(effort: Effort, _servers: Servers) -> Iterator[Result]:
    """Yield the rates, and how many of the listed bots have no name."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database("influencers", data_dir=folder)
        bureau = bureau_over(database, Path(folder))
        turns = _Turns(bureau, effort.of(COUNT, BATCH))
        judged = [once(turns.judge) for _ in range(effort.runs + 1)][1:]
        rate = sorted(judged)[len(judged) // 2]
        yield Figure("clicks judged and stored", rate, "asked of a worker", RATE_TARGET, 1.0)
        counted = once(turns.count)
        yield Figure("clicks counted", counted, "asked of a worker", RATE_TARGET, 1.0)
        yield _read(bureau)
        database.close()
    known = KnownAgents()
    missed = sum(known.said(agent)[0] is Agent.PERSON for agent in BOTS)
    wrong = sum(known.said(agent)[0] is not Agent.PERSON for agent in PEOPLE)
    beside = f"{missed} of {len(BOTS)}"
    yield Amount("listed bots without a name", missed * 100 / len(BOTS), "%", 1.0, beside=beside)
    yield Amount("people called a bot", float(wrong), f"of {len(PEOPLE)}", 1.0)


class _Turns:
    def __init__(self, bureau: Bureau, count: int) -> None:
        self._bureau, self._count = bureau, count
        self._said = KnownAgents().said
        self._numbers = itertools.count()
        self._ids = RandomIds()
        self._left = 0

    def judge(self) -> int:
        """Judge so many clicks in batches."""
        for _ in range(self._count // BATCH):
            visits = [self._visit(next(self._numbers)) for _ in range(BATCH)]
            judge_clicks(self._bureau.context, self._said, visits)
        self._left += self._count
        return self._count

    def count(self) -> int:
        """Count all that waits."""
        while self._bureau.context.stores.clicks.uncounted(WORKSPACE, 1):
            count_clicks(self._bureau.context, workspace=WORKSPACE)
        return self._left

    def _visit(self, number: int) -> Visit:
        of = BOTS if number % 5 == 0 else PEOPLE
        own = f" {number}" if number % 10 == 1 else ""
        return Visit(
            id=self._ids.ulid(),
            workspace_id=WORKSPACE,
            link_id=f"l-{number % LINKS}",
            at=START + timedelta(milliseconds=number),
            trigger="link",
            agent=of[number % len(of)] + own,
            network="203.0.113.0/24",
            mark=f"m-{number % 50_000}",
            program_id="p-1",
            partner_id=f"a-{number % LINKS}",
        )


def _read(bureau: Bureau) -> Amount:
    rounds = range(200)
    seconds = sorted(1 / once(lambda n=n: _figures(bureau, n)) for n in rounds)  # type: ignore[misc]
    return Amount("figures of a link, read, p95", percentile(seconds, 95) * 1000, "ms", 200.0)


def _figures(bureau: Bureau, number: int) -> int:
    figures_of_link(bureau.context, workspace=WORKSPACE, link=f"l-{number % LINKS}")
    return 1
