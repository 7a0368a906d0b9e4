"""Figures of clicks over the API."""

from datetime import timedelta

import pytest

from services.influencers.domain.click import Agent, Visit
from services.influencers.use_cases.click.count import count_clicks
from services.influencers.use_cases.click.judge import judge_clicks
from tests.influencers.bureau import START, WORKSPACE


@pytest.fixture
def brought(bureau):
    """Return a program and a partner who brought three people and a bot."""
    program, partner = bureau.opened(), bureau.entered()
    visits = [
        Visit(
            id=f"c-{number}",
            workspace_id=WORKSPACE,
            link_id="l-1",
            at=START + timedelta(seconds=number),
            trigger="qr",
            agent="bot" if number == 3 else "browser",
            network="203.0.113.0/24",
            mark=str(number),
            program_id=program.id,
            partner_id=partner.id,
        )
        for number in range(4)
    ]
    agents = {"bot": (Agent.BOT, "says_so"), "browser": (Agent.PERSON, "")}
    judge_clicks(bureau.context, agents.__getitem__, visits)
    count_clicks(bureau.context, workspace=WORKSPACE)
    return program, partner


def get(bureau, path, *roles, **more):
    return bureau.client().get(path, headers=bureau.bearer(*roles), **more)


COUNTS = {"human": 3, "bot": 1, "preview": 0, "scanner": 0, "duplicate": 0}


def test_the_team_reads_the_clicks_of_a_program_and_of_a_partner(bureau, brought):
    program, partner = brought
    for path in (
        f"/api/v1/programs/{program.id}/clicks",
        f"/api/v1/partners/{partner.id}/clicks",
        f"/api/v1/partners/{partner.id}/clicks?program_id={program.id}",
    ):
        assert get(bureau, path, "analyst").json == {
            "since": "2026-02-01",
            "until": "2026-03-02",
            "days": [{"day": "2026-03-02", "counts": COUNTS}],
            "total": COUNTS,
        }


def test_days_are_asked_for_in_order(bureau, brought):
    program, _ = brought
    path = f"/api/v1/programs/{program.id}/clicks"
    asked = {"since": "2026-03-03", "until": "2026-03-04"}
    assert get(bureau, path, "analyst", query_string=asked).json["days"] == []
    for wrong in ({"since": "2026-03-03", "until": "2026-03-02"}, {"since": "yesterday"}):
        assert get(bureau, path, "analyst", query_string=wrong).status_code == 422


def test_the_ranking_names_partners_to_whoever_may_read_them(bureau, brought):
    program, partner = brought
    path = f"/api/v1/programs/{program.id}/ranking"
    [first] = get(bureau, f"{path}?month=2026-03", "manager").json["items"]
    assert (first["partner"]["id"], first["counts"]) == (partner.id, COUNTS)
    assert get(bureau, path, "analyst").status_code == 403
    assert get(bureau, f"{path}?month=2026-13", "manager").status_code == 422


def test_another_workspace_finds_neither(bureau, brought):
    program, partner = brought
    other = bureau.bearer("owner", workspace="other-house")
    for path in (
        f"/api/v1/programs/{program.id}/clicks",
        f"/api/v1/programs/{program.id}/ranking",
        f"/api/v1/partners/{partner.id}/clicks",
    ):
        assert bureau.client().get(path, headers=other).status_code == 404
