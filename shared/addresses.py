"""One person, one address: the canonical form that decides whether two addresses are one.

Mails go to the address as it was typed; only its HMAC is compared.
"""

import hmac

from disposable_email_domains import blocklist
from email_validator import EmailNotValidError, validate_email

from shared.errors import FieldError, Invalid

_GMAIL = frozenset({"gmail.com", "googlemail.com"})
# Providers that document sub-addressing with "+": anywhere else it may be another person's box.
_PLUS_TAGS = _GMAIL | {
    "outlook.com",
    "outlook.fr",
    "hotmail.com",
    "hotmail.fr",
    "live.com",
    "live.fr",
    "msn.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "proton.me",
    "protonmail.com",
    "pm.me",
    "fastmail.com",
    "fastmail.fm",
    "zoho.com",
    "zoho.eu",
    "yandex.com",
    "gmx.com",
    "gmx.net",
    "gmx.fr",
    "posteo.net",
    "posteo.de",
    "mailbox.org",
    "tutanota.com",
    "tuta.com",
    "runbox.com",
}
_SAME_PROVIDER = {"googlemail.com": "gmail.com"}
# Providers that give one mailbox several domains, or pass over signs of its name: whoever has
# anna@proton.me has anna@pm.me too. Domains of others, which they also serve, are left alone.
_PROTON = frozenset({"proton.me", "protonmail.com", "protonmail.ch", "pm.me"})
_APPLE = frozenset({"icloud.com", "me.com", "mac.com"})
_YANDEX = frozenset({"ya.ru", *(f"yandex.{end}" for end in ("by", "com", "kz", "ru", "ua"))})
_ONE_MAILBOX = {
    domain: sorted(family)[0] for family in (_PROTON, _APPLE, _YANDEX) for domain in family
}
# Providers whom everybody uses: that many of theirs come at once says nothing.
_EVERYBODYS = _PLUS_TAGS.union(
    _ONE_MAILBOX,
    [
        "aol.com",
        "bbox.fr",
        "bluewin.ch",
        "btinternet.com",
        "cegetel.net",
        "club-internet.fr",
        "free.fr",
        "freenet.de",
        "gmx.at",
        "gmx.ch",
        "gmx.de",
        "hotmail.be",
        "hotmail.co.uk",
        "laposte.net",
        "libero.it",
        "live.be",
        "live.nl",
        "mail.com",
        "mail.ru",
        "neuf.fr",
        "numericable.fr",
        "orange.fr",
        "outlook.be",
        "proximus.be",
        "pt.lu",
        "rocketmail.com",
        "sfr.fr",
        "skynet.be",
        "sunrise.ch",
        "sympatico.ca",
        "t-online.de",
        "telenet.be",
        "videotron.ca",
        "voo.be",
        "wanadoo.fr",
        "web.de",
        "yahoo.co.uk",
        "yahoo.com",
        "yahoo.de",
        "yahoo.fr",
        "ymail.com",
    ],
)
_PASSED_OVER = dict.fromkeys(_PROTON, ".-_")


def check_address(typed: str) -> str:
    """Return an address that any mail server takes, as typed but for a domain's ASCII form.

    A stop or comma behind it is the end of a sentence, not of the address.

    What stands before the @ is ASCII and has at most 64 characters (RFC 5321): our mail could not
    leave otherwise, and the person would wait for it. Deliverability is not looked up: the
    confirmation mail proves it. Raises `Invalid` (`email`).
    """
    if "=?" in typed:
        # An encoded word (RFC 2047), which no mail server takes as an address.
        raise Invalid(fields=[FieldError("email", "email")])
    meant = typed.strip().rstrip(".,;")
    try:
        found = validate_email(meant, check_deliverability=False, allow_smtputf8=False, strict=True)
        return found.ascii_email or found.normalized
    except EmailNotValidError as error:
        raise Invalid(fields=[FieldError("email", "email")]) from error


def canonical_address(address: str) -> str:
    """Return the form in which two spellings of one mailbox are equal; idempotent.

    Case folded everywhere, the domain in IDNA's ASCII, dots dropped for Gmail alone, plus-tags for
    the providers that ignore them. Raises `Invalid` (`email`).
    """
    try:
        parts = validate_email(address.strip(), check_deliverability=False)
    except EmailNotValidError as error:
        raise Invalid(fields=[FieldError("email", "email")]) from error
    domain = (parts.ascii_domain or parts.domain).lower()
    local = parts.local_part.casefold()
    if domain in _PLUS_TAGS:
        local = local.split("+", 1)[0] or local
    if domain in _GMAIL:
        local = local.replace(".", "") or local
    return f"{local}@{_SAME_PROVIDER.get(domain, domain)}"


def address_key(key: bytes, address: str) -> str:
    """Return the HMAC-SHA-256 of the canonical address under a contest's own key, 64 hex."""
    message = b"address\x1f" + canonical_address(address).encode()
    return hmac.digest(key, message, "sha256").hex()


def mailbox_of(address: str) -> str:
    """Return what two names of one mailbox have in common; idempotent.

    The canonical form, and what providers document besides. It never refuses anybody: the same
    mailbox under another name is a hint for people who review. Raises `Invalid` (`email`).
    """
    local, _, domain = canonical_address(address).rpartition("@")
    if domain in _ONE_MAILBOX:
        local = local.split("+", 1)[0] or local
    short = "".join(sign for sign in local if sign not in _PASSED_OVER.get(domain, "")) or local
    return f"{short}@{_ONE_MAILBOX.get(domain, domain)}"


def names_of_mailbox(address: str) -> list[str]:
    """Return the canonical names of a mailbox that follow from one of them, that one among them.

    A provider that passes over signs knows more of them than can be listed. Raises `Invalid`
    (`email`).
    """
    local, _, domain = canonical_address(address).rpartition("@")
    short, _, first = mailbox_of(address).rpartition("@")
    domains = {domain, *(each for each, common in _ONE_MAILBOX.items() if common == first)}
    return sorted(f"{name}@{each}" for name in {local, short} for each in domains)


def mailbox_key(key: bytes, address: str) -> str:
    """Return the HMAC-SHA-256 of the mailbox under a contest's own key, 64 hex."""
    return hmac.digest(key, b"mailbox\x1f" + mailbox_of(address).encode(), "sha256").hex()


def domain_key(key: bytes, address: str) -> str:
    """Return the HMAC-SHA-256 of the mail domain, 64 hex; "" for providers whom everybody uses."""
    domain = _domain_of(address)
    if domain in _EVERYBODYS:
        return ""
    return hmac.digest(key, b"domain\x1f" + domain.encode(), "sha256").hex()


def is_disposable(address: str) -> bool:
    """Return whether the address is of a provider of throw-away mailboxes, as a list has them."""
    parts = _domain_of(address).split(".")
    return any(".".join(parts[start:]) in blocklist for start in range(len(parts) - 1))


def _domain_of(address: str) -> str:
    return canonical_address(address).rpartition("@")[2]
