"""Workspaces and accounts are opened once, whoever repeats it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher

from services.gateway.accounts.domain.errors import SignInRefused
from services.gateway.accounts.passwords import ArgonPasswords
from services.gateway.accounts.stores import (
    StoredAccounts,
    StoredSessions,
    StoredWorkspaces,
)
from services.gateway.accounts.use_cases.clean_up import clean_up
from services.gateway.accounts.use_cases.open_account import AddressTaken, OpenAccount, open_account
from services.gateway.accounts.use_cases.open_workspace import OpenWorkspace, open_workspace
from services.gateway.accounts.use_cases.ports import KeptForm
from services.gateway.accounts.use_cases.sign_in import SignIn, sign_in_with
from services.gateway.accounts.use_cases.sign_out import SignOut, sign_out_of
from shared.clock import ManualClock
from shared.documents import open_database
from shared.errors import Invalid
from shared.ids import SeededIds

PASSWORD = "correct horse battery"
OWNER = OpenAccount("maison-lumen", "Ines@Lumen.example ", PASSWORD, "owner")


class World:
    """The use cases over a real database."""

    def __init__(self, folder):
        self.database = open_database("gateway", data_dir=str(folder))
        self.accounts = StoredAccounts(self.database)
        self.workspaces = StoredWorkspaces(self.database)
        self.sessions = StoredSessions(self.database)
        for repository in (self.accounts, self.workspaces, self.sessions):
            repository.ensure()
        self.passwords = ArgonPasswords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        self.clock = ManualClock(datetime(2026, 3, 1, tzinfo=UTC))
        self.ids = SeededIds(3)

    def open(self, command):
        return open_account(command, self.accounts, self.passwords, self.clock, self.ids)

    def sign_in(self, email, password):
        return sign_in_with(
            SignIn(email, password), self.accounts, self.workspaces, self.sessions,
            self.passwords, self.clock, self.ids,
        )  # fmt: skip


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.database.close()


def test_an_account_is_opened_once_and_told_once(world):
    first, again = world.open(OWNER), world.open(OWNER)
    assert first == again
    waiting = world.accounts.documents.pending(10)
    assert [event.data for each in waiting for event in each.events] == [
        {"account_id": first.id, "workspace_id": "maison-lumen", "role": "owner"}
    ]


def test_an_account_that_must_be_new_refuses_an_address_that_has_one(world):
    world.open(OWNER)
    with pytest.raises(AddressTaken):
        world.open(replace(OWNER, must_be_new=True))


def test_what_an_account_tells_holds_no_address(world):
    world.open(OWNER)
    event = world.accounts.documents.pending(10)[0].events[0]
    assert "lumen.example" not in repr(event).lower().replace("maison-lumen", "")


def test_a_repeat_changes_neither_password_nor_role(world):
    world.open(OWNER)
    world.open(OpenAccount("maison-lumen", "ines@lumen.example", "another password", "analyst"))
    assert world.sign_in("ines@lumen.example", PASSWORD).session.role == "owner"


def test_an_address_belongs_to_one_workspace(world):
    world.open(OWNER)
    with pytest.raises(AddressTaken):
        world.open(OpenAccount("other-house", "ines@lumen.example", PASSWORD, "owner"))


@pytest.mark.parametrize(
    "command",
    [
        OpenAccount("w", "no address", PASSWORD, "owner"),
        OpenAccount("w", "a@b.example", "short", "owner"),
        OpenAccount("w", "a@b.example", PASSWORD, "emperor"),
        OpenAccount("w", "a@b.example", PASSWORD, "public"),
    ],
)
def test_an_account_needs_an_address_a_long_password_and_a_known_role(world, command):
    with pytest.raises(Invalid):
        world.open(command)


def test_a_workspace_keeps_its_first_name(world):
    open_workspace(OpenWorkspace("maison-lumen", "Maison Lumen"), world.workspaces)
    again = open_workspace(OpenWorkspace("maison-lumen", "Something else"), world.workspaces)
    assert again.name == "Maison Lumen"


@pytest.mark.parametrize("name", ["ab", "Maison Lumen", "a/b/c", "x" * 41])
def test_a_workspace_is_readable_in_an_address(world, name):
    with pytest.raises(Invalid):
        open_workspace(OpenWorkspace(name, "Name"), world.workspaces)


def test_a_wrong_password_and_an_unknown_address_are_refused_alike(world):
    world.open(OWNER)
    told = []
    for email, password in (("ines@lumen.example", "wrong"), ("nobody@lumen.example", PASSWORD)):
        with pytest.raises(SignInRefused) as refused:
            world.sign_in(email, password)
        told.append((refused.value.slug, refused.value.detail))
    assert told[0] == told[1]


def test_a_session_is_kept_under_the_hash_of_what_the_browser_holds(world):
    world.open(OWNER)
    opened = world.sign_in(" INES@lumen.example", PASSWORD)
    assert world.sessions.get(opened.secret) is None
    assert world.sessions.get(opened.session.id) == opened.session


def test_signing_out_ends_the_session_and_a_repeat_changes_nothing(world):
    world.open(OWNER)
    opened = world.sign_in("ines@lumen.example", PASSWORD)
    sign_out_of(SignOut(opened.session.id), world.sessions)
    sign_out_of(SignOut(opened.session.id), world.sessions)
    sign_out_of(SignOut(""), world.sessions)
    assert world.sessions.get(opened.session.id) is None


def test_what_has_expired_is_forgotten_and_nothing_else(world):
    world.open(OWNER)
    old = world.sign_in("ines@lumen.example", PASSWORD)
    world.clock.advance(hours=7)
    form = KeptForm("k", "/en/x", "", (("a", "1"), ("a", "2")), world.clock.now())
    world.sessions.keep_form(form)
    fresh = world.sign_in("ines@lumen.example", PASSWORD)
    world.clock.advance(hours=2)
    assert clean_up(world.sessions, world.clock) == 2
    assert world.sessions.get(old.session.id) is None
    assert world.sessions.take_form("k") is None
    assert world.sessions.get(fresh.session.id) is not None


def test_a_kept_form_is_given_back_once_with_its_repeated_fields(world):
    form = KeptForm("k", "/en/x", "acc", (("a", "1"), ("a", "2")), world.clock.now())
    world.sessions.keep_form(form)
    assert world.sessions.take_form("k") == form
    assert world.sessions.take_form("k") is None
