"""A partner, and what is asked about one."""

from services.influencers.domain.partner.form import (
    APPLICATION_FIELDS,
    IMPORT_FIELDS,
    KINDS,
    OWN_FIELDS,
    PARTNER_FIELDS,
    ApplicationForm,
    ImportForm,
    OwnForm,
    PartnerForm,
)
from services.influencers.domain.partner.partner import (
    Partner,
    entered,
    form_of_applicant,
    sought_of,
)

__all__ = [
    "APPLICATION_FIELDS",
    "IMPORT_FIELDS",
    "KINDS",
    "OWN_FIELDS",
    "PARTNER_FIELDS",
    "ApplicationForm",
    "ImportForm",
    "OwnForm",
    "Partner",
    "PartnerForm",
    "entered",
    "form_of_applicant",
    "sought_of",
]
