"""Workspaces and accounts are opened once, whoever repeats it."""

from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher

from services.gateway.accounts.domain.errors import AddressTaken, SignInRefused
from services.gateway.accounts.domain.kept_form import KeptForm
from services.gateway.accounts.passwords import Passwords
from services.gateway.accounts.stores import open_stores
from services.gateway.accounts.use_cases.clean_up import clean_up
from services.gateway.accounts.use_cases.context import Context
from services.gateway.accounts.use_cases.open_account import open_account
from services.gateway.accounts.use_cases.open_workspace import open_workspace
from services.gateway.accounts.use_cases.paint_workspace import paint_workspace
from services.gateway.accounts.use_cases.sign_in import sign_in
from services.gateway.accounts.use_cases.sign_out import sign_out
from shared.clock import ManualClock
from shared.documents import open_database
from shared.errors import Invalid
from shared.ids import SeededIds

PASSWORD = "correct horse battery"
OWNER = {
    "workspace_id": "maison-lumen",
    "email": "Ines@Lumen.example ",
    "password": PASSWORD,
    "role": "owner",
}


@pytest.fixture
def context(tmp_path):
    stores = open_stores(open_database("gateway", data_dir=str(tmp_path)))
    passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    yield Context(stores, passwords, ManualClock(datetime(2026, 3, 1, tzinfo=UTC)), SeededIds(3))
    stores.database.close()


def test_an_account_is_opened_once_and_told_once(context):
    first, again = open_account(context, **OWNER), open_account(context, **OWNER)
    assert first == again
    waiting = context.stores.accounts.collection.pending(10)
    assert [event.data for each in waiting for event in each.events] == [
        {"account_id": first.id, "workspace_id": "maison-lumen", "role": "owner"}
    ]


def test_an_account_that_must_be_new_refuses_an_address_that_has_one(context):
    open_account(context, **OWNER)
    with pytest.raises(AddressTaken):
        open_account(context, **OWNER, must_be_new=True)


def test_what_an_account_tells_holds_no_address(context):
    open_account(context, **OWNER)
    event = context.stores.accounts.collection.pending(10)[0].events[0]
    assert "lumen.example" not in repr(event).lower().replace("maison-lumen", "")


def test_a_repeat_changes_neither_password_nor_role(context):
    open_account(context, **OWNER)
    again = {"email": "ines@lumen.example", "password": "another password", "role": "analyst"}
    open_account(context, **{**OWNER, **again})
    opened = sign_in(context, email="ines@lumen.example", password=PASSWORD)
    assert opened.session.role == "owner"


def test_an_address_belongs_to_one_workspace(context):
    open_account(context, **OWNER)
    with pytest.raises(AddressTaken):
        open_account(context, **{**OWNER, "workspace_id": "other-house"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "no address"},
        {"email": "a@b"},
        {"email": "a@b.org\nc"},
        {"password": "short"},
        {"role": "emperor"},
        {"role": "public"},
    ],
)
def test_an_account_needs_an_address_a_long_password_and_a_known_role(context, wrong):
    with pytest.raises(Invalid):
        open_account(context, **{**OWNER, **wrong})


def test_a_workspace_keeps_its_first_name(context):
    kept = context.stores.workspaces
    open_workspace(kept, workspace_id="maison-lumen", name="Maison Lumen")
    again = open_workspace(kept, workspace_id="maison-lumen", name="Something else")
    assert again.name == "Maison Lumen"


@pytest.mark.parametrize("name", ["ab", "Maison Lumen", "a/b/c", "x" * 41])
def test_a_workspace_is_readable_in_an_address(context, name):
    with pytest.raises(Invalid):
        open_workspace(context.stores.workspaces, workspace_id=name, name="Name")


@pytest.mark.parametrize(
    "name", ["Maison\nLumen", "Maison\x00", "Maison \u202eneuluM", " ", "x" * 81]
)
def test_a_name_of_a_workspace_is_one_line_that_shows(context, name):
    with pytest.raises(Invalid) as refused:
        open_workspace(context.stores.workspaces, workspace_id="maison-lumen", name=name)
    assert [each.field for each in refused.value.fields] == ["workspace_name"]
    assert context.stores.workspaces.get("maison-lumen") is None


def test_a_name_of_a_workspace_may_hold_what_people_write(context):
    name = "L’Été\u00a0! 👨‍👩‍👧 & Cie"
    kept = open_workspace(context.stores.workspaces, workspace_id="maison-lumen", name=name)
    assert kept.name == name


def test_a_wrong_password_and_an_unknown_address_are_refused_alike(context):
    open_account(context, **OWNER)
    told = []
    for email, password in (("ines@lumen.example", "wrong"), ("nobody@lumen.example", PASSWORD)):
        with pytest.raises(SignInRefused) as refused:
            sign_in(context, email=email, password=password)
        told.append((refused.value.slug, refused.value.detail))
    assert told[0] == told[1]


def test_a_session_is_kept_under_the_hash_of_what_the_browser_holds(context):
    open_account(context, **OWNER)
    opened = sign_in(context, email=" INES@lumen.example", password=PASSWORD)
    assert context.stores.sessions.get(opened.secret) is None
    assert context.stores.sessions.get(opened.session.id) == opened.session


def test_signing_out_ends_the_session_and_a_repeat_changes_nothing(context):
    open_account(context, **OWNER)
    opened = sign_in(context, email="ines@lumen.example", password=PASSWORD)
    sessions = context.stores.sessions
    sign_out(sessions, session_id=opened.session.id)
    sign_out(sessions, session_id=opened.session.id)
    sign_out(sessions, session_id="")
    assert sessions.get(opened.session.id) is None


def test_what_has_expired_is_forgotten_and_nothing_else(context):
    open_account(context, **OWNER)
    who, stores = {"email": OWNER["email"], "password": PASSWORD}, context.stores
    clock = context.clock
    old = sign_in(context, **who)
    clock.advance(hours=7)
    stores.kept_forms.put(KeptForm("k", "/en/x", "", (("a", "1"), ("a", "2")), clock.now()))
    fresh = sign_in(context, **who)
    clock.advance(hours=2)
    assert clean_up(stores, clock) == 2
    assert stores.sessions.get(old.session.id) is None
    assert stores.kept_forms.take("k") is None
    assert stores.sessions.get(fresh.session.id) is not None


def test_a_kept_form_is_given_back_once_with_its_repeated_fields(context):
    forms, clock = context.stores.kept_forms, context.clock
    form = KeptForm("k", "/en/x", "acc", (("a", "1"), ("a", "2")), clock.now())
    forms.put(form)
    assert forms.take("k") == form
    assert forms.take("k") is None


def test_a_workspace_has_the_colour_that_it_was_given_last(context):
    workspaces = context.stores.workspaces
    open_workspace(workspaces, workspace_id="maison-lumen", name="Maison Lumen")
    assert workspaces.get("maison-lumen").accent == ""
    for colour in ("#C2331A", "#1d5a9e"):
        paint_workspace(workspaces, workspace_id="maison-lumen", accent=colour)
    with pytest.raises(Invalid):
        paint_workspace(workspaces, workspace_id="maison-lumen", accent="#ffff00")
    kept = workspaces.get("maison-lumen")
    assert (kept.name, kept.accent) == ("Maison Lumen", "#1d5a9e")
