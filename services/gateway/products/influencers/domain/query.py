"""What becomes of the visitor's own query and of the fragment: the one rule.

The destination's own parameters stay as they are, first, and win: what the visitor brings under a
name that the destination has is left out, and so are the names by which we tell something
ourselves. The rest follows in its order, each pair once. The fragment of the destination is last;
that of the visitor never reaches a server.
"""

from urllib.parse import quote, unquote_plus

VIA, TRIGGER = "via", "t"
# A longer one is no query that a person was given.
LONGEST = 2000
_KEPT = "%=/:?@!$'()*+,;~-._[]"


def with_query(address: str, query: str) -> str:
    """Return an address with more parameters, by the rule."""
    before, mark, fragment = address.partition("#")
    base, _, own = before.partition("?")
    pairs = _pairs(own)
    known = {_name(pair) for pair in pairs}
    pairs += [pair for pair in dict.fromkeys(_pairs(query)) if _name(pair) not in known]
    asked = f"?{'&'.join(pairs)}" if pairs else ""
    return f"{base}{asked}{mark}{fragment}"


def of_visitor(query: str) -> str:
    """Return what of a visitor's query (as a WSGI server says it) may go on to a destination."""
    if len(query) > LONGEST:
        return ""
    pairs = (quote(pair, safe=_KEPT, encoding="latin-1") for pair in _pairs(query))
    return "&".join(pair for pair in pairs if _name(pair) not in (VIA, TRIGGER))


def trigger_of(query: str) -> str:
    """Return what led somebody to the link: `link`, or `qr` or `code` where the address says so."""
    found = next((pair for pair in _pairs(query) if _name(pair) == TRIGGER), "")
    told = found.partition("=")[2]
    return told if told in ("qr", "code") else "link"


def _pairs(query: str) -> list[str]:
    return [pair for pair in query.split("&") if pair]


def _name(pair: str) -> str:
    return unquote_plus(pair.partition("=")[0])
