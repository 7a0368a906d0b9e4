"""Winners are told by mail; one declines, and the next alternate takes that very prize."""

from stack.driver.kit.crowd import at_once
from stack.driver.kit.waiting import expect, wait_until
from stack.driver.stories.contest.scene import Scene
from stack.driver.stories.contest.winners import Winners

SECONDS = 15.0


def answer(scene: Scene) -> None:
    """Play the act."""
    step, drawn = scene.journal.step, scene.drawn
    people = scene.by_ref()
    winners = Winners(people, scene.crowd.mail)
    gone, others = drawn["winners"][0], drawn["winners"][1:]
    with step("Winners are told by mail; one declines by the page behind the link") as remarks:
        at_once(lambda one: winners.letter(one["ref"], one["name"]), drawn["winners"])
        winners.decline(gone["ref"], gone["name"])
        remarks.append(f"{gone['ref']} declines: {gone['name']}")
    with step("The next alternate takes that very prize, the others accept theirs") as remarks:
        heir = drawn["alternates"][0]
        accepting = [*others, {"ref": heir, "name": gone["name"]}]
        at_once(lambda one: winners.accept(one["ref"], one["name"]), accepting)
        wait_until(
            lambda: heir in scene.team.browser.open(scene.page_url).words,
            f"the alternate {heir} on the public page",
            SECONDS,
        )
        remarks.append(f"{heir} takes: {gone['name']}")
        refusers = [one["ref"] for one in accepting if not people[one["ref"]].wants_news]
        expect(refusers, "nobody who refused the newsletter has won")
        remarks.append(f"{len(refusers)} of {len(accepting)} winners had refused the newsletter")
        scene.figures["winners who had refused the newsletter"] = len(refusers)
