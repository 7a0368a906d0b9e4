"""Clicks for tests: people and robots who come by a partner's link."""

from datetime import timedelta

from services.influencers.domain.click import Agent, Visit
from services.influencers.domain.program import Program
from services.influencers.use_cases.click.count import count_clicks
from services.influencers.use_cases.click.judge import judge_clicks
from tests.influencers.bureau import WORKSPACE, Bureau


def visited(bureau: Bureau, program: Program, partner: str, people: int, bots: int = 0) -> None:
    """Let so many people and robots come by a partner's link, each counted."""
    visits = [
        Visit(
            id=f"c-{partner}-{number}",
            workspace_id=WORKSPACE,
            link_id=f"l-{partner}",
            at=bureau.clock.now() + timedelta(seconds=number),
            trigger="link",
            agent="a person" if number < people else "a bot",
            network="203.0.113.0/24",
            mark=f"{partner}-{number}",
            program_id=program.id,
            partner_id=partner,
        )
        for number in range(people + bots)
    ]
    said = {"a person": (Agent.PERSON, ""), "a bot": (Agent.BOT, "says_so")}
    judge_clicks(bureau.context, said.__getitem__, visits)
    count_clicks(bureau.context, workspace=WORKSPACE)
