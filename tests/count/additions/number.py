"""A number with a default and a rule: how many tables the prize-giving has."""

from tests.count.addition import Addition
from tests.count.copy import Copy

FIELD = """    tables: int = asks(
        Kind.WHOLE,
        both("Tables de la remise", "Tables at the prize-giving"),
        path="settings.tables",
        default=6,
        minimum=1,
        maximum=60,
        says={
            "too_few_tables": both(
                "Les gagnants ne tiennent pas à %(tables)s tables. Ajoutez-en.",
                "The winners do not fit at %(tables)s tables. Add some.",
            )
        },
    )
"""
RULE = """

def _tables(settings: Mapping[str, Any]) -> Iterator[FieldError]:
    winners = sum(prize.get("count") or 0 for prize in settings.get("prizes") or ())
    if winners > 10 * setting(settings, "tables"):
        params = {"tables": setting(settings, "tables")}
        yield FieldError("settings.tables", "too_few_tables", params)
"""
SHOWN = '    {{ ask(form, "settings.tables") }}\n'
RULED = '''"""Tables: a default, and a rule with another field."""

from tests.contests.desk import Desk


def blocked(desk: Desk, **settings: object) -> list[tuple[str, str]]:
    draft = desk.draft(**settings)
    shown = desk.client().get(f"/api/v1/contests/{draft.id}", headers=desk.bearer("owner"))
    return [(each["field"], each["code"]) for each in shown.json["blocking"]]


def test_a_contest_whose_winners_do_not_fit_cannot_open(desk: Desk) -> None:
    many = [{"name": "Lamp", "count": 61}]
    assert blocked(desk, prizes=many) == [("settings.tables", "too_few_tables")]
    assert blocked(desk, prizes=many, tables=7) == []
    assert desk.opened().settings["tables"] == 6
'''
DRAWN = '''"""Tables: drawn with its default, read as a number, named where it is none."""

from tests.gateway.conftest import Gateway
from tests.gateway.forms import COMPLETE_FORM, EDIT


def test_the_page_reads_a_number_and_keeps_what_is_none(gateway: Gateway) -> None:
    gateway.services.add("c-1")
    browser = gateway.signed_in()
    form = {**COMPLETE_FORM, "settings.tables": "7", "action": "save"}
    assert browser.post(EDIT, form).status_code == 303
    assert gateway.services.contests["c-1"]["settings"]["tables"] == 7
    answer = browser.post(EDIT, {**form, "settings.tables": "1e1"})
    assert answer.status_code == 422
    assert 'value="1e1"' in answer.text
    assert "Tables at the prize-giving" in answer.text
'''


def perform(copy: Copy) -> None:
    """Declare it, write its rule, give it its place on the page."""
    domain = "services/contests/domain/contest"
    page = "services/gateway/products/contests/templates/console/contest_form.html"
    copy.insert(f"{domain}/form/prizes.py", FIELD, before="    alternates: int = asks(")
    copy.replace(
        f"{domain}/blocking.py",
        "        *_people(settings),\n    ]",
        "        *_people(settings),\n        *_tables(settings),\n    ]",
    )
    copy.append(f"{domain}/blocking.py", RULE)
    copy.replace(f"{domain}/blocking.py", "form import FIELDS\n", "form import FIELDS, setting\n")
    copy.insert(page, SHOWN, before='      {{ ask(form, "settings.alternates") }}')
    copy.write("tests/contests/test_tables.py", RULED)
    copy.write("tests/gateway/products/contests/console/test_tables_page.py", DRAWN)


ADDITION = Addition(
    name="number",
    title="a number with a default and a rule",
    place=2,
    limit=3,
    perform=perform,
    proofs=(
        "tests/contests/test_tables.py",
        "tests/gateway/products/contests/console/test_tables_page.py",
        "tests/stack/test_house.py",
    ),
)
