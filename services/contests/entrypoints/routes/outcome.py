"""What became of the winners, and what staff decides about them."""

from typing import Any

from flask_smorest import Blueprint

from services.contests.entrypoints.outcome_views import outcome_for_staff, people_of
from services.contests.entrypoints.schemas.winners import (
    OutcomeAnswer,
    ReadBody,
    SendingBody,
    SkipWinnerBody,
    TellWinnerBody,
    WinnersAnswer,
    WinnersQuery,
)
from services.contests.manifest import DECIDE, READ_OUTCOME
from services.contests.use_cases.context import Context
from services.contests.use_cases.outcome.read import read_outcome
from services.contests.use_cases.winner.fulfil import fulfil_prize
from services.contests.use_cases.winner.keep import keep_winner
from services.contests.use_cases.winner.read_people import read_winner, read_winners
from services.contests.use_cases.winner.send import send_prize
from services.contests.use_cases.winner.skip import skip_winner
from services.contests.use_cases.winner.tell import tell_winner
from services.contests.use_cases.winner.verify import verify_winner
from shared.auth import READ_PEOPLE
from shared.webapp import IF_MATCH, caller, expected_version, requires


def outcome_blueprint(context: Context) -> Blueprint:
    """Return the routes of outcomes and winners; every act answers the outcome afterwards."""
    routes = Blueprint("outcome", __name__, description="Winners and what became of them")

    def outcome_now(contest_id: str) -> dict[str, Any]:
        who = caller()
        view = read_outcome(context, workspace=who.workspace_id, contest=contest_id, staff=True)
        return outcome_for_staff(view, who)

    @routes.get("/contests/<contest_id>/outcome")
    @requires(READ_OUTCOME)
    @routes.response(200, OutcomeAnswer)
    def outcome(contest_id: str) -> dict[str, Any]:
        """Winners by place, the chain of skips and promotions, the alternates left."""
        return outcome_now(contest_id)

    @routes.get("/contests/<contest_id>/winners")
    @requires(READ_PEOPLE)
    @routes.arguments(WinnersQuery, location="query")
    @routes.response(200, WinnersAnswer)
    def winners(query: dict[str, Any], contest_id: str) -> dict[str, Any]:
        """Winners with who they are and what they gave; that they are shown is noted first."""
        who = caller()
        page = read_winners(
            context, workspace=who.workspace_id, contest=contest_id, by=who.subject, **query
        )
        return people_of(page, who)

    @routes.get("/contests/<contest_id>/winners/<ref>")
    @requires(READ_PEOPLE)
    @routes.response(200, WinnersAnswer)
    def winner(contest_id: str, ref: str) -> dict[str, Any]:
        """One winner alone, as in the list; that they are shown is noted first."""
        who = caller()
        return people_of(read_winner(context, **_winner(contest_id, ref), by=who.subject), who)

    @routes.post("/contests/<contest_id>/winners/<ref>/send")
    @requires(DECIDE)
    @routes.doc(parameters=[IF_MATCH])
    @routes.arguments(SendingBody)
    @routes.response(200, OutcomeAnswer)
    def send(body: dict[str, Any], contest_id: str, ref: str) -> dict[str, Any]:
        """Note how the prize goes, or correct it; If-Match is the version of the winner read."""
        whose, version, by = _winner(contest_id, ref), expected_version(), caller().subject
        send_prize(context, **whose, **body, version=version, by=by)
        return outcome_now(contest_id)

    @routes.post("/contests/<contest_id>/winners/<ref>/verify")
    @requires(DECIDE)
    @routes.response(200, OutcomeAnswer)
    def verify(contest_id: str, ref: str) -> dict[str, Any]:
        """The winner's right to the prize was checked."""
        verify_winner(context, **_winner(contest_id, ref), by=caller().subject)
        return outcome_now(contest_id)

    @routes.post("/contests/<contest_id>/winners/<ref>/fulfil")
    @requires(DECIDE)
    @routes.response(200, OutcomeAnswer)
    def fulfil(contest_id: str, ref: str) -> dict[str, Any]:
        """The winner has the prize."""
        fulfil_prize(context, **_winner(contest_id, ref), by=caller().subject)
        return outcome_now(contest_id)

    @routes.post("/contests/<contest_id>/winners/<ref>/skip")
    @requires(DECIDE)
    @routes.arguments(SkipWinnerBody)
    @routes.response(200, OutcomeAnswer)
    def skip(body: dict[str, Any], contest_id: str, ref: str) -> dict[str, Any]:
        """Propose to skip a winner, or approve it as a second person with the same evidence."""
        skip_winner(context, **_winner(contest_id, ref), **body, by=caller().subject)
        return outcome_now(contest_id)

    @routes.post("/contests/<contest_id>/winners/<ref>/told")
    @requires(DECIDE)
    @routes.arguments(TellWinnerBody)
    @routes.response(200, OutcomeAnswer)
    def told(body: dict[str, Any], contest_id: str, ref: str) -> dict[str, Any]:
        """Say that a winner was told by another channel, or approve it as a second person."""
        tell_winner(context, **_winner(contest_id, ref), **body, by=caller().subject)
        return outcome_now(contest_id)

    @routes.post("/contests/<contest_id>/winners/<ref>/keep")
    @requires(DECIDE)
    @routes.arguments(ReadBody, required=False)
    @routes.response(200, OutcomeAnswer)
    def keep(body: dict[str, Any], contest_id: str, ref: str) -> dict[str, Any]:
        """Take back a skip that was proposed or announced; the winner is told who knew of it."""
        keep_winner(context, **_winner(contest_id, ref), **body, by=caller().subject)
        return outcome_now(contest_id)

    return routes


def _winner(contest_id: str, ref: str) -> dict[str, Any]:
    return {"workspace": caller().workspace_id, "contest": contest_id, "ref": ref}
