"""Addresses that look mistyped: `anna@gmial.com` may mean `anna@gmail.com`. Never more than a hint.

Only domains of large providers are suggested. One that is known, or the same provider in another
country, is right as it stands.
"""

PROVIDERS = (
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.fr", "hotmail.be", "outlook.com",
    "outlook.fr", "live.com", "live.fr", "msn.com", "yahoo.com", "yahoo.fr", "ymail.com",
    "icloud.com", "me.com", "mac.com", "aol.com", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr",
    "neuf.fr", "laposte.net", "bbox.fr", "numericable.fr", "gmx.com", "gmx.fr", "gmx.net", "gmx.de",
    "web.de", "t-online.de", "proton.me", "protonmail.com", "pm.me", "skynet.be", "telenet.be",
    "bluewin.ch", "pt.lu", "mail.com", "email.com", "fastmail.com", "zoho.com", "posteo.net",
)  # fmt: skip
NAMES = frozenset(domain.partition(".")[0] for domain in PROVIDERS)
# Endings that nobody has, or that stand one key beside the one that was meant.
ENDINGS = {
    **dict.fromkeys(("con", "cmo", "ocm", "comm", "cpm", "vom", "xom", "om", "co", "cm"), "com"),
    **dict.fromkeys(("ft", "fe", "rf", "frr", "f"), "fr"),
    **dict.fromkeys(("ner", "nte", "bet", "ney"), "net"),
}
# A slip of one key in a short name already makes another name.
SHORT = 5


def suggested_address(address: str) -> str:
    """Return the address that was perhaps meant, "" where this one looks right."""
    local, at, typed = address.rpartition("@")
    domain = _meant(typed.lower()) if at else ""
    return f"{local}@{domain}" if domain and domain != typed.lower() else ""


def _meant(domain: str) -> str:
    name, _, ending = domain.rpartition(".")
    if domain in PROVIDERS or not name:
        return ""
    ending = ENDINGS.get(ending, ending)
    if f"{name}.{ending}" in PROVIDERS:
        return f"{name}.{ending}"
    if name in NAMES:
        # Gmail has one ending; any other provider may be that of another country.
        return "gmail.com" if name == "gmail" else ""
    near = [each for each in PROVIDERS if _is_near(name, ending, each)]
    return min(near, key=lambda each: _steps(name, each.rpartition(".")[0]), default="")


def _is_near(name: str, ending: str, provider: str) -> bool:
    known, _, its_ending = provider.rpartition(".")
    # Two slips leave the first letter, or it is another name.
    allowed = 2 if len(known) > SHORT and name[0] == known[0] else 1
    return ending == its_ending and len(known) >= SHORT and _steps(name, known) <= allowed


def _steps(one: str, other: str) -> int:
    """Return how many letters were left out, put in, mistaken or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, sign in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (sign != against))
            pair = other[max(column - 2, 0) : column]
            swapped = len(pair) == 2 and one[max(row - 2, 0) : row] == pair[::-1]
            now.append(min(cost, before[column - 2] + 1) if swapped else cost)
        before, last = last, now
    return last[-1]
