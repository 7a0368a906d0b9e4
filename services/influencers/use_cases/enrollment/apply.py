"""Apply to an open program: for everybody, without an account."""

from services.influencers.domain.enrollment import Acceptance, invited
from services.influencers.domain.errors import PartnerExists, TermsChanged
from services.influencers.domain.partner import (
    ApplicationForm,
    Partner,
    entered,
    form_of_applicant,
)
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.keys import partner_key
from services.influencers.use_cases.program.read import read_open_program
from shared.addresses import check_address
from shared.errors import FieldError, Invalid


def apply_to_program(
    context: Context,
    *,
    workspace: str,
    program: str,
    form: ApplicationForm,
    language: str,
    terms_hash: str,
) -> None:
    """Store an application that waits for the team; `terms_hash` is of the terms that were shown.

    Nothing is answered that depends on who is known: an address that a partner has already leaves
    what is kept of them as it was, and what was decided about them too. A repeat, after an answer
    that never came too, changes nothing more. Raises `NotFound`, `ProgramNotOpen`, `TermsChanged`,
    or `Invalid`.
    """
    found = read_open_program(context, workspace=workspace, program=program)
    if terms_hash != found.terms_hash:
        raise TermsChanged
    _check(form)
    now, partner = context.clock.now(), _partner(context, workspace, form, language)
    accepted = Acceptance(terms_hash, language, now)
    enrollments = context.stores.enrollments
    fresh = invited(workspace, program, partner.id, now).applied(accepted)
    stored = enrollments.add(fresh)
    enrollments.change(workspace, stored.id, lambda each: (each.applied(accepted), ()))


def _check(form: ApplicationForm) -> None:
    """Raise `Invalid` for each box that is not ticked."""
    ticks = {"of_age": form.of_age, "accept_terms": form.accept_terms}
    missing = [FieldError(name, "missing") for name, ticked in ticks.items() if not ticked]
    if missing:
        raise Invalid(fields=missing)


def _partner(context: Context, workspace: str, form: ApplicationForm, language: str) -> Partner:
    """Return the partner of this address, a new one where there is none."""
    email = check_address(form.email)
    key = partner_key(context, workspace, email)
    if known := context.stores.partners.of_address(workspace, key):
        return known
    fresh = entered(
        form_of_applicant(form, language),
        partner_id=f"a-{context.ids.ulid()}",
        workspace=workspace,
        email=email,
        key=key,
        now=context.clock.now(),
    )
    try:
        return context.stores.partners.add(fresh)
    except PartnerExists:
        # The same form may have come twice at once.
        known = context.stores.partners.of_address(workspace, key)
        if known is None:
            raise
        return known
