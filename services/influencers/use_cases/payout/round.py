"""Propose payouts of a whole program: at its rhythm, or because an account asks."""

from services.influencers.domain.program import Program, round_asked, round_done
from services.influencers.use_cases.audit import audited
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.owed import Owed, owed_in
from services.influencers.use_cases.payout.propose import propose_payout


def ask_round(
    context: Context, *, workspace: str, program: str, by: str, request: str = ""
) -> Program:
    """Return the program, whose payouts a worker proposes at once, for the account `by`.

    Raises `NotFound`, or `WrongProgramState` for a draft.
    """
    key, now = request or context.ids.ulid(), context.clock.now()
    step = audited(
        context,
        lambda found: round_asked(found, key, by, now),
        workspace=workspace,
        act="payout_propose",
        by=by,
        program=program,
    )
    return context.stores.programs.change(workspace, program, step)


def propose_round(context: Context, program: Program) -> None:
    """Propose a payout for each partner to whom one is due, and who can be paid.

    The same round again, after a stop in the middle too, proposes nothing twice.
    """
    request = program.round_key or f"month:{context.clock.now():%Y-%m}"
    whose = {"workspace": program.workspace_id, "program": program.id}
    after: str | None = None
    while True:
        _, page = owed_in(context, **whose, after=after, limit=100)
        for each in page.items:
            if proposable(each):
                propose_payout(
                    context,
                    **whose,
                    partner=each.partner_id,
                    by=program.round_by,
                    request=request,
                )
        after = page.after
        if after is None:
            break
    now = context.clock.now()
    context.stores.programs.change(
        program.workspace_id,
        program.id,
        lambda found: (
            round_done(found, now) if found.round_key == program.round_key else found,
            (),
        ),
    )


def proposable(owed: Owed) -> bool:
    """Tell whether something is due that could be sent somewhere, once it is approved."""
    return bool(owed.due.amount) and owed.account is not None and bool(owed.account.method)
