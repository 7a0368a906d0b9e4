"""The single-file verifier: what it lets pass, and the step at which it refuses each forgery."""

import io
import json
import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as with_settings
from hypothesis import strategies as st

from services.contests.adapters.bls import sign_bls
from services.contests.domain.beacon import QUICKNET, TEST, round_message
from services.contests.domain.draw import (
    amend,
    canonical,
    canonical_hash,
    entry_line,
    frozen_rules,
    seal_of,
)
from services.contests.domain.outcome import promote, skip, standing_after, standing_at_draw
from services.contests.domain.receipt import issue_receipt
from services.contests.entrypoints import verify as verifier
from stack.beacon import sign_round
from tests.contests.certificates import (
    SIGNER,
    certificate,
    quicknet_certificate,
    recommitted,
    refs,
    settings,
    with_digest,
)
from tests.contests.naive import redrawn

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOT_SEALED = "The calculation is right. Not checked: that this list was published before the draw."
TRUE = certificate()
SEAL = seal_of(TRUE["commitment"])


@pytest.fixture
def check(tmp_path):
    """Return a function that verifies a certificate: (exit code, printed lines)."""

    def run(value, seal=None, **files):
        path = tmp_path / "certificate.json"
        path.write_bytes(value if isinstance(value, bytes) else canonical(value))
        for name, content in files.items():
            (tmp_path / name).write_text(json.dumps(content))
        paths = {name: str(tmp_path / name) for name in files}
        out = io.StringIO()
        code = verifier.verify(str(path), seal, out=out, **paths)
        return code, out.getvalue().splitlines()

    return run


def refused_at(result):
    """Return the step that refused, or None; the exit code and both lines must agree."""
    code, lines = result
    if code == 0:
        assert not any(line.startswith("FAILED") for line in lines)
        return None
    step = lines[-2].split()[1]
    assert lines[-2].startswith("FAILED")
    assert (code, lines[-1]) == (1, f"Refused at the step: {step}")
    return step


# ---- What is right


def test_a_true_certificate_passes_and_says_what_was_not_checked(check):
    code, lines = check(TRUE)
    assert (code, lines[-1]) == (0, NOT_SEALED)


def test_with_its_seal_it_passes_whole(check):
    code, lines = check(TRUE, SEAL)
    assert code == 0
    assert lines[-1].endswith("this list is the one published under the seal given.")
    steps = [line.split()[1] for line in lines if line.startswith("ok")]
    assert steps == list(verifier.STEPS)


def test_a_draw_on_the_test_chain_says_that_it_proves_nothing_to_the_public(check):
    _, lines = check(TRUE, SEAL)
    assert "- test beacon: no public proof" in lines
    assert any(line.startswith("ok        signature  right, but test beacon") for line in lines)


def test_a_draw_on_quicknet_passes_without_that_reserve(check):
    drawn = quicknet_certificate()
    code, lines = check(drawn, seal_of(drawn["commitment"]))
    assert code == 0
    assert "test beacon" not in "\n".join(lines)


@pytest.mark.parametrize("lines", [[], ["e-0001|1"]])
def test_a_draw_with_hardly_anyone_passes(check, lines):
    assert refused_at(check(certificate(lines=lines))) is None


def test_a_draw_whose_rules_were_amended_passes(check):
    rules = amend(frozen_rules(settings()), "alternates", 1, reason="fewer", at=AT)
    rules = amend(rules, "draw_at", "2026-03-30T16:00:00.000Z", reason="late", at=AT)
    drawn = certificate(rules)
    assert refused_at(check(drawn)) is None
    assert len(drawn["alternates"]) == 1


def test_every_step_says_what_it_proves_in_french_too(tmp_path):
    path = tmp_path / "certificate.json"
    path.write_bytes(canonical(TRUE))
    out = io.StringIO()
    assert verifier.verify(str(path), out=out, lang="fr") == 0
    assert out.getvalue().splitlines()[-1].startswith("Le calcul est juste. Non vérifié")


# ---- Forgeries: each with every hash computed again that the forger can


def swap_winner(it):
    other = it["alternates"][0]
    first = it["winners"][0]
    return {**it, "winners": [{**first, "ref": other}, *it["winners"][1:]]}


def swap_alternates(it):
    return {**it, "alternates": it["alternates"][::-1]}


def committed(it, **changes):
    return {**it, "commitment": {**it["commitment"], **changes}}


def under(it, **changes):
    """Change the frozen settings and commit to their new hash."""
    rules = frozen_rules({**it["rules"]["settings"], **changes})
    return committed({**it, "rules": rules}, rules=canonical_hash(rules))


def signed(it, number, **changes):
    return redrawn({**it, "signature": sign_round(number).hex(), **changes})


def own_key(it):
    signature = sign_bls(b"a secret of the organiser", round_message(ROUND))
    return redrawn({**it, "signature": signature.hex()})


def own_chain(it):
    beacon = {**it["commitment"]["beacon"], "chain": "ab" * 32}
    return redrawn(committed(under(it, beacon={"chain": "ab" * 32}), beacon=beacon))


def other_pinned_chain(it):
    moved = committed(it, beacon={"chain": QUICKNET.hash, "round": ROUND})
    return redrawn(moved)


def other_round(it, number):
    beacon = {**it["commitment"]["beacon"], "round": number}
    return signed(committed(it, beacon=beacon), number)


def weighing(it, place, weight):
    lines = list(it["list"])
    lines[place] = entry_line(refs(12)[place], weight)
    return lines


def unchained(it):
    rules = amend(it["rules"], "alternates", 1, reason="fewer", at=AT)
    rules["amendments"][0]["previous"] = "00" * 32
    alternates = committed({**it, "rules": rules}, rules=canonical_hash(rules), alternates=1)
    return redrawn(alternates)


LINES = TRUE["list"]
PRIZES = TRUE["commitment"]["prizes"]
ROUND = TRUE["commitment"]["beacon"]["round"]
ADDED = [*LINES, "zz-friend|1"]
DOUBLED = [*LINES[:4], LINES[3], *LINES[4:]]
HEAVIER = weighing(TRUE, 0, 5)
TOO_HEAVY = weighing(TRUE, 0, 6)
MORE = [{**PRIZES[0], "count": 2}, PRIZES[1]]
LATER = "2026-03-29T16:00:01.000Z"

# (what was forged, the forgery, the step that refuses it without and with the published seal)
FORGERIES = [
    ("winner swapped", swap_winner, "ranks", "ranks"),
    ("alternates swapped", swap_alternates, "ranks", "ranks"),
    ("winner dropped", lambda it: {**it, "winners": it["winners"][1:]}, "ranks", "ranks"),
    ("shortage invented", lambda it: {**it, "not_awarded": 1}, "ranks", "ranks"),
    ("entry added", lambda it: {**it, "list": ADDED}, "root", "root"),
    ("entry added, committed", lambda it: recommitted(it, ADDED), "ranks", "seal"),
    ("entry dropped", lambda it: {**it, "list": LINES[1:]}, "root", "root"),
    ("entry dropped, committed", lambda it: recommitted(it, LINES[1:]), "ranks", "seal"),
    ("entry replaced", lambda it: {**it, "list": [*LINES[:-1], "zz-friend|4"]}, "root", "root"),
    ("entry doubled", lambda it: redrawn(recommitted(it, DOUBLED)), "list", "list"),
    ("list disordered", lambda it: redrawn(recommitted(it, LINES[::-1])), "list", "list"),
    ("weight raised", lambda it: {**it, "list": HEAVIER}, "root", "root"),
    ("weight raised, committed", lambda it: recommitted(it, HEAVIER), "ranks", "seal"),
    ("weight over", lambda it: redrawn(recommitted(it, TOO_HEAVY)), "list", "list"),
    (
        "weight over, maximum raised",
        lambda it: redrawn(committed(recommitted(it, TOO_HEAVY), max_weight=6)),
        "terms",
        "terms",
    ),
    ("count of entries", lambda it: redrawn(committed(it, entries=13)), "root", "seal"),
    ("sum of weights", lambda it: redrawn(committed(it, weight=99)), "root", "seal"),
    ("excluded hidden", lambda it: committed(it, excluded={}), "ranks", "seal"),
    ("signature of another round", lambda it: signed(it, ROUND + 1), "signature", "signature"),
    ("another round", lambda it: other_round(it, ROUND + 1), "beacon", "beacon"),
    ("another date", lambda it: redrawn(under(it, draw_at=LATER)), "beacon", "beacon"),
    ("own key", own_key, "signature", "signature"),
    ("own chain", own_chain, "beacon", "beacon"),
    ("another pinned chain", other_pinned_chain, "beacon", "beacon"),
    ("alternates", lambda it: redrawn(committed(it, alternates=3)), "terms", "terms"),
    ("prize order", lambda it: redrawn(committed(it, prizes=PRIZES[::-1])), "terms", "terms"),
    ("prize count", lambda it: redrawn(committed(it, prizes=MORE)), "terms", "terms"),
    ("receipts key", lambda it: redrawn(committed(it, receipts="11" * 32)), "terms", "terms"),
    ("rules", lambda it: {**it, "rules": frozen_rules(settings(alternates=3))}, "rules", "rules"),
    ("rules, committed", lambda it: redrawn(under(it, alternates=3)), "terms", "terms"),
    ("amendment unchained", unchained, "rules", "rules"),
    ("limits hidden", lambda it: {**it, "limits": it["limits"][:1]}, "limits", "limits"),
    ("member slipped in", lambda it: {**it, "note": "trust me"}, "schema", "schema"),
    ("true for one", lambda it: {**it, "version": True}, "schema", "schema"),
]


@pytest.mark.parametrize(
    ("forge", "alone", "sealed"),
    [each[1:] for each in FORGERIES],
    ids=[each[0] for each in FORGERIES],
)
def test_a_forgery_is_refused_at_the_step_that_was_forged(check, forge, alone, sealed):
    forged = with_digest(forge(TRUE))
    assert refused_at(check(forged)) == alone
    assert refused_at(check(forged, SEAL)) == sealed


def test_a_digest_of_something_else_is_refused(check):
    assert refused_at(check({**TRUE, "digest": "00" * 32})) == "digest"


@pytest.mark.parametrize(
    "lines", [ADDED, LINES[1:], HEAVIER], ids=["added", "dropped", "weight raised"]
)
def test_a_certificate_rebuilt_whole_is_told_by_the_published_seal_alone(check, lines):
    rebuilt = certificate(lines=lines)
    code, printed = check(rebuilt)
    assert (code, printed[-1]) == (0, NOT_SEALED)
    assert refused_at(check(rebuilt, SEAL)) == "seal"


def test_new_rules_and_a_new_draw_are_told_by_the_published_seal(check):
    for change in (
        {"alternates": 3},
        {"prizes": [dict(prize, count=2) for prize in settings()["prizes"]]},
        {"draw_at": LATER},
        {"receipts": "11" * 32},
    ):
        rebuilt = certificate(frozen_rules(settings(**change)))
        assert refused_at(check(rebuilt)) is None
        assert refused_at(check(rebuilt, SEAL)) == "seal"


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
def test_bytes_in_another_form_are_refused(check, change, step):
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


def test_any_single_byte_changed_is_refused(check):
    raw, dice = canonical(TRUE), random.Random(20260329)
    for _ in range(200):
        place = dice.randrange(len(raw))
        changed = bytearray(raw)
        changed[place] ^= dice.randrange(1, 256)
        assert refused_at(check(bytes(changed), SEAL)) is not None, place
        assert refused_at(check(bytes(changed))) is not None, place


# ---- Two implementations agree

refs_text = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=6, max_size=40)


@st.composite
def draws(pick):
    found = pick(st.dictionaries(refs_text, st.integers(1, 12), max_size=30))
    names = pick(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4))
    prizes = [{"name": name, "count": pick(st.integers(1, 4))} for name in names]
    spare = pick(st.integers(0, 4))
    mechanic = {"kind": "draw", "max_weight": 12}
    rules = frozen_rules(settings(prizes=prizes, alternates=spare, mechanic=mechanic))
    return certificate(rules, [entry_line(ref, found[ref]) for ref in sorted(found)])


@with_settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(draws())
def test_the_product_and_the_verifier_agree(drawn):
    work = verifier.Verification(canonical(drawn), seal_of(drawn["commitment"]))
    for step in verifier.STEPS:
        if step != "signature":
            getattr(work, f"step_{step}")()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_both_write_the_same_canonical_form(value):
    assert verifier.canonical(value) == canonical(value)
    assert verifier.load(canonical(value)) == value


def test_both_pin_the_same_chains():
    for chain in (QUICKNET, TEST):
        pinned = verifier.CHAINS[chain.hash]
        assert (pinned.genesis, pinned.period, pinned.key, pinned.test) == (
            chain.genesis,
            chain.period,
            chain.public_key,
            chain.test,
        )
    assert len(verifier.CHAINS) == 2


# ---- Receipts


ENTRANT = refs(12)[3]


def receipt(ref=ENTRANT, weight=2, rules=None, contest="contest-1", signer=SIGNER):
    hashed = canonical_hash(rules or TRUE["rules"])
    return issue_receipt(
        signer, contest=contest, ref=ref, weight=weight, confirmed_at=AT, rules=hashed
    )


def test_a_receipt_finds_its_entry(check):
    code, lines = check(TRUE, SEAL, receipt=receipt())
    assert code == 0
    assert any(line.startswith("ok        receipt    IN") for line in lines)


@pytest.mark.parametrize(
    ("shown", "verdict"),
    [
        (receipt(ref="e-left-out"), "MISSING: show this receipt"),
        (receipt(weight=5), "IN WITH ANOTHER WEIGHT"),
        ({**receipt(), "weight": 5}, "BAD SIGNATURE"),
        (receipt(contest="contest-2"), "it is for another contest"),
        (receipt(rules={"settings": {}, "amendments": []}), "OTHER RULES"),
        (receipt(signer=type(SIGNER)(bytes(32))), "BAD SIGNATURE"),
        ({"ref": "e-0001"}, "receipt has not just its own members"),
    ],
)
def test_a_receipt_that_finds_something_else_says_so(check, shown, verdict):
    code, lines = check(TRUE, receipt=shown)
    assert refused_at((code, lines)) == "receipt"
    assert verdict in lines[-2]


def test_a_receipt_from_before_an_amendment_still_counts(check):
    before = receipt()
    drawn = certificate(amend(TRUE["rules"], "alternates", 1, reason="fewer", at=AT))
    assert refused_at(check(drawn, receipt=before)) is None


# ---- The outcome


def outcome_of(*moves):
    start, entries = standing_at_draw(TRUE, TRUE["digest"]), []
    for move in moves:
        entries.append(move(standing_after(start, entries)))
    return entries


FIRST = TRUE["winners"][0]["ref"]
OUTCOME = outcome_of(
    lambda s: skip(s, FIRST, "no_answer"),
    lambda s: promote(s, 0),
    lambda s: skip(s, TRUE["alternates"][0], "withdrawn"),
    lambda s: promote(s, 0),
    lambda s: skip(s, TRUE["alternates"][1], "declined"),
    lambda s: promote(s, 0),
)


def test_an_outcome_that_follows_passes(check):
    assert OUTCOME[-1]["kind"] == "not_awarded"
    assert refused_at(check(TRUE, outcome=OUTCOME)) is None
    assert refused_at(check(TRUE, outcome=[])) is None


def rechained(entries):
    previous, chained = TRUE["digest"], []
    for number, entry in enumerate(entries, 1):
        chained.append({**entry, "number": number, "previous": previous})
        previous = canonical_hash(chained[-1])
    return chained


@pytest.mark.parametrize(
    "forged",
    [
        [{**OUTCOME[0], "code": "declined"}, *OUTCOME[1:]],
        OUTCOME[1:],
        rechained(OUTCOME[1:]),
        rechained([{**OUTCOME[0], "ref": TRUE["alternates"][1]}]),
        rechained([{**OUTCOME[0], "code": None}]),
        rechained([OUTCOME[0], {**OUTCOME[1], "ref": TRUE["alternates"][1]}]),
        rechained([OUTCOME[0], {**OUTCOME[1], "prize": 1}]),
        rechained([OUTCOME[0], {**OUTCOME[5]}]),
        rechained([OUTCOME[0], {**OUTCOME[1], "kind": "not_awarded"}]),
        rechained([*OUTCOME[:5], {**OUTCOME[5], "kind": "promoted"}]),
        rechained([{**OUTCOME[0], "kind": "rerolled"}]),
    ],
)
def test_an_outcome_that_does_not_follow_is_refused(check, forged):
    assert refused_at(check(TRUE, outcome=forged)) == "outcome"


# ---- As anyone runs it


def run_alone(*arguments, bare=False):
    """Run the file by itself; `bare` without any installed package."""
    command = [sys.executable, "-I", *(["-S"] if bare else []), verifier.__file__, *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, cwd=os.sep, check=False
    )


@pytest.fixture
def saved(tmp_path):
    def save(value, name="certificate.json") -> str:
        Path(tmp_path / name).write_bytes(canonical(value))
        return str(tmp_path / name)

    return save


def test_the_file_runs_by_itself(saved):
    done = run_alone(saved(TRUE))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == NOT_SEALED


def test_the_file_runs_by_itself_with_seal_receipt_and_outcome(saved):
    files = [saved(TRUE), "--receipt", saved(receipt(), "r"), "--outcome", saved(OUTCOME, "o")]
    done = run_alone(*files, "--seal", SEAL.upper())
    assert (done.returncode, done.stderr) == (0, "")
    assert "published under the seal given" in done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("forge", "step"),
    [(swap_winner, "ranks"), (own_key, "signature"), (lambda it: {**it, "list": ADDED}, "root")],
)
def test_the_file_by_itself_refuses_forgeries(saved, forge, step):
    done = run_alone(saved(with_digest(forge(TRUE))), "--seal", SEAL)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == f"Refused at the step: {step}"


def test_without_installed_packages_it_says_what_it_left_out(saved):
    done = run_alone(saved(TRUE), "--seal", SEAL, "--receipt", saved(receipt(), "r"), bare=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "left out  signature  py_ecc is not installed" in done.stdout
    assert "left out  receipt    cryptography is not installed" in done.stdout
    assert done.stdout.endswith("Not checked: that the beacon signed this round.\n")


def test_without_installed_packages_a_missing_receipt_is_still_missing(saved):
    shown = saved(receipt(ref="e-left-out"), "r")
    done = run_alone(saved(TRUE), "--receipt", shown, bare=True)
    assert done.returncode == 1
    assert "MISSING: show this receipt" in done.stdout


@pytest.mark.parametrize("arguments", [[], ["nowhere.json"], ["x", "--seal", "12"]])
def test_wrong_usage_is_not_a_refusal(arguments):
    assert run_alone(*arguments).returncode == 2


def test_a_name_cannot_steer_the_terminal(check):
    prizes = [{"name": "\x1b[2Jbook\u202e", "count": 1}]
    _, lines = check(certificate(frozen_rules(settings(prizes=prizes))))
    assert "\x1b" not in "\n".join(lines)
    assert any(line.endswith("?[2Jbook?") for line in lines)
