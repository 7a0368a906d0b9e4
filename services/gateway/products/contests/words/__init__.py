"""The words of contests: names of fields, sentences, states and reasons."""

from services.gateway.kit.forms import form_of
from services.gateway.kit.sentences import Words
from services.gateway.products.contests.words.fields import FIELDS
from services.gateway.products.contests.words.sentences import EXACT, SENTENCES

CONTEST_FIELDS = form_of("contests", "contest")
ENTRY_FIELDS = form_of("contests", "entry")
CORRECTION_FIELDS = form_of("contests", "correction")
# Countries that no contest is open to; the rules page says so in words.
EXCLUDED_COUNTRIES = next(each.excluded for each in ENTRY_FIELDS if each.path == "country")
ASKS_FIELDS = form_of("contests", "asks")
DETAILS_FIELDS = form_of("contests", "details")
SENDING_FIELDS = form_of("contests", "sending")
LETTER_FIELDS = form_of("contests", "letter")
VENUE_FIELDS = form_of("contests", "venue")
WORDS = Words(
    forms=(
        *CONTEST_FIELDS,
        *ENTRY_FIELDS,
        *ASKS_FIELDS,
        *DETAILS_FIELDS,
        *SENDING_FIELDS,
        *LETTER_FIELDS,
        *VENUE_FIELDS,
    ),
    fields=FIELDS,
    sentences=SENTENCES,
    exact=EXACT,
)
