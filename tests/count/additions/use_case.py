"""A use case over the API: how long a contest has been open."""

from tests.count.addition import Addition
from tests.count.copy import Copy

USE_CASE = '''"""Tell how long a contest has taken entries."""

from datetime import timedelta

from services.contests.domain.errors import WrongState
from services.contests.use_cases.context import Context


def read_age(context: Context, *, workspace: str, contest: str) -> timedelta:
    """Return the time since the opening. Raises `NotFound`, or `WrongState` for a draft."""
    found = context.stores.contests.get(workspace, contest)
    if found.opened_at is None:
        raise WrongState(extra={"state": found.state.value})
    return context.clock.now() - found.opened_at
'''
ROUTE = '''    @routes.get("/contests/<contest_id>/age")
    @requires(READ_CONTESTS)
    @routes.response(200, AgeSchema)
    def age(contest_id: str) -> dict[str, Any]:
        """How long the contest has taken entries."""
        who = caller().workspace_id
        return {"seconds": read_age(context, workspace=who, contest=contest_id).total_seconds()}

'''
SCHEMA = '''class AgeSchema(Schema):
    """How long a contest has taken entries."""

    seconds = fields.Float()


'''
PROOF = '''"""How long a contest has taken entries, over the API."""

from tests.contests.desk import Desk


def test_a_contest_tells_its_age_and_a_draft_has_none(desk: Desk) -> None:
    contest, client = desk.opened(), desk.client()
    desk.clock.advance(hours=2)
    where = f"/api/v1/contests/{contest.id}/age"
    assert client.get(where, headers=desk.bearer("analyst")).json == {"seconds": 7200.0}
    assert client.get(where, headers=desk.bearer("public")).status_code == 403
    draft = desk.draft()
    where = f"/api/v1/contests/{draft.id}/age"
    assert client.get(where, headers=desk.bearer("analyst")).status_code == 409
'''


def perform(copy: Copy) -> None:
    """Write the verb, what it answers, and its route."""
    routes = "services/contests/entrypoints/routes/contests.py"
    schemas = "services/contests/entrypoints/schemas/contests.py"
    copy.write("services/contests/use_cases/contest/read_age.py", USE_CASE)
    copy.insert(schemas, SCHEMA, before="class ContestSchema(")
    copy.insert(routes, ROUTE, before='    @routes.patch("/contests/<contest_id>")')
    copy.insert(
        routes, "    AgeSchema,\n", after="from services.contests.entrypoints.schemas.contests"
    )
    copy.insert(
        routes,
        "from services.contests.use_cases.contest.read_age import read_age\n",
        after="use_cases.context import Context",
    )
    copy.write("tests/contests/test_age.py", PROOF)


ADDITION = Addition(
    name="use_case",
    title="a use case over the API",
    place=3,
    limit=3,
    perform=perform,
    proofs=("tests/contests/test_age.py",),
)
