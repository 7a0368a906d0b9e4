"""What a process knows of links, beside the worker that learns of their changes."""

from datetime import timedelta

import pytest

from services.gateway.products.influencers.domain.link import LinkState
from services.gateway.products.influencers.redirect.following import Following
from services.gateway.products.influencers.redirect.known import KnownLinks
from services.gateway.products.influencers.redirect.warmth import Warmth
from services.gateway.products.influencers.stores.links import LinkStore
from shared.clock import ManualClock
from shared.documents import StoreUnavailable, open_database
from tests.gateway.conftest import NOW, ORIGIN
from tests.gateway.products.influencers.redirect.conftest import link


class Away:
    """A store whose database may be away."""

    def __init__(self, store):
        self.store, self.away, self.asked = store, False, 0

    def __getattr__(self, name):
        def call(*given):
            self.asked += 1
            if self.away:
                raise StoreUnavailable
            return getattr(self.store, name)(*given)

        return call


class Machine:
    """One process: what it knows, what it follows, and clocks that tests move."""

    def __init__(self, folder, **more):
        self.clock, self.seconds, self.folder = ManualClock(NOW), 0.0, folder
        self.store = Away(LinkStore(open_database("gateway", data_dir=str(folder))))
        self.start(**more)

    def start(self, **more):
        self.known = KnownLinks(self.store, ORIGIN, clock=lambda: self.seconds, **more)
        self.following = Following(self.known, self.store, Warmth(self.folder, 10), self.clock)

    def note(self, *links):
        self.store.store.note(links, self.clock.now())

    def leads(self, key):
        known = self.known.find(key)
        return known and known.address

    def look(self):
        """Look as the thread does: what does not answer is told, and raises nothing."""
        self.following._guarded(self.following.look)


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_a_known_link_is_asked_for_once(machine):
    machine.note(link())
    assert [machine.leads("lea") for _ in range(3)] == ["https://shop.example/a"] * 3
    assert machine.store.asked == 1


def test_a_missing_key_is_remembered_for_two_seconds_and_no_longer(machine):
    assert machine.leads("lea") is None
    machine.note(link())
    machine.seconds = 1.9
    assert machine.leads("lea") is None
    machine.seconds = 2.0
    assert machine.leads("lea") == "https://shop.example/a"


def test_a_change_is_seen_at_the_next_look(machine):
    machine.note(link(), link("tom"))
    assert machine.leads("lea") == "https://shop.example/a"
    machine.clock.advance(seconds=3)
    machine.note(link(destination="https://shop.example/b", sequence=2))
    machine.look()
    assert machine.leads("lea") == "https://shop.example/b"


def test_a_change_that_was_noted_a_little_late_is_seen_too(machine):
    machine.note(link())
    machine.leads("lea")
    machine.clock.advance(seconds=60)
    machine.look()
    machine.store.store.note(
        [link(destination="https://shop.example/b", sequence=2)], NOW + timedelta(seconds=56)
    )
    machine.look()
    assert machine.leads("lea") == "https://shop.example/b"


def test_an_older_event_and_a_repeat_change_nothing(machine):
    machine.note(link(destination="https://shop.example/b", sequence=2))
    machine.note(link(), link(destination="https://shop.example/c", sequence=2))
    assert machine.leads("lea") == "https://shop.example/b"


def test_without_a_database_a_known_link_leads_on_and_an_unknown_one_is_not_denied(machine):
    machine.note(link(), link("tom"))
    machine.leads("lea")
    machine.store.away = True
    assert machine.leads("lea") == "https://shop.example/a"
    with pytest.raises(StoreUnavailable):
        machine.leads("tom")
    machine.look()
    asked = machine.store.asked
    with pytest.raises(StoreUnavailable):
        machine.leads("tom")
    assert machine.store.asked == asked, "nobody waits again for what is known to be away"
    machine.store.away = False
    machine.look()
    assert machine.leads("tom") == "https://shop.example/a"


def test_what_is_known_is_bounded(tmp_path):
    machine = Machine(tmp_path, most=3)
    machine.note(*(link(f"k{n}") for n in range(5)))
    for n in range(5):
        machine.leads(f"k{n}")
    assert [each.key for each in machine.known.links()] == ["k2", "k3", "k4"]


def test_a_start_is_warm_though_the_database_is_away(machine):
    ends = NOW + timedelta(days=1)
    machine.note(link(expires_at=ends, state=LinkState.CAPPED, fallback="https://x.example/"))
    machine.leads("lea")
    machine.following.keep()
    before = machine.known.links()
    machine.store.away = True
    machine.start()
    machine.following.begin()
    assert machine.known.links() == before
    assert machine.leads("lea") == "https://shop.example/a"


def test_a_warm_start_asks_again_what_it_finds_on_the_disk(machine):
    machine.note(link())
    machine.leads("lea")
    machine.following.keep()
    machine.clock.advance(days=1)
    machine.note(link(destination="https://shop.example/b", sequence=2))
    machine.start()
    machine.following.begin()
    assert machine.leads("lea") == "https://shop.example/b"


def test_two_processes_keep_what_both_know(tmp_path):
    warmth = Warmth(tmp_path, 3)
    warmth.keep([link("a"), link("b", sequence=2)])
    warmth.keep([link("b"), link("c"), link("d")])
    assert [(each.key, each.sequence) for each in warmth.read()] == [("b", 2), ("c", 1), ("d", 1)]


def test_a_file_that_cannot_be_read_is_a_cold_start(tmp_path):
    (tmp_path / "links.json").write_text('[{"key": ')
    assert Warmth(tmp_path, 3).read() == []
