"""Keys and receipts."""

from datetime import UTC, datetime

import pytest

from services.contests.adapters.signatures import ReceiptSigner
from services.contests.domain.draw import BadEntryLine
from services.contests.domain.receipt import issue_receipt
from tests.contests.receipts import receipt_holds

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def receipt(signer, **changes):
    facts = {"contest": "c", "ref": "e-0001", "weight": 2, "confirmed_at": AT, "rules": "0" * 64}
    return issue_receipt(signer, **{**facts, **changes})


def test_the_signature_is_that_of_rfc_8032():
    signer = ReceiptSigner(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    assert signer.public_key == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert signer(b"").hex().startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974")


def test_a_receipt_holds_under_the_key_that_signed_it():
    signer = ReceiptSigner(bytes(32))
    assert receipt_holds(signer.public_key, receipt(signer))
    other = ReceiptSigner(bytes(31) + b"\x01").public_key
    assert not receipt_holds(other, receipt(signer))


@pytest.mark.parametrize(
    "change",
    [{"weight": 3}, {"ref": "e-0002"}, {"contest": "d"}, {"signature": "zz"}, {"signature": 1}],
)
def test_a_changed_receipt_does_not_hold(change):
    signer = ReceiptSigner(bytes(32))
    changed = {**receipt(signer), **change}
    assert not receipt_holds(signer.public_key, changed)


def test_no_receipt_is_issued_for_a_ref_that_no_list_could_hold():
    with pytest.raises(BadEntryLine):
        receipt(ReceiptSigner(bytes(32)), ref="E1")
