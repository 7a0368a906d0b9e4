"""The draw is verified from outside, forgeries are refused, and the figures agree."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

from stack.driver.kit.waiting import expect, wait_until
from stack.driver.stories.contest import forging
from stack.driver.stories.contest.acts.sealing import download
from stack.driver.stories.contest.forging import Forgery
from stack.driver.stories.contest.proving import Verifier
from stack.driver.stories.contest.scene import Scene

PROCESSES, OUTCOME_SECONDS = 2, 15.0
MISSING = "MISSING"


def check(scene: Scene) -> None:
    """Play the act."""
    step = scene.journal.step
    program = download(scene, "/verify.py")
    expect(program, "the verifier cannot be downloaded from the certificate's page")
    verifier = Verifier(scene.stage.folder / "verifying", program or b"")
    certificate = verifier.write("certificate.json", scene.certificate)
    seal = ("--seal", scene.seal)
    outcome = wait_until(
        lambda: published_outcome(scene), "the skip and the promotion, published", OUTCOME_SECONDS
    )
    kept, lost = receipts(scene)
    forged = forgeries(scene)

    def right() -> None:
        receipt = verifier.write_json("receipt.json", kept)
        verifier.write("outcome.json", outcome)
        more = ("--receipt", receipt.name, "--outcome", "outcome.json")
        verdict = verifier.must_hold(certificate, *seal, *more)
        expect("test beacon" in verdict.output, "the verifier does not say that this is a test")

    def left_out() -> None:
        receipt = verifier.write_json("receipt-left-out.json", lost)
        verdict = verifier.must_refuse(certificate, "receipt", *seal, "--receipt", receipt.name)
        expect(MISSING in verdict.output, f"nothing says missing:\n{verdict.output}")

    def refused(number: int, forgery: Forgery) -> Callable[[], Any]:
        path = verifier.write(f"forged-{number}.json", forgery.content)
        return lambda: verifier.must_refuse(path, forgery.refused_at, *seal)

    with step("A separate process verifies certificate and receipt; forgeries fail") as remarks:
        tasks = [right, left_out, *(refused(*pair) for pair in enumerate(forged))]
        with ThreadPoolExecutor(PROCESSES) as pool:
            for done in [pool.submit(task) for task in tasks]:
                done.result()
        remarks += [
            "the certificate, the seal of a mail, the skip and the promotion: every step holds",
            f"the receipt of {kept['ref']}: in the list",
            f"the receipt of {lost['ref']}, left out on purpose: missing",
            *(f"{one.name}: refused at “{one.refused_at}”" for one in forged),
        ]


def published_outcome(scene: Scene) -> bytes | None:
    """Return the published record of skips and promotions once it holds both."""
    page = scene.team.browser.open(scene.page_url)
    outcome = download(scene, "/outcome.json", page)
    return outcome if outcome and len(json.loads(outcome)) == 2 else None


def receipts(scene: Scene) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the receipt of someone in the list and of the one who was taken out, from mails."""
    inside = scene.drawn["winners"][0]["ref"]
    return receipt_of(scene, inside), receipt_of(scene, scene.excluded)


def receipt_of(scene: Scene, ref: str) -> dict[str, Any]:
    """Return the receipt that the holder of `ref` got by mail."""
    person = scene.by_ref()[ref]
    # The confirmation's mail names no ref: the first letter that does brings the receipt.
    letter = scene.crowd.letter(person, ref, f"the receipt of {ref}")
    receipt = letter.attached_json()
    expect(receipt and receipt["ref"] == ref, f"no receipt is attached for {ref}")
    assert receipt is not None
    return receipt


def forgeries(scene: Scene) -> list[Forgery]:
    """Return forgeries of the certificate."""
    true = scene.drawn
    return [
        forging.other_winner(true),
        forging.dropped_line(true),
        forging.other_rules(true),
        forging.other_bytes(true),
        forging.whole_again(true),
        forging.other_round(true, signature_after(scene)),
    ]


def signature_after(scene: Scene) -> str:
    """Return the beacon's signature of the round after the draw's."""
    beacon = json.loads(scene.certificate)["commitment"]["beacon"]
    url = f"{scene.beacon}/{beacon['chain']}/public/{beacon['round'] + 1}"
    answer = requests.get(url, timeout=10)
    answer.raise_for_status()
    return str(answer.json()["signature"])
