"""The closing is moved when people would not get in, and only then."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from stack.driver.kit.journal import Journal
from stack.driver.kit.stage import Stage
from stack.driver.stories.contest.acts.pacing import ENTER, Pacing
from stack.driver.stories.contest.people import Person, make_people
from stack.driver.stories.contest.scene import Scene
from stack.driver.stories.contest.team import Plan, Team

pytestmark = pytest.mark.slow


class Notes(Team):
    """A team that writes down what it moves."""

    def __init__(self) -> None:
        self.moved: list[tuple[str, datetime]] = []

    def amend(self, contest_url: str, name: str, instant: datetime, reason: str) -> None:
        self.moved.append((name, instant))


def scene_open_for(seconds: float) -> tuple[Scene, Notes]:
    stage = Stage("http://p", "http://m", "w", "e", "p")
    scene, team = Scene(stage, Journal(print), "http://b", 30), Notes()
    now = datetime.now(UTC)
    closes = now + timedelta(seconds=seconds)
    scene.team = team
    scene.plan = Plan("s", now, closes, closes + timedelta(seconds=8), 1, 1)
    return scene, team


def slow(person: Person) -> None:
    time.sleep(0.2)


def test_the_draw_and_then_the_closing_move_by_as_much() -> None:
    scene, team = scene_open_for(2)
    before = scene.plan
    people = make_people(30)
    Pacing(scene, len(people)).each(slow, people, ENTER)
    assert [name for name, _ in team.moved[:2]] == ["draw_at", "closes_at"]
    assert scene.amended == len(team.moved) // 2
    assert scene.plan.closes_at > before.closes_at
    assert scene.plan.draw_at - scene.plan.closes_at == before.draw_at - before.closes_at


def test_nothing_moves_while_there_is_time() -> None:
    scene, team = scene_open_for(60)
    people = make_people(30)
    Pacing(scene, len(people)).each(slow, people, ENTER)
    assert team.moved == []


def test_an_error_of_one_person_ends_the_rest() -> None:
    scene, _ = scene_open_for(60)
    seen: list[Person] = []

    def fails(person: Person) -> None:
        seen.append(person)
        time.sleep(0.05)
        raise ValueError(person.email)

    with pytest.raises(ValueError, match=r"@people\.example\.org"):
        Pacing(scene, 400).each(fails, make_people(400), ENTER)
    assert len(seen) < 100
