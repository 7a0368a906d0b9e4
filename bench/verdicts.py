"""Verdicts on clicks: judged, stored with their events, and counted, by one worker.

Agents are those of people's phones and, one in five, listed bots; each click has an agent of its
own in one part in ten, so that the list of bots is asked, and one of some hundreds otherwise.
"""

import itertools
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawleruseragents import CRAWLER_USER_AGENTS_DATA

from bench.measure import Amount, Effort, Figure, Result, once, percentile
from bench.servers import Servers
from services.influencers.adapters.agents import KnownAgents
from services.influencers.domain.click import Agent, Click, Verdict, Visit, counted
from services.influencers.use_cases.click.count import count_clicks
from services.influencers.use_cases.click.judge import judge_clicks
from services.influencers.use_cases.click.read import figures_of_partner, ranking
from shared.documents import open_database
from shared.ids import RandomIds
from tests.influencers.bureau import WORKSPACE, Bureau, bureau_over
from tests.influencers.people_agents import BROWSERS, IN_APP

COUNT, BATCH, LINKS = 5_000, 100, 200
PARTNERS, CLICKS, DAYS, SHOWN = 10_000, 1_000_000, 30, 100
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
        yield from _read(bureau, effort)
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


def _read(bureau: Bureau, effort: Effort) -> Iterator[Result]:
    """Yield how long the ranking of partners and the figures of one of them take to read."""
    program, context = bureau.opened(), bureau.context
    partners = effort.of(PARTNERS)
    shown = [
        bureau.entered(
            name=f"Zoé {chr(97 + n // 26)}{chr(97 + n % 26)}", email=f"z{n}@carnet.example"
        )
        for n in range(min(partners, SHOWN))
    ]
    names = [each.id for each in shown] + [f"a-none-{n}" for n in range(partners - len(shown))]
    for number, partner in enumerate(names, 10**6):
        grown = counted(
            Click(_of_day(program.id, partner, day), Verdict.HUMAN) for day in range(DAYS)
        )
        # Those who are shown are the first of the ranking.
        times = 10 if number < 10**6 + len(shown) else CLICKS // (PARTNERS * DAYS)
        # What is read here alone: the counts of the partner in the program.
        own = {each: counts for each, counts in grown.items() if each.about.startswith("enrolled")}
        for counts in own.values():
            counts[Verdict.HUMAN] *= times
        context.stores.click_counts.add(WORKSPACE, number, own, {})
    bureau.clock.set(START + timedelta(days=DAYS))
    it = {"workspace": WORKSPACE, "program": program.id}
    yield _p95("ranking, a page of 50", lambda _: ranking(context, **it, by="ada"))
    yield _p95(
        "a partner in a program, 30 days",
        lambda n: figures_of_partner(context, **it, partner=shown[n % len(shown)].id),
    )


def _of_day(program: str, partner: str, day: int) -> Visit:
    at = START + timedelta(days=day)
    told = ("link", "", "", "")
    owned = {"program_id": program, "partner_id": partner}
    return Visit(f"c-{partner}-{day}", WORKSPACE, f"l-{partner}", at, *told, **owned)


def _p95(what: str, read: Callable[[int], object]) -> Amount:
    seconds = []
    for number in range(200):
        begin = time.perf_counter()
        read(number)
        seconds.append(time.perf_counter() - begin)
    return Amount(f"{what}, p95", percentile(sorted(seconds), 95) * 1000, "ms", 200.0)
