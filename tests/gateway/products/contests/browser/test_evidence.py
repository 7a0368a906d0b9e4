"""Evidence of a decision about a winner: its hash leaves the browser, the file does not."""

import hashlib

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
REF = "e-4hv9k2m7q1xz0001"
SKIP = f"/en/contests/c-1/winners/{REF}/skip"
LETTER = {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": b"a letter" * 200_000}
HASH = hashlib.sha256(LETTER["buffer"]).hexdigest()


@pytest.fixture
def skipping(gateway, address, page):
    """Return the page on which a winner is proposed to be skipped."""
    winner = {"ref": REF, "place": 1, "prize": "A lamp", "state": "accepted"}
    winner |= {"skip": None, "actions": ["propose_skip"]}
    gateway.services.add("c-1", state="drawn")
    gateway.services.outcome = {"winners": [winner], "alternates_left": 4}
    page.goto(f"{address}{SKIP}")
    return page


def test_a_file_that_is_larger_than_a_form_may_be_is_sent_as_its_hash(gateway, skipping):
    sent = []
    skipping.on("request", lambda request: sent.append(len(request.post_data_buffer or b"")))
    skipping.get_by_label("Reason").select_option("not_eligible")
    skipping.set_input_files("#evidence", LETTER)
    expect(skipping.locator("#evidence_hash")).to_have_value(HASH)
    skipping.get_by_role("button", name="Propose to skip the winner").click()
    skipping.wait_for_url("**/contests/c-1/winners?saved=propose_skip")
    [asked] = [each for each in gateway.services.asked if each.path.endswith("/skip")]
    assert asked.body == {"code": "not_eligible", "evidence_hash": HASH, "seen": ""}
    assert max(sent) < 10_000


def test_a_file_that_is_chosen_no_more_leaves_no_hash(skipping):
    skipping.set_input_files("#evidence", LETTER)
    expect(skipping.locator("#evidence_hash")).to_have_value(HASH)
    skipping.set_input_files("#evidence", [])
    expect(skipping.locator("#evidence_hash")).to_have_value("")


def test_a_file_of_more_than_twenty_megabytes_is_refused_before_it_goes(gateway, skipping):
    skipping.evaluate("""() => {
        const files = new DataTransfer();
        files.items.add(new File([new Uint8Array(21 * 1024 * 1024)], "film.mp4"));
        const chosen = document.getElementById("evidence");
        chosen.files = files.files;
        chosen.dispatchEvent(new Event("change"));
    }""")
    skipping.get_by_role("button", name="Propose to skip the winner").click()
    said = skipping.evaluate("document.getElementById('evidence').validationMessage")
    assert said.startswith("This file has more than 20 MB.")
    assert not [each for each in gateway.services.asked if each.path.endswith("/skip")]
