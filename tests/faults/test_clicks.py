"""Each answered click is stored once, whoever is killed while people follow links."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shared.bus import Message, open_bus
from shared.cloudevents import received
from stack.programs import service_environ
from tests.faults.visitors import Visitors, open_links
from tests.harness.servers import embedded
from tests.harness.site import Site, open_site
from tests.harness.waiting import until

pytestmark = [pytest.mark.faults, pytest.mark.processes, pytest.mark.timeout(200)]
KILLED = ("gateway-web", "gateway-clicks")
TIMES, PEOPLE = 5, 4
ABSENT = (
    *("contests-web", "contests-worker", "insights-web", "insights-worker"),
    *("influencers-web", "influencers-worker", "gateway-worker", "standins"),
)


def test_each_answered_click_is_shipped_once_under_its_id(
    tmp_path: Path, tell: Callable[[str], None]
) -> None:
    with open_site(tmp_path, embedded(), without=ABSENT) as site:
        open_links(site)
        visitors = Visitors(site, PEOPLE)
        with visitors.following():
            for number in range(TIMES * len(KILLED)):
                seen = len(visitors.answered)
                until(lambda seen=seen: len(visitors.answered) > seen + 30, 30, "visits")
                name = KILLED[number % len(KILLED)]
                site.wait_back(name, site.kill(name))
        told = Told(site)
        until(lambda: told.so_far() >= visitors.answered, 30, "every answered click on the bus")
        # What was written without an answer comes too.
        until(lambda: (told.so_far(), not told.came)[1], 30, "the last click")
    most = PEOPLE * TIMES
    unanswered = told.agents - visitors.answered
    tell(
        f"{len(visitors.answered)} clicks answered, {len(told.agents)} on the bus, "
        f"{told.again} came again under their ids"
    )
    assert visitors.answered <= told.agents
    assert len(unanswered) <= most
    assert [agent for agent, ids in told.ids.items() if len(ids) != 1] == []


class Told:
    """What is on the topic, by what each visitor says of itself."""

    def __init__(self, site: Site) -> None:
        given = service_environ(site.layout, "gateway")
        bus = open_bus(
            kafka_bootstrap=given.get("KERMESSE_KAFKA_BOOTSTRAP", ""),
            data_dir=given["KERMESSE_DATA_DIR"],
            topic_prefix=given["KERMESSE_TOPIC_PREFIX"],
        )
        self._subscription = bus.subscribe("proof", ["gateway.click"])
        self.ids: dict[str, set[str]] = {}
        self.came = 0
        self.messages = 0

    def so_far(self) -> set[str]:
        """Read on; return the agents that were heard of."""
        found: list[Message] = self._subscription.poll(0.5, 500)
        self.came = len(found)
        self.messages += len(found)
        for event in map(received, found):
            self.ids.setdefault(event.data["agent"], set()).add(event.id)
        return self.agents

    @property
    def agents(self) -> set[str]:
        return set(self.ids)

    @property
    def again(self) -> int:
        return self.messages - sum(len(ids) for ids in self.ids.values())
