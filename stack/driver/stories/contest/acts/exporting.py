"""The team takes the people out, and the file agrees with the demo's own count."""

import csv
from io import StringIO
from urllib.parse import urljoin

from stack.driver.kit.browser import Browser
from stack.driver.kit.waiting import expect, wait_until
from stack.driver.stories.contest.acts.delivering import ADDRESS, CARRIER
from stack.driver.stories.contest.scene import Scene

SECONDS = 30.0
FILES = "#exports a[href$='.csv']"


def export(scene: Scene) -> None:
    """Play the act."""
    taken, listed = scene.crowd.ledger.submitted.total(), scene.drawn["commitment"]["entries"]
    with scene.journal.step("The team exports the people: the file agrees with the count"):
        states = [row["State"] for row in exported(scene.team.browser, scene.contest_url)]
        expect(len(states) == taken, f"the export holds {len(states)} people, not {taken}")
        confirmed = states.count("confirmed")
        expect(confirmed == listed, f"it tells {confirmed} confirmed, the list holds {listed}")
        scene.figures["people exported"] = len(states)
    prizes = sum(prize["count"] for prize in scene.drawn["commitment"]["prizes"])
    with scene.journal.step("The winners are exported as a carrier wants them"):
        rows = exported(scene.team.browser, scene.contest_url, what="winners")
        expect(len(rows) == prizes, f"the export holds {len(rows)} winners, not {prizes}")
        sent = [(row["Postcode"], row["Carrier"]) for row in rows if row["Tracking number"]]
        given = ADDRESS["address.postcode"], CARRIER
        expect(sent == [given], f"the export tells of these parcels: {sent}")
        scene.figures["winners exported"] = len(rows)


def exported(browser: Browser, contest_url: str, what: str = "people") -> list[dict[str, str]]:
    """Ask for an export as a plain table, wait for it, and return its rows."""
    page = browser.open(f"{contest_url}/exports")
    before = len(page.soup.select(FILES))
    page = browser.send(page.form_to("/exports").set("tool", "other").set("what", what))

    def ready() -> str:
        links = browser.open(page.url).soup.select(FILES)
        return urljoin(page.url, str(links[0]["href"])) if len(links) > before else ""

    file = browser.open(wait_until(ready, "the export's file", SECONDS, every=0.3))
    return list(csv.DictReader(StringIO(file.content.decode("utf-8-sig"), newline="")))
