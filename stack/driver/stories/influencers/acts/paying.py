"""One is paid by transfer, one through the stand-in; each payout takes two people."""

import re
from typing import Any

from stack.driver.kit.pages import Page
from stack.driver.kit.waiting import expect, wait_until
from stack.driver.stories.influencers.acts.selling import BY_CODE, shop_of
from stack.driver.stories.influencers.applicant import say_who_they_are
from stack.driver.stories.influencers.scene import SECONDS, Partner, Scene, euros
from stack.driver.stories.influencers.shop import refund

PAYMENT = re.compile(
    r"<EndToEndId>([^<]*)</EndToEndId>.*?<InstdAmt Ccy=\"EUR\">([^<]*)</InstdAmt>", re.DOTALL
)
PAYER_IBAN, IBAN = "FR7630006000011234567890189", "FR1420041010050500013M02606"


def pay(scene: Scene) -> None:
    """Play the act."""
    step, (by_bank, by_provider, _) = scene.journal.step, scene.partners
    with step("Where two partners are paid is noted by one of the team, confirmed by another"):
        scene.proposes.pay_from("Maison Lumen SAS", PAYER_IBAN)
        scene.proposes.note_account(by_bank.id, "Ada Martin", IBAN)
        _onboard(scene, by_provider)
        for each in (by_bank, by_provider):
            scene.approves.confirm_account(each.id)
            _wait_for_account(scene, each)
    with step("A payout is proposed, approved by another, and paid by transfer") as remarks:
        payout = _approved(scene, by_bank)
        check_file(scene.approves.act_on(payout, "export"), payout, by_bank.book.balance["payable"])
        scene.approves.act_on(payout, "paid")
        remarks.append(_paid(scene, by_bank, payout))
    with step("Another goes through the stand-in, whose webhook confirms it") as remarks:
        payout = _approved(scene, by_provider)
        remarks.append(_paid(scene, by_provider, payout))
    with step("A refund after the payout is carried to the next one") as remarks:
        shop_of(scene).tell([refund(BY_CODE, "1", 4000, "R-2")], "orders-2")
        by_provider.book.orders[BY_CODE] -= 4000
        scene.wait_for_balances()
        remarks.append(f"{by_provider.name}: {-by_provider.book.balance['payable']} cents")


def check_file(page: Page, payout: str, cents: int) -> None:
    """Compare the file for the bank with what is to be paid."""
    wanted = [(payout, f"{cents // 100}.{cents % 100:02}")]
    told = PAYMENT.findall(page.html)
    expect(told == wanted, f"the file for the bank pays {told}, not {wanted}")


def _onboard(scene: Scene, partner: Partner) -> None:
    back = f"{scene.stage.pages}/fr/w/{scene.stage.workspace}/join/{scene.program}"
    asked = scene.api.post(f"/partners/{partner.id}/account/onboarding", {"back": back})
    say_who_they_are(asked["url"])


def _wait_for_account(scene: Scene, partner: Partner) -> None:
    def ready() -> bool:
        return not scene.api.get(f"/partners/{partner.id}/account")["blocked"]

    wait_until(ready, f"the account of {partner.name}", SECONDS)


def _approved(scene: Scene, partner: Partner) -> str:
    """Propose a payout, and approve it as somebody else; return its id."""
    payout = scene.proposes.propose(scene.program, partner.id)
    wait_until(lambda: _told(scene, payout)["gathered"], f"the payout of {partner.name}", SECONDS)
    offered = _told(scene, payout)["actions"]
    expect("confirm" not in offered, f"whoever proposed it may approve it: {offered}")
    scene.approves.act_on(payout, "confirm")
    return payout


def _paid(scene: Scene, partner: Partner, payout: str) -> str:
    """Wait until a payout is completed; return what is told of it."""
    cents = partner.book.balance["payable"]

    def completed() -> bool:
        return bool(_told(scene, payout)["state"] == "completed")

    wait_until(completed, f"the payout of {partner.name} to be paid", SECONDS)
    told = _told(scene, payout)["amount"]["amount"]
    expect(told == cents, f"{partner.name} is paid {told} cents, not {cents}")
    partner.book.paid += cents
    scene.wait_for_balances()
    return f"{partner.name}: {euros(cents)}"


def _told(scene: Scene, payout: str) -> dict[str, Any]:
    found: dict[str, Any] = scene.api.get(f"/payouts/{payout}")
    return found
