"""Which keys of tracked links are one: whoever makes a link and whoever finds it agree here."""

import unicodedata


def canonical_key(text: str) -> str:
    """Return the form under which a key is kept and found, whatever its capitals and its form.

    Unicode's compatibility form (NFKC) in lower case: printed in capitals, typed with composed
    letters or with combining marks, it is the same key.
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
