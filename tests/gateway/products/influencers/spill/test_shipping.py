"""Clicks from the files of web processes to the bus, whoever dies on the way."""

import json
from datetime import UTC, datetime

import pytest

from services.gateway.products.influencers.domain.click import CLICK_TOPIC
from services.gateway.products.influencers.spill.shipping import Shipper
from services.gateway.products.influencers.spill.writing import Spill
from shared.bus import BusUnavailable, Topic
from shared.bus.embedded import EmbeddedBus
from shared.cloudevents import received
from shared.ids import RandomIds

LUMEN, OTHER = "maison-lumen", "other-house"
AT = "2026-03-29T16:00:00.000Z"


def line(number: int) -> bytes:
    """Return click number `number` as it is written."""
    click = {
        "click_id": f"c{number:025d}",
        "workspace_id": LUMEN,
        "link_id": f"l-{number % 3}",
        "key": "lea",
        "at": AT,
        "trigger": "link",
        "agent": "a browser",
        "network": "203.0.113.0/24",
        "mark": "m",
        "method_seen": "GET",
        "referrer": "",
    }
    return json.dumps(click).encode() + b"\n"


class Broker:
    """Hears what is published; may be away, or answer only so many of a batch."""

    def __init__(self):
        self.heard, self.away, self.answers = [], False, None

    def __call__(self, batch):
        if self.away:
            raise BusUnavailable("away")
        taken = batch if self.answers is None else batch[: self.answers]
        self.heard += [dict(each.headers)["ce_id"].decode() for each in taken]
        return [each in taken for each in batch]


@pytest.fixture
def broker():
    return Broker()


@pytest.fixture
def spill(tmp_path):
    return Spill(tmp_path, RandomIds().ulid, file_bytes=10_000)


def write(spill, numbers):
    assert all(spill.append(line(number), LUMEN) for number in numbers)
    return [f"c{number:025d}" for number in numbers]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_each_click_is_published_once_and_its_files_go(tmp_path, spill, broker):
    written = write(spill, range(100))
    shipper = Shipper(tmp_path, broker)
    shipper.ship_rest(10)
    assert broker.heard == written
    assert len(list(tmp_path.glob("*.spill"))) == 1, "only the one that is written to"
    spill.close()
    shipper.ship_rest(10)
    assert names(tmp_path) == ["shipped.json", "shipper.lock"]


def test_a_click_is_an_event_of_itself_under_its_own_id(tmp_path, spill):
    bus = EmbeddedBus(str(tmp_path / "bus.sqlite"))
    bus.ensure_topics([Topic(CLICK_TOPIC)])
    write(spill, [7])
    Shipper(tmp_path, bus.publisher().publish).run_once()
    subscription = bus.subscribe("reader", [CLICK_TOPIC])
    messages = []
    while not messages:
        messages = subscription.poll(1.0)
    event = received(messages[0])
    assert (event.id, event.key, event.sequence) == (f"c{7:025d}", "l-1", 1)
    assert (event.type, event.workspace_id) == (
        "kermesse.gateway.click.recorded.v1",
        "maison-lumen",
    )
    assert event.time == datetime(2026, 3, 29, 16, tzinfo=UTC)
    assert event.data == json.loads(line(7))
    subscription.close()
    bus.close()


def test_what_a_broker_did_not_take_is_shipped_when_it_is_back(tmp_path, spill, broker):
    broker.away = True
    shipper = Shipper(tmp_path, broker)
    written = write(spill, range(50))
    assert shipper.run_once() == 0
    assert shipper.waiting() == 50 * len(line(0))
    broker.away = False
    shipper.ship_rest(10)
    assert broker.heard == written
    assert shipper.waiting() == 0


def test_only_the_acknowledged_ones_are_done_with(tmp_path, spill, broker):
    written = write(spill, range(10))
    broker.answers = 4
    shipper = Shipper(tmp_path, broker)
    assert shipper.run_once() == 4
    broker.answers = None
    assert shipper.run_once() == 6
    assert broker.heard == written


def test_a_shipper_that_dies_before_it_notes_its_place_publishes_the_same_ids_again(
    tmp_path, spill, broker
):
    written = write(spill, range(5))
    first = Shipper(tmp_path, broker)
    first.run_once()
    first.close()
    (tmp_path / "shipped.json").unlink()
    Shipper(tmp_path, broker).run_once()
    assert broker.heard == written * 2


def test_the_next_shipper_goes_on_where_the_last_one_was(tmp_path, spill, broker):
    written = write(spill, range(5))
    first = Shipper(tmp_path, broker)
    first.run_once()
    first.close()
    written += write(spill, range(5, 8))
    Shipper(tmp_path, broker).run_once()
    assert broker.heard == written


def test_two_shippers_never_share_a_folder(tmp_path, spill, broker):
    written = write(spill, range(5))
    first, second = Shipper(tmp_path, broker), Shipper(tmp_path, broker)
    assert (first.run_once(), second.run_once()) == (5, 0)
    first.close()
    written += write(spill, range(5, 8))
    assert second.run_once() == 3
    assert broker.heard == written


def test_a_line_that_cannot_be_read_costs_none_of_the_others(tmp_path, spill, broker):
    torn = []
    shipper = Shipper(tmp_path, broker, torn=torn.append)
    write(spill, [1])
    for bad in (b"{}\n", b"nothing\n", b"\xff\n", b"\n", line(2).replace(AT.encode(), b"now")):
        spill.append(bad, LUMEN)
    write(spill, [3])
    spill.append(line(4)[:20], LUMEN)
    spill.close()
    shipper.ship_rest(10)
    assert broker.heard == [f"c{1:025d}", f"c{3:025d}"]
    assert sum(torn) == 6
    assert names(tmp_path) == ["shipped.json", "shipper.lock"]


def test_a_click_that_waits_has_an_age(tmp_path, spill, broker):
    shipper = Shipper(tmp_path, broker)
    assert shipper.oldest() == 0.0
    write(spill, [1])
    assert shipper.oldest() > 0
    shipper.run_once()
    assert shipper.oldest() == 0.0


def test_a_file_that_is_being_made_is_taken_for_none_that_was_left(tmp_path, broker):
    """It is nobody's yet: whoever makes it locks it before it gets its name."""
    (tmp_path / "01.made").touch()
    Shipper(tmp_path, broker).ship_rest(10)
    assert "01.made" in names(tmp_path)


def test_a_full_folder_takes_nothing_until_there_is_room(tmp_path, broker):
    seconds = [0.0]
    spill = Spill(
        tmp_path, RandomIds().ulid, file_bytes=100, most_files=2, clock=lambda: seconds[0]
    )
    kept = [spill.append(line(number), LUMEN) for number in range(4)]
    assert kept == [True, True, False, False]
    Shipper(tmp_path, broker).ship_rest(10)
    assert not spill.append(line(4), LUMEN), "it rests for a second before it looks again"
    seconds[0] = 1.0
    assert spill.append(line(5), LUMEN)


def test_a_file_is_left_after_an_hour(tmp_path, broker):
    seconds = [0.0]
    spill = Spill(tmp_path, RandomIds().ulid, clock=lambda: seconds[0])
    spill.append(line(1), LUMEN)
    shipper = Shipper(tmp_path, broker)
    seconds[0] = 3599.0
    spill.rest()
    shipper.ship_rest(10)
    assert len(list(tmp_path.glob("*.spill"))) == 1
    seconds[0] = 3600.0
    spill.rest()
    shipper.ship_rest(10)
    assert list(tmp_path.glob("*.spill")) == []


def test_what_is_written_is_for_its_owner_alone(tmp_path, spill):
    write(spill, [1])
    (file,) = tmp_path.glob("*.spill")
    assert file.stat().st_mode & 0o077 == 0
