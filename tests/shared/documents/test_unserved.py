"""What only declared indexes can tell: which sorts are served, and which keys are whole."""

import pytest

from shared.documents import Collection, Database, Index, UnsupportedForm
from shared.errors import Invalid
from tests.shared.documents.samples import NOON, document


@pytest.fixture
def forms(database: Database) -> Collection:
    collection = database.collection("forms")
    collection.ensure(
        [
            Index("by_state", ("workspace_id", "state", "at")),
            Index("mail", ("workspace_id", "mail"), unique=True),
        ]
    )
    return collection


def test_a_sort_that_no_index_serves_is_refused(forms: Collection) -> None:
    for where, sort in [({}, ("at",)), ({"state": "x"}, ("n",)), ({"state": "x"}, ("at", "n"))]:
        with pytest.raises(UnsupportedForm):
            forms.find("acme", where, sort=sort)
    with pytest.raises(UnsupportedForm):
        forms.change("acme", {}, {"$set": {"a": 1}}, sort=("at",))


def test_what_has_one_of_several_unique_keys_comes_in_order_and_whole(forms: Collection) -> None:
    for number in range(3):
        forms.insert(document(f"d{number}", mail=f"{2 - number}", state="x", at=NOON))
    several = {"mail": {"$in": ["0", "1", "2"]}}
    for descending in (False, True):
        found, after = list[str](), None
        while not found or after:
            page = forms.find("acme", several, limit=1, after=after, descending=descending)
            found += [one["_id"] for one in page.items]
            after = page.after
        assert found == sorted(["d0", "d1", "d2"], reverse=descending)
    changed = forms.change("acme", several, {"$set": {"a": 1}}, sort=("_id",))
    assert changed is not None and changed["_id"] == "d0"
    assert forms.count("acme", several) == 3
    assert [one["_id"] for one in forms.find("acme", {"mail": {"$in": ["1"]}}).items] == ["d1"]


def test_a_unique_key_is_always_whole(forms: Collection) -> None:
    for stored in (document("a"), document("a", mail=None), document("a", mail=["x"])):
        with pytest.raises(UnsupportedForm):
            forms.insert(stored)


def test_an_index_holds_no_list_and_no_dict(forms: Collection) -> None:
    for state in (["x"], {"x": 1}):
        with pytest.raises(UnsupportedForm):
            forms.insert(document("a", mail="a", state=state))


def test_the_place_of_one_sort_is_none_of_another(forms: Collection) -> None:
    for number in range(3):
        forms.insert(document(f"d{number}", mail=f"{number}", state="x", at=NOON))
    page = forms.find("acme", {"state": "x"}, sort=("at",), limit=1)
    assert page.after is not None
    with pytest.raises(Invalid):
        forms.find("acme", {}, after=page.after)
