"""People enter and confirm; some are refused; the team excludes one."""

from datetime import UTC, datetime

from stack.driver.kit.waiting import Unexpected, expect, wait_until
from stack.driver.stories.contest.acts.pacing import CONFIRM, ENTER, Pacing
from stack.driver.stories.contest.people import REFUSED, Manner, Person, late_person
from stack.driver.stories.contest.scene import Scene


def enter(scene: Scene) -> None:
    """Play the act."""
    step, crowd = scene.journal.step, scene.crowd
    twice = one_of(scene, Manner.TWO_SPELLINGS)
    taken = [one for one in scene.people if one.manner not in REFUSED]
    pacing = Pacing(scene, len(taken))
    with step("Someone enters under two spellings of one address"):
        crowd.enter(twice)
        second = crowd.enter_again(twice)
    with step(f"{len(taken) - 1} more people enter by the public form"):
        pacing.each(crowd.enter, [one for one in taken if one is not twice], ENTER)
    with step("Three are refused, each with the reason") as remarks:
        refused = [one for one in scene.people if one.manner in REFUSED]
        remarks += [f"{one.manner.value}: {crowd.be_refused(one)}" for one in refused]
    with step(f"All {len(taken)} confirm by the link in their mail") as remarks:
        pacing.each(crowd.confirm, taken, CONFIRM)
        if scene.amended:
            remarks.append(f"the team moved the closing, {scene.amended} times: the pages are slow")
    with step("The second spelling is recognised at its confirmation") as remarks:
        remarks.append(crowd.confirm_again(twice, second).words[:120])
    with step("The team excludes one who came by a link, with a reason") as remarks:
        refs = {crowd.ledger.refs[email] for email in crowd.links}
        scene.excluded = scene.team.exclude_one(scene.contest_url, refs)
        remarks.append(scene.excluded)
    in_time(scene)


def one_of(scene: Scene, manner: Manner) -> Person:
    """Return the one person of this manner."""
    return next(one for one in scene.people if one.manner is manner)


def in_time(scene: Scene) -> None:
    """Check that everyone was in before the end; then someone comes too late."""
    left = (scene.plan.closes_at - datetime.now(UTC)).total_seconds()
    expect(left > 0, f"the entries took {-left:.1f} s longer than the contest was open")
    late = late_person(len(scene.people))
    with scene.journal.step("It closes by itself; one comes after the end") as remarks:
        remarks.append(
            scene.crowd.come_too_late(
                late,
                lambda: wait_until(
                    lambda: closed(scene), "the closing by itself", left + 20, every=0.2
                ),
            )
        )


def closed(scene: Scene) -> bool:
    """Tell whether the public page has no form any more."""
    try:
        scene.team.browser.open(scene.page_url).form_with("email", "accept_rules")
    except Unexpected:
        return datetime.now(UTC) >= scene.plan.closes_at
    return False
