"""Two implementations, the product's and the verifier's, agree."""

from hypothesis import HealthCheck, given
from hypothesis import settings as with_settings
from hypothesis import strategies as st

from services.contests.domain.beacon import QUICKNET, TEST
from services.contests.domain.draw import (
    canonical,
    entry_line,
    frozen_rules,
    seal_of,
)
from services.contests.entrypoints import verify as verifier
from tests.contests.certificates import (
    certificate,
    settings,
)

TRUE = certificate()


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
