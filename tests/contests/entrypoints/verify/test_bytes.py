"""A certificate has one form, byte for byte."""

import io
import random

import pytest

from services.contests.domain.draw import (
    canonical,
    seal_of,
)
from services.contests.entrypoints import verify as verifier
from tests.contests.certificates import (
    certificate,
)
from tests.contests.verifying import check, refused_at

TRUE = certificate()
SEAL = seal_of(TRUE["commitment"])


@pytest.mark.parametrize(
    ("change", "step"),
    [
        (lambda raw: raw + b"\n", "canonical"),
        (lambda raw: raw.replace(b'"version":1,"wi', b'"version": 1,"wi'), "canonical"),
        (lambda raw: raw.replace(b"V\xc3\xa9lo", b"V\\u00e9lo"), "canonical"),
        (lambda raw: raw.replace(b"V\xc3\xa9lo", b"V\\ud800lo"), "canonical"),
        (lambda raw: raw.replace(b'"version":1,"wi', b'"version":1,"version":1,"wi'), "json"),
        (lambda raw: raw.replace(b'"version":1,"wi', b'"version":1.0,"wi'), "json"),
        (lambda raw: raw.replace(b'"version":1,"wi', b'"version":NaN,"wi'), "json"),
        (
            lambda raw: raw.replace(b'"version":1,"wi', b'"version":' + b"9" * 5000 + b',"wi'),
            "json",
        ),
        (lambda raw: raw.replace(b'"version":1,"wi', b'"version":9007199254740992,"wi'), "json"),
        (lambda raw: raw.decode().encode("utf-16"), "json"),
        (lambda raw: b"[" * 100_000, "json"),
        (lambda raw: b"[]", "json"),
        (lambda raw: b"", "json"),
    ],
)
def test_bytes_in_another_form_are_refused(change, step):
    raw = canonical(TRUE)
    assert change(raw) != raw
    assert refused_at(check(change(raw))) == step


def test_a_certificate_too_large_to_be_read_is_refused(tmp_path):
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(verifier.LARGEST["certificate"] + 1)
    out = io.StringIO()
    assert verifier.verify(str(path), out=out) == 1
    assert "FAILED    size" in out.getvalue()


def test_any_single_byte_changed_is_refused():
    raw, dice = canonical(TRUE), random.Random(20260329)
    for _ in range(200):
        place = dice.randrange(len(raw))
        changed = bytearray(raw)
        changed[place] ^= dice.randrange(1, 256)
        assert refused_at(check(bytes(changed), SEAL)) is not None, place
        assert refused_at(check(bytes(changed))) is not None, place
