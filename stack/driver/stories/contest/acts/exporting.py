"""The team takes the people out, and the file agrees with the demo's own count."""

import csv
from io import StringIO
from urllib.parse import urljoin

from stack.driver.kit.browser import Browser
from stack.driver.kit.waiting import expect, wait_until
from stack.driver.stories.contest.scene import Scene

SECONDS = 30.0


def export(scene: Scene) -> None:
    """Play the act."""
    taken, listed = scene.crowd.ledger.submitted.total(), scene.drawn["commitment"]["entries"]
    with scene.journal.step("The team exports the people: the file agrees with the count"):
        states = [row["State"] for row in exported(scene.team.browser, scene.contest_url)]
        expect(len(states) == taken, f"the export holds {len(states)} people, not {taken}")
        confirmed = states.count("confirmed")
        expect(confirmed == listed, f"it tells {confirmed} confirmed, the list holds {listed}")
        scene.figures["people exported"] = len(states)


def exported(browser: Browser, contest_url: str) -> list[dict[str, str]]:
    """Ask for an export as a plain table, wait for it, and return its rows."""
    page = browser.open(f"{contest_url}/exports")
    form = page.form_to("/exports").set("tool", "other")
    page = browser.send(form)

    def ready() -> str:
        link = browser.open(page.url).soup.select_one("#exports a[href$='.csv']")
        return urljoin(page.url, str(link["href"])) if link else ""

    file = browser.open(wait_until(ready, "the export's file", SECONDS, every=0.3))
    return list(csv.DictReader(StringIO(file.content.decode("utf-8-sig"), newline="")))
