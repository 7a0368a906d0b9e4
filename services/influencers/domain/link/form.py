"""What is asked about a link. Its key is asked once, when it is made."""

from dataclasses import dataclass
from datetime import datetime

from services.influencers.domain.link import keys
from shared.forms.field import Choice, Kind, asks, both, fields_of

LONGEST_UTM = 120
TELLS = (
    Choice("own", both("à nos pages seulement", "to our own pages only")),
    Choice("always", both("toujours", "always")),
    Choice("never", both("jamais", "never")),
)


@dataclass(frozen=True, kw_only=True)
class LinkForm:
    """A link as the team makes and edits it; `expires_at` is an instant as texts write it."""

    destination: str = asks(
        Kind.TEXT,
        both("Destination", "Destination"),
        hint=both(
            "L’adresse complète, avec https://. Son site doit être autorisé.",
            "The whole address, with https://. Its site has to be allowed.",
        ),
        required=True,
        maximum=2000,
    )
    label: str = asks(
        Kind.TEXT,
        both("Groupe", "Group"),
        hint=both("Pour retrouver plusieurs liens ensemble.", "To find several links together."),
        maximum=80,
    )
    utm_source: str = asks(Kind.TEXT, both("Source (utm_source)", "Source (utm_source)"),
                           maximum=LONGEST_UTM)  # fmt: skip
    utm_medium: str = asks(Kind.TEXT, both("Support (utm_medium)", "Medium (utm_medium)"),
                           maximum=LONGEST_UTM)  # fmt: skip
    utm_campaign: str = asks(Kind.TEXT, both("Campagne (utm_campaign)", "Campaign (utm_campaign)"),
                             maximum=LONGEST_UTM)  # fmt: skip
    utm_term: str = asks(Kind.TEXT, both("Mot clé (utm_term)", "Term (utm_term)"),
                         maximum=LONGEST_UTM)  # fmt: skip
    utm_content: str = asks(Kind.TEXT, both("Contenu (utm_content)", "Content (utm_content)"),
                            maximum=LONGEST_UTM)  # fmt: skip
    expires_at: datetime | None = asks(
        Kind.INSTANT,
        both("Mène à sa destination jusqu’au", "Leads to its destination until"),
        zone="zone",
    )
    cap: int | None = asks(
        Kind.WHOLE,
        both("Nombre de clics, au plus", "Clicks, at most"),
        hint=both(
            "Il agit quand les clics sont comptés : quelques-uns de plus peuvent passer.",
            "It acts when clicks are counted: some more may pass.",
        ),
        minimum=1,
        maximum=10**9,
    )
    fallback: str = asks(
        Kind.TEXT,
        both("Adresse de repli", "Address instead"),
        hint=both(
            "Où il mène ensuite. Vide : la page de votre espace.",
            "Where it leads then. Empty: the page of your workspace.",
        ),
        maximum=2000,
    )
    pass_query: bool = asks(
        Kind.TRUTH,
        both("Transmettre les paramètres du visiteur", "Pass on the visitor’s parameters"),
    )
    tells: str = asks(
        Kind.CHOICE,
        both("Dire à la destination de quel lien on vient", "Tell the destination the link"),
        default="own",
        choices=TELLS,
    )


@dataclass(frozen=True, kw_only=True)
class NewLinkForm(LinkForm):
    """A link to make."""

    key: str = asks(
        Kind.TEXT,
        both("Clé", "Key"),
        hint=both(
            f"De {keys.SHORTEST} à {keys.LONGEST} lettres, chiffres ou traits d’union. "
            "Vide : au hasard.",
            f"{keys.SHORTEST} to {keys.LONGEST} letters, digits or hyphens. Empty: random.",
        ),
        maximum=80,
    )


LINK_FIELDS = fields_of(LinkForm)
NEW_LINK_FIELDS = fields_of(NewLinkForm)
