"""The enrolment of a partner in a program."""

from services.influencers.domain.enrollment.enrollment import (
    Acceptance,
    Decision,
    Enrollment,
    EnrollmentState,
    decisions_on,
    invited,
)

__all__ = [
    "Acceptance",
    "Decision",
    "Enrollment",
    "EnrollmentState",
    "decisions_on",
    "invited",
]
