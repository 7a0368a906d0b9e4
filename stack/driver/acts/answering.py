"""Winners are told by mail; one declines, and the next alternate takes that very prize."""

from stack.driver.crowd import at_once
from stack.driver.scene import Scene
from stack.driver.waiting import expect
from stack.driver.winners import Winners


def answer(scene: Scene) -> None:
    """Play the act."""
    step, drawn = scene.journal.step, scene.drawn
    people = scene.by_ref()
    winners = Winners(people, scene.crowd.mail)
    gone, others = drawn["winners"][0], drawn["winners"][1:]
    with step("Winners are told by mail; one declines by the page behind the link") as remarks:
        at_once(lambda one: winners.letter(one["ref"], one["name"]), drawn["winners"])
        winners.answer(gone["ref"], gone["name"], "decline")
        remarks.append(f"{gone['ref']} declines: {gone['name']}")
    with step("The next alternate takes that very prize, the others accept theirs") as remarks:
        heir = drawn["alternates"][0]
        accepting = [*others, {"ref": heir, "name": gone["name"]}]
        at_once(lambda one: winners.answer(one["ref"], one["name"], "accept"), accepting)
        remarks.append(f"{heir} takes: {gone['name']}")
        refusers = [one["ref"] for one in accepting if not people[one["ref"]].wants_news]
        expect(refusers, "nobody who refused the newsletter has won")
        remarks.append(f"{len(refusers)} of {len(accepting)} winners had refused the newsletter")
        scene.figures["winners who had refused the newsletter"] = len(refusers)
