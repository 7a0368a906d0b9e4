"""The enrolment of a partner in a program."""

from services.influencers.domain.enrollment.enrollment import (
    Acceptance,
    Decision,
    Enrollment,
    EnrollmentState,
    decisions_on,
    enrollment_id,
    invited,
)

__all__ = [
    "Acceptance",
    "Decision",
    "Enrollment",
    "EnrollmentState",
    "decisions_on",
    "enrollment_id",
    "invited",
]
