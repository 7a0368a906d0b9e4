"""People and keys of earlier code are known again: nobody is in twice, no key opens but its own."""

from base64 import b64encode

import pytest

from shared.settings import SettingError
from tests.kept.acting import TEXTS, Cast, address
from tests.kept.conftest import BOTH, Opening
from tests.kept.opening import contests_application
from tests.kept.recorded import cut_of

pytestmark = pytest.mark.parametrize("store", BOTH, indirect=True)


def opened(reopen: Opening, cut: str) -> Cast:
    left = cut_of("ordinary", cut)
    return Cast(reopen(left), left.letters)


def test_a_form_that_was_taken_is_taken_again_and_kept_once(reopen: Opening) -> None:
    cast = opened(reopen, "confirmed and told")
    cast.enter("ben", "cleo")
    cast.run()
    assert len(cast.letters) == len(cast.before)


def test_another_form_under_the_same_key_is_refused(reopen: Opening) -> None:
    cast = opened(reopen, "confirmed and told")
    cast.enter("ben", status=422, first_name="Bernard")


def test_a_confirmation_is_answered_again_with_the_same_receipt(reopen: Opening) -> None:
    cast = opened(reopen, "confirmed and told")
    answer = cast.someone("POST", f"/confirmations/{cast.link('ben', 'confirm')}")
    (mailed,) = [
        text
        for letter in cast.before
        if letter["to"] == address("ben")
        for text in letter["attached"].values()
    ]
    assert answer["receipt"]["signature"] in mailed


def test_a_person_who_is_in_is_told_so_however_they_write_their_address(reopen: Opening) -> None:
    cast = opened(reopen, "confirmed and told")
    cast.enter("ben", source="tv", email=address("ben").upper().replace("BEN", "Ben"))
    cast.run()
    (letter,) = cast.letters[len(cast.before) :]
    assert [link.partition("/")[0] for link in letter["links"]] == ["entry"]


def test_a_draft_is_made_once_for_each_key(reopen: Opening) -> None:
    cast = opened(reopen, "draft that lacks much")
    body = {"slug": "le-jeu-de-l-ete"}
    again = cast.team("POST", "/contests", body, Idempotency_Key="a-draft-of-ada")
    assert again["id"] == cast.id


def test_an_address_of_a_contest_is_taken_for_good(reopen: Opening) -> None:
    cast = opened(reopen, "draft that lacks much")
    body = {"slug": "le-jeu-de-l-ete", "texts": TEXTS}
    assert cast.team("POST", "/contests", body, status=409)["slug"] == "slug_taken"


def test_another_wrapping_key_is_refused_by_name(reopen: Opening) -> None:
    house = reopen(cut_of("ordinary", "open"))
    other = {"KERMESSE_CONTESTS_WRAPPING_KEY": b64encode(bytes(32)).decode()}
    with pytest.raises(SettingError, match="KERMESSE_CONTESTS_WRAPPING_KEY"):
        contests_application({**house.environ, **other})
