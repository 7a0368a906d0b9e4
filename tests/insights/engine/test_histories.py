"""Any history, however repeated, reordered and interrupted, gives the figures of a recount."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.insights.bootstrap import Worker
from services.insights.engine.stores.counts import Counts
from services.insights.engine.use_cases.tally_bucket import tally_bucket
from services.insights.subjects.contests import Contests
from shared.bus import TopicPartition
from tests.insights.events import Happening, life, opened, recount
from tests.insights.site import WAIT, Site

pytestmark = pytest.mark.slow

LIVES = (
    ("refused",),
    ("submitted",),
    ("submitted", "lapsed"),
    ("submitted", "confirmed"),
    ("submitted", "withdrawn"),
    ("submitted", "confirmed", "withdrawn"),
    ("submitted", "confirmed", "excluded", "reinstated"),
    ("submitted", "confirmed", "excluded", "reinstated", "excluded"),
)
HOURS = ("2026-03-29T16", "2026-03-29T17")
SOURCES = ("", "letter", "po:st er")


@st.composite
def deliveries(draw: st.DrawFn) -> list[Happening]:
    """Return events as a relay may publish them: entries in any order among each other.

    Events of one entry first come in their order, each up to five times; some come again later.
    """
    waiting = []
    for number in range(draw(st.integers(1, 6))):
        verbs = draw(st.sampled_from(LIVES))
        hour, source = draw(st.sampled_from(HOURS)), draw(st.sampled_from(SOURCES))
        waiting.append(life(f"e{number}", verbs, hour, source))
    delivered: list[Happening] = []
    while waiting:
        one = draw(st.sampled_from(waiting))
        happening = one.pop(0)
        waiting = [each for each in waiting if each]
        delivered += [happening] * draw(st.integers(1, 5))
        delivered += draw(st.lists(st.sampled_from(delivered), max_size=2))
    return delivered


class Killed(BaseException):
    """The process is no more."""


class Fragile:
    """Passes every call on, until its owner has made `left` of them."""

    def __init__(self, inner: Any, left: list[int]) -> None:
        self._inner, self._left = inner, left

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            self._left[0] -= 1
            if self._left[0] < 0:
                raise Killed
            return getattr(self._inner, name)(*given)

        return call


class Forgetful:
    """A member of a group that is killed after its work, before its commit."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        """Die."""
        raise Killed


class Reader:
    """The worker of a site, which can be killed and started again."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.work: Worker = site.worker()

    def read(self) -> None:
        """Read a batch."""
        self.work.following.consume(WAIT)

    def read_and_die(self) -> None:
        """Read a batch and be killed before the commit; another takes over."""
        bus = self.work.bus
        subscribe = bus.subscribe
        members: list[Any] = []

        def forgetful(group: str, topics: Sequence[str]) -> Any:
            members.append(subscribe(group, topics))
            return Forgetful(members[0])

        self.work.following.close()
        bus.subscribe = forgetful  # type: ignore[method-assign]
        try:
            self.work.following.consume(WAIT)
        except Killed:
            pass
        finally:
            bus.subscribe = subscribe  # type: ignore[method-assign]
        for member in members:
            member.close()
        self.work = self.site.worker()

    def count(self) -> None:
        """Count all that is due."""
        self.site.count(self.work)

    def count_and_die(self, calls: int) -> None:
        """Begin to count a bucket that is due, and be killed after some calls."""
        self.site.clock.advance(minutes=5)
        counts = self.counts()
        claimed = counts.tallies.collection.claim_due(self.site.clock.now(), self.site.lease)
        left = [calls]
        facts: Any = Fragile(counts.facts, left)
        tallies: Any = Fragile(counts.tallies, left)
        try:
            if claimed:
                tally = counts.tallies.claimed(claimed)
                tally_bucket(tally=tally, facts=facts, tallies=tallies)
        except Killed:
            pass

    def counts(self) -> Counts:
        """Return what is counted in the generation that is served."""
        return self.work.stores.serving.part(Contests).counts


# How many events are published, how they are read, and how many calls a counting then makes:
# 0 is none, and after `COMPLETE` it is not killed.
COMPLETE = 5
TURNS = st.tuples(
    st.integers(0, 8), st.sampled_from(["read", "read_and_die"]), st.integers(0, COMPLETE)
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(delivered=deliveries(), turns=st.lists(TURNS, max_size=6))
def test_figures_equal_a_recount_whatever_happens_on_the_way(
    tmp_path_factory: pytest.TempPathFactory,
    delivered: list[Happening],
    turns: list[tuple[int, str, int]],
) -> None:
    site = Site(tmp_path_factory.mktemp("histories"))
    try:
        check(site, delivered, turns)
    finally:
        site.close()


def check(site: Site, delivered: list[Happening], turns: list[tuple[int, str, int]]) -> None:
    """Publish, read and count as the turns say, then all that is left; compare with a recount."""
    site.publish([opened()])
    reader, rest = Reader(site), list(delivered)
    for many, reading, calls in turns:
        now, rest = rest[:many], rest[many:]
        site.publish(one.message() for one in now)
        getattr(reader, reading)()
        if calls == COMPLETE:
            reader.count()
        elif calls:
            reader.count_and_die(calls)
    site.publish(one.message() for one in rest)
    site.drain(reader.work)
    expected = recount(delivered)
    assert site.figures() == expected
    reader.count()
    assert reader.counts().facts.open_buckets("lumen", "c1") == []
    assert site.figures() == expected
    site.rebuilt()
    assert site.figures() == expected
