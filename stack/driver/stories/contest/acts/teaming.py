"""The team signs in, publishes too early, completes the form, publishes."""

import math
import time
from datetime import UTC, datetime, timedelta

from stack.driver.kit.waiting import expect
from stack.driver.stories.contest.scene import Scene
from stack.driver.stories.contest.team import Plan

SLUG = "une-lampe-pour-l-hiver"
CONFIRM, REVIEW = 1, 1
# Between the end of the review and the round: sealing needs a moment, longer on a busy machine, and
# a seal that comes too late would move the draw by a whole day.
SEALING, SEALING_PACE = 4.0, 5.0
# Seconds that one person takes, as a multiple of what the team's own pages took. It may be too
# little on a busy machine: then the closing is moved while people enter.
PER_PERSON, AT_LEAST = 0.2, 5.0


def plan_for(seconds: float, pace: float = 0.0) -> Plan:
    """Return a plan whose contest takes entries for about `seconds` from now.

    `pace` is how many seconds the team's own pages took.
    """
    now = datetime.fromtimestamp(math.floor(time.time()), UTC)
    closes = now + timedelta(seconds=math.ceil(seconds) + 1)
    sealing = math.ceil(SEALING + SEALING_PACE * pace)
    draw = closes + timedelta(seconds=CONFIRM + REVIEW + sealing)
    return Plan(SLUG, now, closes, draw, CONFIRM, REVIEW)


def publish(scene: Scene) -> None:
    """Play the act."""
    step = scene.journal.step
    with step("The team signs in"):
        contests = scene.team.sign_in(scene.stage.email, scene.stage.password)
    with step("It begins a contest, publishes too early, and reads what blocks it") as remarks:
        page = scene.team.begin(contests)
        begin = time.monotonic()
        blocked = scene.team.publish_too_early(page, plan_for(3600))
        pace = time.monotonic() - begin
        remarks += blocked.problems
    with step("It completes the form and publishes") as remarks:
        scene.plan = plan_for(AT_LEAST + PER_PERSON * pace * scene.how_many, pace)
        shown = scene.team.complete(blocked, scene.plan)
        scene.contest_url = shown.url
        expect("/edit" not in shown.url, f"publishing led to {shown.url}: {shown.words[:300]}")
        remarks.append(f"open until {scene.plan.closes_at:%H:%M:%S} UTC")
    scene.begin_crowd(scene.plan.slug)
