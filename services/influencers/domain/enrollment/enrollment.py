"""A partner in a program: asked for, accepted, decided.

Nobody is paid a variable reward without terms that they accepted: they are accepted before an
enrolment is approved, and what was accepted is kept by its hash.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.influencers.domain.errors import TermsNotAccepted, WrongEnrollmentState
from shared.ids import derived_id


class EnrollmentState(StrEnum):
    """Where a partner stands in a program.

    `invited`: the team asks, the partner has accepted nothing yet. `pending`: they applied, the
    team decides. `declined`: they do not want. `banned` is never undone.
    """

    INVITED = "invited"
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    DECLINED = "declined"
    DEACTIVATED = "deactivated"
    BANNED = "banned"


class Decision(StrEnum):
    """What the team may decide about an enrolment."""

    APPROVE = "approve"
    REJECT = "reject"
    DEACTIVATE = "deactivate"
    REACTIVATE = "reactivate"
    BAN = "ban"


_I = EnrollmentState
_DECISIONS: Mapping[Decision, tuple[frozenset[EnrollmentState], EnrollmentState]] = {
    Decision.APPROVE: (frozenset({_I.PENDING, _I.REJECTED}), _I.APPROVED),
    Decision.REJECT: (frozenset({_I.PENDING}), _I.REJECTED),
    Decision.DEACTIVATE: (frozenset({_I.APPROVED}), _I.DEACTIVATED),
    Decision.REACTIVATE: (frozenset({_I.DEACTIVATED}), _I.APPROVED),
    Decision.BAN: (frozenset({_I.PENDING, _I.APPROVED, _I.REJECTED, _I.DEACTIVATED}), _I.BANNED),
}
# What becomes of an enrolment whose person is erased.
_LEFT = {_I.APPROVED: _I.DEACTIVATED, _I.PENDING: _I.DECLINED, _I.INVITED: _I.DECLINED}


@dataclass(frozen=True)
class Acceptance:
    """Terms that somebody accepted: which, in which language, when; and that they are 18."""

    terms_hash: str
    language: str
    at: datetime


@dataclass(frozen=True)
class Enrollment:
    """A partner in a program; its id follows from both, so that there is one.

    `group` names the group whose rates hold, "" those of the program. `terms_hash`, `accepted_at`
    and `accepted_in` say what was accepted; `of_age_at` when the partner declared to be 18;
    `left_at` when their person was erased. `due_at` is when a flat fee has to be written.
    """

    id: str
    workspace_id: str
    program_id: str
    partner_id: str
    state: EnrollmentState
    created_at: datetime
    updated_at: datetime
    group: str = ""
    terms_hash: str = ""
    accepted_in: str = ""
    accepted_at: datetime | None = None
    of_age_at: datetime | None = None
    decided_at: datetime | None = None
    decided_by: str = ""
    left_at: datetime | None = None
    due_at: datetime | None = None
    version: int = 1

    @property
    def accepted(self) -> bool:
        """Whether terms were accepted."""
        return self.accepted_at is not None

    @property
    def earns(self) -> bool:
        """Whether its partner earns from now on what the terms say."""
        return self.state is EnrollmentState.APPROVED

    def applied(self, acceptance: Acceptance) -> "Enrollment":
        """Return it once its partner applies.

        It waits for a decision where none was made; what was decided, and what was accepted
        before, stays: a stranger who types an address changes nothing by it.
        """
        if self.state not in (_I.INVITED, _I.DECLINED):
            return self
        return replace(
            self,
            state=_I.PENDING,
            terms_hash=acceptance.terms_hash,
            accepted_in=acceptance.language,
            accepted_at=acceptance.at,
            of_age_at=acceptance.at,
            updated_at=acceptance.at,
        )

    def declined(self, now: datetime) -> "Enrollment":
        """Return it once its partner does not want it; a repeat changes nothing.

        Raises `WrongEnrollmentState` unless the team asked and nothing was answered.
        """
        if self.state is _I.DECLINED:
            return self
        if self.state is not _I.INVITED:
            raise WrongEnrollmentState
        return replace(self, state=_I.DECLINED, updated_at=now)

    def decided(
        self, decision: Decision, *, by: str, now: datetime, group: str | None = None
    ) -> "Enrollment":
        """Return it as the account `by` decides; the same decision again changes nothing.

        `group` is another one from now on, None leaves it. Raises `WrongEnrollmentState`, or
        `TermsNotAccepted`.
        """
        before, after = _DECISIONS[decision]
        chosen = self.group if group is None else group
        if self.state is after and chosen == self.group:
            return self
        if self.state not in before:
            raise WrongEnrollmentState
        if after is _I.APPROVED and not self.accepted:
            raise TermsNotAccepted
        made = replace(self, state=after, decided_at=now, decided_by=by, updated_at=now)
        due = now if after is _I.APPROVED else self.due_at
        return replace(made, group=chosen, due_at=due)

    def left(self, now: datetime) -> "Enrollment":
        """Return it once its person is erased, for good; a repeat changes nothing."""
        if self.left_at is not None:
            return self
        return replace(self, state=_LEFT.get(self.state, self.state), left_at=now, updated_at=now)


def invited(
    workspace: str, program: str, partner: str, now: datetime, *, group: str = ""
) -> Enrollment:
    """Return the enrolment that a team asks for."""
    return Enrollment(
        id=enrollment_id(workspace, program, partner),
        workspace_id=workspace,
        program_id=program,
        partner_id=partner,
        state=_I.INVITED,
        created_at=now,
        updated_at=now,
        group=group,
    )


def enrollment_id(workspace: str, program: str, partner: str) -> str:
    """Return the identifier: one for each partner of a program."""
    return derived_id("enrollment", workspace, program, partner)


def decisions_on(enrollment: Enrollment, *, running: bool) -> list[Decision]:
    """Return what may be decided; `running` says that the program has not ended.

    Nothing of one whose person is erased: nobody would know whom they take in.
    """
    if enrollment.left_at is not None:
        return []
    found = [each for each, (before, _) in _DECISIONS.items() if enrollment.state in before]
    taking_in = (Decision.APPROVE, Decision.REACTIVATE)
    return [each for each in found if running or each not in taking_in]
