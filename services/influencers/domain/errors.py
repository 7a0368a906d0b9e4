"""What can go wrong with programs, partners and enrolments, as people and programs are told."""

from typing import ClassVar

from shared.errors import AppError, Kind


class ProgramIncomplete(AppError):
    """Some settings still block the opening of this program."""

    slug: ClassVar[str] = "program_incomplete"
    kind: ClassVar[Kind] = Kind.INVALID


class WrongProgramState(AppError):
    """The program is in a state in which this cannot be done."""

    slug: ClassVar[str] = "wrong_program_state"
    kind: ClassVar[Kind] = Kind.CONFLICT


class ProgramNotOpen(AppError):
    """This program takes no applications now."""

    slug: ClassVar[str] = "program_not_open"
    kind: ClassVar[Kind] = Kind.GONE


class TermsChanged(AppError):
    """The terms that were shown are not those of this program: read them again."""

    slug: ClassVar[str] = "terms_changed"
    kind: ClassVar[Kind] = Kind.CONFLICT


class PartnerExists(AppError):
    """Another partner of this workspace has this address."""

    slug: ClassVar[str] = "partner_exists"
    kind: ClassVar[Kind] = Kind.CONFLICT


class PartnerErased(AppError):
    """Nothing of this person is kept any more."""

    slug: ClassVar[str] = "partner_erased"
    kind: ClassVar[Kind] = Kind.GONE


class WrongEnrollmentState(AppError):
    """The enrolment is in a state in which this cannot be done."""

    slug: ClassVar[str] = "wrong_enrollment_state"
    kind: ClassVar[Kind] = Kind.CONFLICT


class TermsNotAccepted(AppError):
    """This partner has not accepted the terms of the program."""

    slug: ClassVar[str] = "terms_not_accepted"
    kind: ClassVar[Kind] = Kind.CONFLICT
