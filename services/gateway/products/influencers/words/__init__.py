"""The words of influencers: names of fields, sentences, states."""

from services.gateway.kit.forms import form_of
from services.gateway.kit.sentences import Words
from services.gateway.products.influencers.words.payouts import SENTENCES as PAYOUTS
from services.gateway.products.influencers.words.sentences import EXACT, FIELDS, SENTENCES

PROGRAM_FIELDS = form_of("influencers", "program")
PARTNER_FIELDS = form_of("influencers", "partner")
APPLICATION_FIELDS = form_of("influencers", "application")
IMPORT_FIELDS = form_of("influencers", "import")
BANK_FIELDS = form_of("influencers", "bank")
PAYER_FIELDS = form_of("influencers", "payer")
WORDS = Words(
    forms=(
        *PROGRAM_FIELDS,
        *PARTNER_FIELDS,
        *APPLICATION_FIELDS,
        *IMPORT_FIELDS,
        *BANK_FIELDS,
        *PAYER_FIELDS,
    ),
    fields=FIELDS,
    sentences={**SENTENCES, **PAYOUTS},
    exact=EXACT,
)
