"""The key of a link: what stands behind `/l/`, once in the whole house.

All links live on one address, so that a key is unique whatever the workspace. It has letters from
a to z, with accents or without, digits and hyphens. Letters of other alphabets are refused: many
look like ours. Two keys that differ by an accent, or by 0 and o, or 1 and l, are one for whoever
makes a link: on paper nobody tells them apart.
"""

import hashlib
import string
import unicodedata

from services.influencers.domain.link.errors import BadLink
from shared.errors import FieldError
from shared.ids import canonical_key, derived_id

SHORTEST, LONGEST = 3, 40
RANDOM = 8
# Words that people take for a page of ours, or for a place of a server.
RESERVED = frozenset(
    {
        *("admin", "api", "app", "assets", "help", "kermesse", "legal", "link", "links", "login"),
        *("logout", "new", "null", "password", "portal", "qr", "robots", "root", "security"),
        *("signin", "signup", "sitemap", "static", "support", "undefined", "www"),
    }
)
# Without those that are mistaken for others: 0 o, 1 i l.
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_KNOWN = frozenset(string.ascii_lowercase + string.digits + "-")
_SAME = str.maketrans("01", "ol")


def checked_key(text: str) -> str:
    """Return the canonical form of a chosen key. Raises `BadLink` (`key`)."""
    key = canonical_key(text.strip())
    if not SHORTEST <= len(key) <= LONGEST:
        raise _wrong("key_length", minimum=SHORTEST, maximum=LONGEST)
    if not _KNOWN.issuperset(_bare(key)) or _bare(key).strip("-") == "":
        raise _wrong("key_letters")
    if shape_of(key) in _RESERVED_SHAPES:
        raise _wrong("key_reserved")
    return key


def random_key(*parts: str) -> str:
    """Return the key that follows from these parts; another one for each."""
    number = int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest(), "big")
    letters = []
    for _ in range(RANDOM):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "".join(letters)


def shape_of(key: str) -> str:
    """Return what a canonical key looks like: keys of one shape are not told apart on paper."""
    return _bare(key).translate(_SAME)


def link_id(key: str) -> str:
    """Return the identifier of the link of a canonical key: one for each shape."""
    return f"l-{derived_id('link', shape_of(key))}"


def _bare(key: str) -> str:
    apart = unicodedata.normalize("NFD", key)
    return "".join(each for each in apart if not unicodedata.combining(each))


_RESERVED_SHAPES = frozenset(map(shape_of, RESERVED))


def _wrong(code: str, **params: int) -> BadLink:
    return BadLink(fields=[FieldError("key", code, params)])
