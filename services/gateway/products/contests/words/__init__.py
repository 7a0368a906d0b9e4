"""The words of contests: names of fields, sentences, states and reasons."""

from services.gateway.kit.sentences import Words
from services.gateway.products.contests.words.fields import FIELDS
from services.gateway.products.contests.words.sentences import EXACT, SENTENCES

WORDS = Words(fields=FIELDS, sentences=SENTENCES, exact=EXACT)
