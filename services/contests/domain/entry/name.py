"""What a first name may hold: names as people have them, and nothing that leads elsewhere.

Names stand in mails and on pages, before people who did not type them.
"""

import hmac
import re
from unicodedata import category, combining, normalize

# Where a word may end a host whatever its capitals; in small letters every word may.
_ENDINGS = frozenset(
    {"app", "be", "biz", "ch", "click", "club", "co", "com", "de", "eu", "fr", "info", "io", "link",
     "live", "lu", "me", "net", "online", "org", "page", "pro", "ru", "shop", "site", "store", "tk",
     "top", "tv", "uk", "us", "vip", "win", "xyz"}
)  # fmt: skip
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`", "'"))
_DOTTED = re.compile(r"\w\.([^\W\d_]{2,})")
_LINK = re.compile(r"://|\bhttps?:|\bwww\.|@", re.IGNORECASE)
# A year, or the number of a second Jean-Paul, is shorter.
_NUMBER = re.compile(r"\d(?:[\s().,/+-]*\d){5,}")


def check_name(value: str) -> str:
    """Return "" for a name, else `not_a_name`: a link, an address or a telephone number is in it.

    `St.John` and `J.R.` are names, `evil.example` is a host.
    """
    plain = normalize("NFKC", value).replace("\u3002", ".")
    hosts = (_ends_a_host(found) for found in _DOTTED.findall(plain))
    leads = _LINK.search(plain) or _NUMBER.search(plain) or any(hosts)
    return "not_a_name" if leads else ""


def _ends_a_host(word: str) -> bool:
    return word == word.lower() or word.lower() in _ENDINGS


def folded(name: str) -> str:
    """Return a name as it is looked for: without capitals, accents, joiners or doubled blanks."""
    spread = normalize("NFKD", name.translate(_APOSTROPHES)).casefold()
    kept = (sign for sign in spread if not combining(sign) and category(sign) != "Cf")
    return " ".join("".join(kept).split())


def name_hash(key: bytes, name: str) -> str:
    """Return what stands for a name that was looked for, under a contest's own key, 64 hex."""
    return hmac.digest(key, b"name\x1f" + folded(name).encode(), "sha256").hex()
