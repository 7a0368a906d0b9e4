"""After the draw somebody sees what is kept of them, takes it away, erases it; the draw holds."""

import json
from urllib.parse import urlsplit

from stack.driver.kit.browser import Browser
from stack.driver.kit.waiting import expect
from stack.driver.stories.contest.acts.sealing import download
from stack.driver.stories.contest.scene import Scene


def own(scene: Scene) -> None:
    """Play the act: of whoever neither won nor may follow a winner, and earned nobody anything."""
    drawn = scene.drawn
    apart = {one["ref"] for one in drawn["winners"]} | {*drawn["alternates"], scene.excluded}
    apart |= {ref for ref, one in scene.by_ref().items() if one.email in scene.crowd.links}
    ref, person = next(each for each in scene.by_ref().items() if each[0] not in apart)
    link = scene.crowd.letter(person, ref, f"the receipt of {ref}").link("/entry/")
    browser = Browser(person.language)
    with scene.journal.step("Someone sees, takes away and erases their data") as remarks:
        try:
            page = browser.open(link)
            expect(person.email in page.words, f"their address is not shown: {page.words[:300]}")
            taken = json.loads(browser.open(page.link_to("/data.json")).content)
            expect(taken["email"] == person.email, "the file is of somebody else")
            asked = browser.open(page.link_to("/withdraw"))
            gone = browser.send_patiently(asked.form_to(f"{urlsplit(link).path}/withdraw"))
            expect(person.email not in gone.html, f"their address is still there: {gone.url}")
        finally:
            browser.close()
        line = next((each for each in drawn["list"] if each.startswith(f"{ref}|")), "")
        expect(line, f"{ref} was not in the list")
        expect(download(scene, "/certificate.json") == scene.certificate, "the certificate changed")
        remarks.append(f"{ref} leads to nobody any more; its line stays in the list")
    scene.figures["people erased after the draw"] = 1
