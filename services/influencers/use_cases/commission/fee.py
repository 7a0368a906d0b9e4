"""The flat fee of a program, once for each partner who is taken in."""

from dataclasses import replace
from datetime import timedelta

from services.influencers.domain.commission import Cause, Commission, accrue, fee_id
from services.influencers.domain.enrollment import Enrollment
from services.influencers.domain.program import Program, rates_of
from services.influencers.use_cases.commission.room import keep_room
from services.influencers.use_cases.context import Context
from shared.ledger import Ledger
from shared.money import Money


def look_after_enrollment(context: Context, enrollment: Enrollment) -> None:
    """Write the fee of whoever was taken in, where their rates have one; a repeat adds nothing."""
    program = context.stores.programs.get(enrollment.workspace_id, enrollment.program_id)
    fee = rates_of(program, enrollment.group).fee
    if fee:
        _write(context, program, enrollment, fee)

    def done(found: Enrollment) -> tuple[Enrollment, tuple[()]]:
        return replace(found, due_at=None), ()

    context.stores.enrollments.change(enrollment.workspace_id, enrollment.id, done)


def _write(context: Context, program: Program, enrollment: Enrollment, fee: Money) -> None:
    id_ = fee_id(enrollment.workspace_id, program.id, enrollment.partner_id)
    if context.stores.commissions.find(enrollment.workspace_id, id_) is not None:
        return
    room, now = keep_room(context, program, enrollment.partner_id, id_, fee), context.clock.now()
    begun = Commission(
        id=id_,
        workspace_id=enrollment.workspace_id,
        program_id=program.id,
        partner_id=enrollment.partner_id,
        cause=Cause.FEE,
        ledger=Ledger(program.form.currency),
        created_at=now,
        updated_at=now,
        wait_until=(enrollment.decided_at or now) + timedelta(days=program.form.hold_days),
        allowance=room.name,
        hands=(enrollment.decided_by,) if enrollment.decided_by else (),
    )
    context.stores.commissions.add(*accrue(begun, fee, (), now, room=room.amount))
