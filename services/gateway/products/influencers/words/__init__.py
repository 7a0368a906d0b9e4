"""The words of influencers: names of fields, sentences, states."""

from services.gateway.kit.forms import form_of
from services.gateway.kit.sentences import Words
from services.gateway.products.influencers.words.links import LINK_SENTENCES, LINK_WORDS
from services.gateway.products.influencers.words.payouts import SENTENCES as PAYOUTS
from services.gateway.products.influencers.words.portal import PORTAL_SENTENCES
from services.gateway.products.influencers.words.sentences import EXACT, FIELDS, SENTENCES

PROGRAM_FIELDS = form_of("influencers", "program")
PARTNER_FIELDS = form_of("influencers", "partner")
APPLICATION_FIELDS = form_of("influencers", "application")
IMPORT_FIELDS = form_of("influencers", "import")
BANK_FIELDS = form_of("influencers", "bank")
PAYER_FIELDS = form_of("influencers", "payer")
LINK_FIELDS = form_of("influencers", "link")
NEW_LINK_FIELDS = form_of("influencers", "new_link")
ASKING_FIELDS = form_of("influencers", "asking")
OWN_FIELDS = form_of("influencers", "own")
WORDS = Words(
    forms=(
        *PROGRAM_FIELDS,
        *PARTNER_FIELDS,
        *APPLICATION_FIELDS,
        *IMPORT_FIELDS,
        *BANK_FIELDS,
        *PAYER_FIELDS,
        *NEW_LINK_FIELDS,
        *ASKING_FIELDS,
        *OWN_FIELDS,
    ),
    fields={**FIELDS, **LINK_WORDS},
    sentences={**SENTENCES, **PAYOUTS, **LINK_SENTENCES, **PORTAL_SENTENCES},
    exact=EXACT,
)
