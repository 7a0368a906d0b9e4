"""The windows pass, the list is sealed and published, the round comes, the timer draws."""

import json
import re
from datetime import UTC, datetime

from stack.driver.kit.pages import Page
from stack.driver.kit.waiting import expect, wait_until
from stack.driver.stories.contest.scene import Scene

SEAL = re.compile(r"\b[0-9a-f]{64}\b")
GRACE = 20.0


def wait_for_the_draw(scene: Scene) -> None:
    """Play the act."""
    step = scene.journal.step
    with step("The windows pass; the list is sealed and published with its seal") as remarks:
        page = wait_until(
            lambda: shows_seal(scene), "the seal on the public page", until_sealed(scene), 0.2
        )
        scene.seal = seal_by_mail(scene)
        expect(scene.seal in page.html, "the seal of the mail is not the one of the page")
        remarks.append(f"seal {scene.seal}")
    with step("The beacon's round comes; the timer draws") as remarks:
        left = max(0.0, (scene.plan.draw_at - datetime.now(UTC)).total_seconds())
        scene.certificate = wait_until(
            lambda: download(scene, "/certificate.json"), "the certificate", left + GRACE, 0.3
        )
        scene.drawn = json.loads(scene.certificate)
        expect_everybody(scene)
        remarks.append(f"{len(scene.drawn['winners'])} winners of {len(scene.drawn['list'])}")


def expect_everybody(scene: Scene) -> None:
    """Refuse a list that lacks, or adds to, the refs that people were given."""
    listed = sorted(line.partition("|")[0] for line in scene.drawn["list"])
    given = sorted(set(scene.crowd.ledger.refs.values()) - {scene.excluded})
    missing, added = set(given) - set(listed), set(listed) - set(given)
    expect(
        listed == given,
        f"the list is not who confirmed: missing {sorted(missing)}, added {sorted(added)}",
    )


def until_sealed(scene: Scene) -> float:
    """Return how many seconds the seal may take."""
    windows = scene.plan.confirm_within + scene.plan.review_within
    return (scene.plan.closes_at - datetime.now(UTC)).total_seconds() + windows + GRACE


def certificate_page(scene: Scene) -> Page:
    """Open the page that explains list, seal and certificate."""
    return scene.team.browser.open(f"{scene.page_url}/certificate", 404)


def shows_seal(scene: Scene) -> Page | None:
    """Return the page of the certificate once it shows a seal."""
    page = certificate_page(scene)
    return page if "certificate" in page.url and SEAL.search(page.words) else None


def seal_by_mail(scene: Scene) -> str:
    """Return the seal that the first person got by mail."""
    refs = scene.crowd.ledger.refs
    person = next(
        one for one in scene.people if refs.get(one.email, scene.excluded) != scene.excluded
    )
    letter = scene.crowd.letter(person, "/certificate", "the seal")
    found = SEAL.search(letter.text)
    expect(found and refs[person.email] in letter.text, f"no seal in the mail: {letter.text[:300]}")
    assert found is not None
    return found.group()


def download(scene: Scene, ending: str, page: Page | None = None) -> bytes | None:
    """Follow the link that ends so, of the certificate's page unless another one is given.

    Returns None while there is no such link, or nothing behind it yet.
    """
    page = page or certificate_page(scene)
    links = [link for link in page.links() if link.partition("?")[0].endswith(ending)]
    if not links:
        return None
    answer = scene.team.browser.open(links[0], 404)
    return answer.content if answer.status == 200 else None
