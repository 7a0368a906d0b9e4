"""To the door: a winner gives an address, the team sends the parcel, the winner has it."""

from stack.driver.kit.waiting import expect
from stack.driver.stories.contest.scene import Scene
from stack.driver.stories.contest.winners import Winners

ADDRESS = {
    "address.name": "Camille Renaud",
    "address.line": "18 rue des Tanneurs",
    "address.postcode": "37000",
    "address.city": "Tours",
    "address.country": "FR",
}
CARRIER, TRACKING = "Colissimo", "6A 1748 2930 514"


def deliver(scene: Scene) -> None:
    """Play the act: the heir of the prize that was given up is the one who gets a parcel."""
    step, team, url = scene.journal.step, scene.team, scene.contest_url
    winners = Winners(scene.by_ref(), scene.crowd.mail)
    ref, prize = scene.drawn["alternates"][0], scene.drawn["winners"][0]["name"]
    with step("A winner is asked where to send the prize; what was typed survives a mistake"):
        team.ask_for_address(url)
        page = winners.give_address(ref, ADDRESS, wrong="address.city")
        expect("18 rue des Tanneurs" in page.words, f"no address on the page: {page.words[:300]}")
    with step("The team notes carrier and tracking number; the winner says that it came") as said:
        listed = team.note_parcel(url, ref, CARRIER, TRACKING)
        expect("37000 Tours" in listed.words, f"no address among winners: {listed.words[:300]}")
        expect(TRACKING in listed.words, f"no parcel among winners: {listed.words[:300]}")
        winners.receive(ref, TRACKING)
        there = team.browser.open(f"{url}/winners")
        expect("1 prize received" in there.words, f"nothing was received: {there.words[:300]}")
        said.append(f"{ref} has received: {prize}")
    scene.figures["parcels received"] = 1
