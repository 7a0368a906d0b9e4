"""What stops an act on a link, and what to do about it."""

from collections.abc import Mapping

from services.gateway.kit.i18n import gettext
from services.gateway.kit.sentences import N_

LINK_WORDS: Mapping[str, str] = {
    "hosts": N_("Sites that links may lead to"),
    "program_id": N_("Program"),
    "accent": N_("Colour"),
}
LINK_SENTENCES: Mapping[str, str] = {
    "contest_has_no_page": N_(
        "This contest has no public page now: nobody can be brought there. Nothing was made."
    ),
    "partner_unknown": N_("No partner of yours has this address. Enter them first."),
    "link_file_heads": N_(
        "The first line must name the columns, one for the e-mail address and one for the "
        "destination."
    ),
    "qr_unreadable": N_(
        "No decoder reads it in this colour: it is not offered, so that nothing is printed in "
        "vain. Choose a darker colour."
    ),
    "colour_unknown": N_("%(field)s: this is no colour. Choose one, such as #c2331a."),
    "colour_too_light": N_(
        "%(field)s: its contrast against white is %(ratio)s, and %(least)s is asked. "
        "Choose a darker one."
    ),
    "link_key_taken": N_("Another link has this key, or one that looks like it. Type another key."),
    "wrong_link_state": N_("The link changed in the meantime. Look at it again. Nothing changed."),
    "key_length": N_("A key has %(minimum)s to %(maximum)s characters. Type another one."),
    "key_letters": N_(
        "A key has letters from a to z, digits and hyphens. Take the other characters away."
    ),
    "key_reserved": N_("This word is kept for pages of ours. Type another key."),
    "link_characters": N_(
        "%(field)s: a blank, a line break or a backslash stands in it. Copy the address anew."
    ),
    "link_scheme": N_("%(field)s: an address begins with https:// or http://. Type it whole."),
    "link_credentials": N_("%(field)s: a name or a password stands before the site. Take it away."),
    "link_unreadable": N_("%(field)s: this is no address. Copy it from your browser."),
    "link_host": N_(
        "%(field)s: links may not lead to %(host)s yet. Add this site to the list first."
    ),
    "link_own_port": N_(
        "%(field)s: pages of %(host)s are reached without another port. Take the port away."
    ),
    "link_circle": N_(
        "%(field)s: this would lead in a circle, or to a link that is newer than this one. "
        "Type where that link leads."
    ),
    "link_missing": N_("%(field)s: there is no such link of yours. Type where it should lead."),
    "too_many_hosts": N_("%(max)s sites at most. Take some of them away."),
    "host_unknown": N_("%(field)s: this is no name of a site. Type it as shop.example."),
    "host_inside": N_(
        "%(field)s: %(host)s is not on the internet. Type the name of a public site."
    ),
    "host_lookalike": N_(
        "%(field)s: %(host)s mixes letters that look like others. Type the name of the real site."
    ),
}


def link_state(state: str, expired: bool) -> tuple[str, str]:
    """Return the word of a link's state, and tone and shape of its badge."""
    if expired and state == "active":
        return (gettext("Expired"), "ring")
    words = {
        "active": (gettext("Leads to its destination"), "good arrow"),
        "disabled": (gettext("Disabled"), "warn ring"),
        "capped": (gettext("Capped"), "warn tick"),
    }
    return words.get(state, (state, ""))
