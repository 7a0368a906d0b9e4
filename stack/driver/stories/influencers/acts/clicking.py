"""Programs follow the links too; every click gets its verdict, and entries their commission."""

from collections.abc import Mapping

from stack.driver.kit.crowd import at_once
from stack.driver.kit.waiting import expect
from stack.driver.stories.influencers.book import LEAD
from stack.driver.stories.influencers.scene import Partner, Scene, euros
from stack.driver.stories.influencers.visitors import follow_all


def click(scene: Scene, confirmed: Mapping[str, int], excluded: Mapping[str, int]) -> None:
    """Play the act; `confirmed` entries by link, `excluded` of them."""
    step = scene.journal.step
    with step("A preview, a mail scanner and a script follow the links, somebody comes twice"):
        made = at_once(follow_all, [each.link for each in scene.partners])
        for each, more in zip(scene.partners, made, strict=True):
            each.book.entries, each.book.excluded = confirmed[each.link], excluded[each.link]
            each.book.clicks["human"] = each.book.entries
            each.book.clicks.update(more)
    with step("Every click has its verdict, every entry by a link its commission") as remarks:
        scene.wait_for_clicks()
        scene.wait_for_balances()
        for each in scene.partners:
            check_entries(scene, each)
            remarks.append(f"{each.name}: {dict(each.book.clicks)}, {euros(each.book.earned)}")


def check_entries(scene: Scene, partner: Partner) -> None:
    """Compare the commissions for entries of a partner, each by itself, with the entries."""
    of_partner = scene.api.every(f"/partners/{partner.id}/commissions")
    leads = [each for each in of_partner if each["cause"] == "lead"]
    gone = [each for each in leads if each["void"]]
    told = (len(leads), len(gone), sum(each["earned"]["amount"] for each in leads))
    book = partner.book
    wanted = (book.entries, book.excluded, (book.entries - book.excluded) * LEAD)
    expect(told == wanted, f"{partner.name} has {told} commissions for entries, not {wanted}")
