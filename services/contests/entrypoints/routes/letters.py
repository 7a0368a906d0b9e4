"""Letters of the team to winners."""

from typing import Any

from flask_smorest import Blueprint

from services.contests.entrypoints.letter_views import begun_view, contest_of_letters, letter_view
from services.contests.entrypoints.schemas.letters import (
    AddresseesQuery,
    LetterBegunAnswer,
    LetterBody,
    LettersAnswer,
    LetterSchema,
    PreviewBody,
)
from services.contests.manifest import DECIDE
from services.contests.use_cases.context import Context
from services.contests.use_cases.letter.ask import ask_letter
from services.contests.use_cases.letter.begin import begin_letter, preview_letter
from services.contests.use_cases.letter.list import list_letters
from shared.events import instant_of
from shared.webapp import IDEMPOTENCY_KEY, PageQuery, caller, idempotency_key, requires


def letters_blueprint(context: Context) -> Blueprint:
    """Return the routes of letters."""
    routes = Blueprint("letters", __name__, description="Letters to winners")

    @routes.get("/contests/<contest_id>/letters/addressees")
    @requires(DECIDE)
    @routes.arguments(AddresseesQuery, location="query")
    @routes.response(200, LetterBegunAnswer)
    def addressees(query: dict[str, str], contest_id: str) -> dict[str, Any]:
        """Whom a letter would reach now, without a name, and the words it begins with."""
        who = caller().workspace_id
        return begun_view(begin_letter(context, workspace=who, contest=contest_id, **query))

    @routes.post("/contests/<contest_id>/letters/preview")
    @requires(DECIDE)
    @routes.arguments(PreviewBody)
    @routes.response(200, LetterBegunAnswer)
    def preview(body: dict[str, Any], contest_id: str) -> dict[str, Any]:
        """What each would get, and how many they are now; `as_of` is for the letter itself."""
        who, ref = caller().workspace_id, body.pop("ref")
        return begun_view(
            preview_letter(context, workspace=who, contest=contest_id, ref=ref, given=body)
        )

    @routes.post("/contests/<contest_id>/letters")
    @requires(DECIDE)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.arguments(LetterBody)
    @routes.response(202, LetterSchema)
    def write(body: dict[str, Any], contest_id: str) -> dict[str, Any]:
        """Write to one winner, or to all who had a place at `as_of` and have it still."""
        who = caller()
        letter = ask_letter(
            context,
            workspace=who.workspace_id,
            contest=contest_id,
            by=who.subject,
            ref=body.pop("ref"),
            as_of=instant_of(body.pop("as_of")),
            given=body,
            idempotency_key=idempotency_key() or "",
        )
        return letter_view(letter)

    @routes.get("/contests/<contest_id>/letters")
    @requires(DECIDE)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, LettersAnswer)
    def listing(query: dict[str, Any], contest_id: str) -> dict[str, Any]:
        """The letters of a contest with how far each is, the newest first."""
        who = caller().workspace_id
        contest, page = list_letters(context, workspace=who, contest=contest_id, **query)
        return {
            "contest": contest_of_letters(contest),
            "items": [letter_view(letter) for letter in page.items],
            "after": page.after,
        }

    return routes
