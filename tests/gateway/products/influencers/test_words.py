"""Every code that influencers may answer has a sentence that says what to do."""

import re
from pathlib import Path

from services.gateway.audit.pages.words import ACTS
from services.gateway.kit.sentences import SENTENCES as SHARED
from services.gateway.products.influencers.words import WORDS
from services.influencers.domain.audit import Purpose
from services.influencers.domain.enrollment import Decision
from services.influencers.domain.payout import PayoutAction
from services.influencers.domain.program import ProgramAction
from shared.forms.sentences import GENERAL

SERVICE = Path(__file__).parents[4] / "services" / "influencers"
CODE = re.compile(r"FieldError\(\s*(?:f?\"[^\"]*\"|path),\s*\"([a-z_]+)\"")
SLUG = re.compile(r'slug: ClassVar\[str\] = "([a-z_]+)"')
KNOWN = {*SHARED, *GENERAL, *WORDS.sentences, *(code for _, code in WORDS.exact)}
# Programs meet these, never somebody at a page: a form that was changed gets another key, a shop
# signs by itself.
FOR_PROGRAMS = {"idempotency_conflict", "bad_signature", "stale_signature"}


def said(pattern: re.Pattern[str]) -> set[str]:
    texts = [path.read_text("utf-8") for path in SERVICE.rglob("*.py")]
    return {code for text in texts for code in pattern.findall(text)}


def test_every_code_of_a_field_has_a_sentence() -> None:
    assert {"no_reward", "other_currency"} <= said(CODE)
    assert said(CODE) - KNOWN == set()


def test_every_refusal_has_a_sentence() -> None:
    assert {"program_incomplete", "partner_exists"} <= said(SLUG)
    assert said(SLUG) - KNOWN - FOR_PROGRAMS == set()


def test_every_act_that_the_audit_is_told_has_words() -> None:
    moves = ("open", "pause", "resume", "end")
    assert set(moves) < {each.value for each in ProgramAction}
    told = {
        *(f"read.{each.value}" for each in Purpose),
        *(f"changed.program_{each}" for each in moves),
        *(f"changed.enrollment_{each.value}" for each in Decision),
        *(f"changed.{each}" for each in ("partner_enter", "partner_save", "enrollment_invite")),
        *(f"changed.code_{each}" for each in ("make", "disable", "enable")),
        *(f"changed.link_{each}" for each in ("make", "edit", "disable", "enable", "hosts_save")),
        *(f"changed.commission_{each}" for each in ("hold", "release")),
        *("changed.shop_secret_make", "changed.attribution_decide"),
        *(f"changed.payout_{each.value}" for each in PayoutAction),
        *(f"changed.{each}" for each in ("payout_propose", "account_save", "account_confirm")),
        "changed.payer_save",
    }
    assert told - set(ACTS) == set()
