"""Another subject over the same engine: clicks of links, exact after repeats and a rebuild."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from services.insights.engine.domain.counted import Counted
from services.insights.engine.domain.fact import Fact
from services.insights.engine.stores.workspaces import WorkspaceStore
from services.insights.engine.subject import Record, Subject
from services.insights.engine.use_cases.compare_generations import compare_generations
from services.insights.engine.use_cases.prune_generations import prune_generations
from services.insights.engine.use_cases.read_counts import read_counts
from services.insights.subjects.contests import Contests
from shared.bus import Outgoing
from shared.consumer import Handlers, Received, Together
from tests.insights.events import envelope, life, opened, recount
from tests.insights.site import Site

TOPIC = "influencers.click"
HOURS = ("2026-03-29T16", "2026-03-29T17")
VERDICTS = ("useful", "repeated", "robot")


class Clicks(Subject):
    """A fact for each click of a link: its verdict, which a later look may change."""

    things = "links"
    topics = (TOPIC,)
    counted = Counted("link", prefix="clicks_")

    def handlers(self, record: Record, workspaces: WorkspaceStore) -> Handlers:
        judged = Together(lambda events: record([_fact(event) for event in events]))
        return {"kermesse.influencers.click.judged.v1": judged}

    def figures(self, workspace: str, thing: str) -> Counter[tuple[str, str]]:
        """Return how many clicks of a link have each verdict, by hour."""
        found = Counter[tuple[str, str]]()
        for row in read_counts(workspace_id=workspace, about=thing, counts=self.counts):
            found.update({(row.bucket.hour, verdict): n for verdict, n in row.counts.items() if n})
        return found


def _fact(event: Received) -> Fact:
    data = event.data
    return Fact(
        event.key, event.workspace_id, data["link"], event.sequence, data["source"],
        data["verdict"], data["hour"],
    )  # fmt: skip


class Again(Clicks):
    """A subject that reads what another one reads."""

    counted = Counted("link", prefix="again_")


@dataclass(frozen=True)
class Click:
    """One event of a click's life."""

    id: str
    sequence: int
    link: str
    hour: str
    verdict: str

    def message(self) -> Outgoing:
        """Return it as the relay publishes it."""
        data = {"link": self.link, "hour": self.hour, "verdict": self.verdict, "source": "paris"}
        kind = "kermesse.influencers.click.judged.v1"
        return envelope(TOPIC, kind, self.id, self.sequence, data)


def clicks(many: int) -> list[Click]:
    """Return clicks of two links; each third one was judged twice."""
    dice, made = random.Random(7), list[Click]()
    for number in range(many):
        link, hour = f"l{number % 2}", dice.choice(HOURS)
        for sequence in range(1, 3 if number % 3 else 2):
            verdict = dice.choice(VERDICTS)
            made.append(Click(f"click-{number}", sequence, link, hour, verdict))
    return made


def by_hand(happened: Sequence[Click], link: str) -> Counter[tuple[str, str]]:
    """Count the last verdict of each click of a link."""
    last: dict[str, Click] = {}
    for click in happened:
        if click.id not in last or click.sequence > last[click.id].sequence:
            last[click.id] = click
    return Counter((one.hour, one.verdict) for one in last.values() if one.link == link)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path, (Contests, Clicks))
    yield made
    made.close()


def shown(site: Site, link: str) -> Counter[tuple[str, str]]:
    site.clock.advance(seconds=1)
    return site.web.serving.part(Clicks).figures("lumen", link)


def test_figures_are_exact_after_repeats_a_count_and_a_rebuild(site: Site) -> None:
    worker, happened = site.worker(), clicks(60)
    late = random.Random(11).choices(happened, k=80)
    entries = life("a", ["submitted", "confirmed"], HOURS[0], "letter")
    site.publish([opened(), *(one.message() for one in [*entries, *happened, *late])])
    site.drain(worker)
    expected = {link: by_hand(happened, link) for link in ("l0", "l1")}
    assert sum(expected["l0"].values()) + sum(expected["l1"].values()) == 60
    assert {link: shown(site, link) for link in expected} == expected
    site.count(worker)
    assert site.web.serving.part(Clicks).counts.facts.open_buckets("lumen", "l0") == []
    assert {link: shown(site, link) for link in expected} == expected
    assert site.rebuilt() == 1 + len(entries) + len(happened) + len(late)
    assert {link: shown(site, link) for link in expected} == expected
    assert site.figures() == recount(entries)


def test_generations_are_compared_and_pruned_subject_by_subject(site: Site) -> None:
    worker, happened = site.worker(), clicks(12)
    site.publish([opened(), *(one.message() for one in happened)])
    site.drain(worker)
    site.rebuilt()
    one, other = site.web.serving.opened(1), site.web.serving.opened(2)
    one.part(Clicks).counts.facts.collection.delete("lumen", {"_id": "click-1"})
    contests, links = compare_generations(workspaces=["lumen"], one=one, other=other)
    assert (contests.things, contests.known, contests.different) == ("contests", (1, 1), [])
    assert (links.things, links.known, links.different) == ("links", (2, 2), ["l1"])
    assert links.facts == (11, 12)
    site.clock.advance(seconds=11)
    prune_generations(
        pointer=site.web.pointer,
        workspaces=site.web.workspaces,
        opened=site.web.serving.opened,
        clock=site.clock,
    )
    assert list(one.part(Clicks).known("lumen")) == []
    assert shown(site, "l1") == by_hand(happened, "l1")


def test_two_subjects_that_read_one_event_are_refused_at_the_start(tmp_path: Path) -> None:
    site = Site(tmp_path, (Clicks, Again))
    try:
        with pytest.raises(ValueError, match=r"two subjects read kermesse\.influencers\.click"):
            site.worker()
    finally:
        site.close()
