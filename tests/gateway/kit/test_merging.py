"""Two people change one form: what one changed is taken, what both did is told, nothing is lost."""

from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.gateway.kit.forms.merging import merge
from shared.forms.field import Kind, asks, both, fields_of
from shared.forms.writing import Typed, written


@dataclass(frozen=True, kw_only=True)
class Prize:
    name: str = asks(Kind.TEXT, both("Lot", "Prize"), maximum=200)
    value: Any = asks(Kind.AMOUNT, both("Valeur", "Value"))


@dataclass(frozen=True, kw_only=True)
class Form:
    title: str = asks(Kind.TEXT, both("Titre", "Title"), maximum=200)
    wait: Any = asks(Kind.DURATION, both("Délai", "Time"))
    where: tuple[str, ...] = asks(Kind.COUNTRIES, both("Pays", "Countries"))
    prizes: tuple[Prize, ...] = asks(Kind.ROWS, both("Lots", "Prizes"), row=Prize, maximum=9)


FIELDS = fields_of(Form)
BODIES = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["", "A", "B"]),
        "wait": st.sampled_from([3600, 86400 * 4]),
        "where": st.sampled_from([[], ["FR"], ["BE", "FR"]]),
        "prizes": st.sampled_from([["Vélo"], ["Livre"], ["Vélo", "Livre"]]).map(
            lambda names: [{"name": name} for name in names]
        ),
    }
)


def page(body: dict[str, Any]) -> Typed:
    """Return what a page sends that shows it: the list of boxes is named."""
    typed = written(FIELDS, body)
    typed.add("asked", "where")
    return typed


def texts(typed: Typed, of: str) -> dict[str, list[str]]:
    """Return what stands in a field, without what is empty."""
    return {
        name: sorted(filter(None, typed.getlist(name)))
        for name in typed
        if name.partition(".")[0] == of and any(typed.getlist(name))
    }


@given(before=BODIES, mine=BODIES, theirs=BODIES)
def test_each_text_is_of_who_changed_it_and_what_both_changed_is_told(
    before: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    merged, told = merge(FIELDS, page(before), page(mine), written(FIELDS, theirs))
    for name in ("title", "wait", "where", "prizes"):
        alone = mine[name] == before[name] != theirs[name]
        assert texts(merged, name) == texts(page(theirs if alone else mine), name)
        clash = mine[name] != theirs[name] and before[name] not in (mine[name], theirs[name])
        assert any(each.startswith(name) for each in told) is clash


def test_of_one_prize_two_people_change_two_things() -> None:
    before = {"name": "Vélo", "value": {"amount": 500, "currency": "EUR"}}
    mine = {"prizes": [{**before, "name": "Livre"}]}
    theirs = {"prizes": [{**before, "value": {"amount": 900, "currency": "EUR"}}]}
    opened = page({"prizes": [before]})
    merged, told = merge(FIELDS, opened, page(mine), written(FIELDS, theirs))
    assert (merged["prizes.0.name"], merged["prizes.0.value.amount"]) == ("Livre", "9.00")
    assert told == []


def test_without_what_stood_there_all_that_differs_is_told_and_what_was_typed_stays() -> None:
    merged, told = merge(FIELDS, None, page({"title": "A"}), written(FIELDS, {"title": "B"}))
    assert (merged["title"], told) == ("A", ["title"])


def test_what_a_page_does_not_show_is_nobodys_change() -> None:
    opened, now = page({"title": "A", "wait": 60}), written(FIELDS, {"title": "A", "wait": 3600})
    merged, told = merge(FIELDS, opened, Typed({"title": "B"}), now)
    assert (dict(merged.items()), told) == ({"title": "B"}, [])
