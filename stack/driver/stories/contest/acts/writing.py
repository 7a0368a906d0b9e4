"""The team writes to every winner, each in their language; the letter stays on their page."""

from stack.driver.kit.crowd import at_once
from stack.driver.kit.waiting import expect, wait_until
from stack.driver.stories.contest.scene import Scene
from stack.driver.stories.contest.winners import Winners

SECONDS = 15.0
SUBJECT = {"fr": "Nos photos de la remise", "en": "Our pictures of the prize-giving"}
TEXT = {
    "fr": "Une photo de votre lot nous ferait plaisir.\n\nMerci d'avoir joué.",
    "en": "We would be glad of a picture of your prize.\n\nThank you for playing.",
}


def write(scene: Scene) -> None:
    """Play the act: of those who hold a prize after the alternate moved up."""
    drawn, people, team = scene.drawn, scene.by_ref(), scene.team
    winners = Winners(people, scene.crowd.mail)
    holders = [drawn["alternates"][0], *(one["ref"] for one in drawn["winners"][1:])]
    with scene.journal.step("The team writes to every winner, each in their language") as said:
        seen = team.write_to_all(scene.contest_url, SUBJECT, TEXT)
        expect(f"{len(holders)} winners" in seen.words, f"whom it reaches: {seen.words[:300]}")
        listed = team.browser.send(seen.form_with("as_of", "key"), "action", "send")
        at_once(lambda ref: winners.read_letter(ref, SUBJECT, TEXT), holders)
        wait_until(
            lambda: "Written to each" in team.browser.open(listed.url).words,
            "the letter, written to each winner",
            SECONDS,
        )
        languages = sorted({people[ref].language for ref in holders})
        said.append(f"{len(holders)} letters, in {' and '.join(languages)}")
    scene.figures["letters to winners"] = len(holders)
