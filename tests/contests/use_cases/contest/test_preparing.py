"""From a draft to a published contest."""

from typing import Any

import pytest

from services.contests.domain.contest import Contest, State
from services.contests.domain.draw import frozen_rules, rules_hash
from services.contests.domain.errors import ContestIncomplete, SlugTaken, WrongState
from services.contests.use_cases.contest.create import create_contest
from services.contests.use_cases.contest.read import read_public_contest
from services.contests.use_cases.contest.save import save_draft
from shared.errors import Invalid, NotFound, StaleVersion
from tests.contests.desk import WORKSPACE, Desk


class NotYetThere:
    """Contests whose first reader came before the writer."""

    def __init__(self, inner: Any) -> None:
        self._inner, self._read = inner, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def get(self, workspace: str, contest_id: str) -> Any:
        """Find nothing the first time."""
        if not self._read:
            self._read = True
            raise NotFound
        return self._inner.get(workspace, contest_id)


def save(desk: Desk, contest: Contest, **given: Any) -> Contest:
    return save_draft(
        desk.context, workspace=WORKSPACE, contest=contest.id, version=contest.version, **given
    )


def test_a_draft_starts_with_defaults_and_an_address_of_its_own(desk: Desk) -> None:
    one, other = (create_contest(desk.context, workspace=WORKSPACE) for _ in range(2))
    assert one.state is State.DRAFT
    assert one.settings["confirm_within"] == 86400
    assert one.slug != other.slug


def test_two_contests_of_a_workspace_never_share_an_address(desk: Desk) -> None:
    create_contest(desk.context, workspace=WORKSPACE, slug="summer")
    with pytest.raises(SlugTaken):
        create_contest(desk.context, workspace=WORKSPACE, slug="summer")
    assert create_contest(desk.context, workspace="elsewhere", slug="summer").slug == "summer"


def test_one_key_sent_twice_at_once_makes_one_contest(desk: Desk) -> None:
    once = {"workspace": WORKSPACE, "idempotency_key": "create-0001"}
    first = create_contest(desk.context, **once)
    late = desk.with_stores(contests=NotYetThere(desk.context.stores.contests))
    assert create_contest(late, **once).id == first.id
    assert len(desk.context.stores.contests.page(WORKSPACE).items) == 1


def test_saving_replaces_members_of_the_same_name_and_none_removes_one(desk: Desk) -> None:
    draft = desk.draft(alternates=3)
    changes = {"alternates": None, "zone": "Europe/Brussels"}
    saved = save(desk, draft, settings=changes)
    assert "alternates" not in saved.settings
    assert saved.settings["zone"] == "Europe/Brussels"
    assert saved.settings["organiser"] == draft.settings["organiser"]


def test_two_people_who_edit_the_same_version_do_not_overwrite_each_other(desk: Desk) -> None:
    draft = desk.draft()
    save(desk, draft, slug="first-come")
    with pytest.raises(StaleVersion):
        save(desk, draft, slug="first-come")


def test_opening_freezes_the_settings_under_their_hash(desk: Desk) -> None:
    contest = desk.opened()
    assert contest.state is State.OPEN
    assert contest.rules_hash == rules_hash(frozen_rules(contest.settings, []))
    assert contest.due_at == contest.schedule.closes_at
    assert contest.settings["mechanic"]["max_weight"] == 1
    assert len(bytes.fromhex(contest.settings["receipts"])) == 32


def test_a_contest_that_opens_promises_under_its_hash_how_far_the_ranked_list_goes(
    desk: Desk,
) -> None:
    draft = desk.draft()
    contest = desk.open(draft)
    assert "ranked_list" not in draft.settings
    assert contest.settings["ranked_list"] == {"ends_with": "alternates", "then": "not_awarded"}
    assert contest.rules_hash == rules_hash(frozen_rules(contest.settings, []))


def test_opening_publishes_one_event_and_tells_the_audit_who_did(desk: Desk) -> None:
    contest = desk.opened()
    event, told = desk.events("contests")
    assert (told.topic, told.data["account_id"]) == ("contests.audit", "ada")
    assert event.type == "kermesse.contests.contest.opened.v1"
    assert event.data["rules_hash"] == contest.rules_hash
    assert event.data["test_beacon"] is True


def test_the_secrets_of_a_contest_are_stored_wrapped(desk: Desk) -> None:
    contest = desk.opened()
    stored = desk.database.collection("contests").get(WORKSPACE, contest.id)
    assert stored is not None
    assert len(stored["secrets"]["receipt_key"]) > 32
    assert stored["secrets"] != desk.opened().secrets


def test_a_secret_code_does_not_survive_the_opening(desk: Desk) -> None:
    contest = desk.opened(mechanic={"kind": "secret_code", "code": "lumière", "bonus": 4})
    stored = desk.database.collection("contests").get(WORKSPACE, contest.id)
    assert "lumière" not in repr(stored)
    assert contest.settings["mechanic"]["max_weight"] == 5


def test_an_incomplete_contest_does_not_open_and_says_why(desk: Desk) -> None:
    draft = desk.draft(prizes=[])
    with pytest.raises(ContestIncomplete) as refused:
        desk.open(draft)
    assert [(each.field, each.code) for each in refused.value.fields] == [
        ("settings.prizes", "no_prize")
    ]
    assert desk.now(draft).state is State.DRAFT


def test_a_contest_opens_once(desk: Desk) -> None:
    contest = desk.opened()
    with pytest.raises(WrongState):
        desk.open(contest)
    assert desk.verbs("contests") == ["changed", "opened"]


def test_settings_and_address_of_an_open_contest_do_not_change_but_its_texts_do(
    desk: Desk,
) -> None:
    contest = desk.opened()
    for frozen in ({"settings": {"alternates": 0}}, {"slug": "another"}):
        with pytest.raises(WrongState):
            save(desk, contest, **frozen)
    saved = save(desk, contest, texts={"fr": {"title": "Autre"}})
    assert saved.texts["fr"] == {"title": "Autre"}
    assert saved.texts["en"] == contest.texts["en"]
    assert saved.rules_hash == contest.rules_hash


@pytest.mark.parametrize("text", [None, {}, {"title": ""}, {"intro": "Bonjour"}])
def test_an_open_contest_loses_no_title_of_its_languages(desk: Desk, text: Any) -> None:
    contest = desk.opened()
    with pytest.raises(Invalid) as refused:
        save(desk, contest, texts={"fr": text})
    assert [(each.field, each.code) for each in refused.value.fields] == [
        ("texts.fr.title", "missing")
    ]
    assert desk.now(contest).texts == contest.texts


def test_a_draft_is_not_public(desk: Desk) -> None:
    draft = desk.draft()
    with pytest.raises(NotFound):
        read_public_contest(desk.context, workspace=WORKSPACE, slug=draft.slug)
