"""The newsletter: consent to it is a record of its own, which outlives the contest's people."""

from services.contests.domain.newsletter.consent import (
    NewsletterConsent,
    consent_given,
    consent_id,
    newsletter_years,
)

__all__ = ["NewsletterConsent", "consent_given", "consent_id", "newsletter_years"]
