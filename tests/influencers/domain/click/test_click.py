"""What a click is taken for, and what it is counted by."""

from datetime import UTC, datetime, timedelta

import pytest

from services.influencers.domain.click import Agent, Click, Verdict, Visit, counted, judged
from tests.contracts.reading import CONTRACTS

AT = datetime(2026, 3, 29, 16, 30, tzinfo=UTC)
PERSON = (Agent.PERSON, "")


def visit(**more):
    told = {
        "id": "c-1",
        "workspace_id": "maison-lumen",
        "link_id": "l-1",
        "at": AT,
        "trigger": "link",
        "agent": "a browser",
        "network": "203.0.113.0/24",
        "mark": "m",
        **more,
    }
    return Visit(**told)


@pytest.mark.parametrize(
    ("minutes", "verdict"),
    [
        ([], Verdict.HUMAN),
        ([-59], Verdict.DUPLICATE),
        ([59], Verdict.DUPLICATE),
        ([-60], Verdict.HUMAN),
        ([60], Verdict.HUMAN),
        ([-300, 300], Verdict.HUMAN),
    ],
)
def test_one_browser_within_an_hour_is_one_person(minutes, verdict):
    people = [AT + timedelta(minutes=each) for each in minutes]
    assert judged(visit(), PERSON, people).verdict is verdict


def test_a_bot_is_a_bot_however_often_it_comes():
    click = judged(visit(), (Agent.BOT, "no_agent"), [AT])
    assert (click.verdict, click.reason) == (Verdict.BOT, "no_agent")


def test_a_verdict_tells_ids_and_an_hour_alone():
    event = Click(visit(program_id="p-1"), Verdict.HUMAN).event
    assert (event.id, event.key) == ("c-1", "l-1")
    assert event.data == {
        "click_id": "c-1",
        "link_id": "l-1",
        "program_id": "p-1",
        "hour": "2026-03-29T16",
        "trigger": "link",
        "verdict": "human",
        "reason": "",
    }
    CONTRACTS[event.type].check("payload", dict(event.data))


def test_a_click_is_counted_by_all_that_it_belongs_to():
    owned = Click(visit(program_id="p-1", partner_id="a-1"), Verdict.HUMAN)
    found = counted([owned, owned, Click(visit(id="c-2"), Verdict.BOT)])
    people = {(each.id, each.within): dict(counts) for each, counts in found.items()}
    two, all_ = {Verdict.HUMAN: 2}, {Verdict.HUMAN: 2, Verdict.BOT: 1}
    assert people == {
        ("workspace|2026-03-29", ""): all_,
        ("link:l-1|2026-03-29", ""): all_,
        ("link:l-1|all", ""): all_,
        ("program:p-1|2026-03-29", ""): two,
        ("program:p-1|all", ""): two,
        ("partner:a-1|2026-03-29", ""): two,
        ("partner:a-1|m2026-03", "partners"): two,
        ("partner:a-1|all", "partners"): two,
        ("enrolled:p-1:a-1|2026-03-29", ""): two,
        ("enrolled:p-1:a-1|m2026-03", "program:p-1"): two,
        ("enrolled:p-1:a-1|all", "program:p-1"): two,
    }
