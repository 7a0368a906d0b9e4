"""How one takes part, who may, and what becomes of their data."""

from dataclasses import dataclass

from shared.forms.field import Kind, Texts, asks, both


@dataclass(frozen=True, kw_only=True)
class People:
    """Mechanic, eligibility, data."""

    mechanic: str = asks(
        Kind.CHOICE,
        both("Mécanique", "Mechanic"),
        path="settings.mechanic.kind",
        required=True,
        default="draw",
    )
    minimum_age: int = asks(
        Kind.WHOLE,
        both("Âge minimal", "Minimum age"),
        path="settings.eligibility.minimum_age",
        hint=both(
            "15 ans ou plus : en France, on consent soi-même pour ses données dès 15 ans. De 15 à "
            "17 ans, l’autorisation d’un parent est demandée avant de remettre un lot.",
            "15 or more: in France, consent about one's data is given from 15. From 15 to 17, a "
            "parent's authorisation is asked before a prize is handed over.",
        ),
        default=18,
        minimum=0,
        maximum=99,
        says={
            "minimum_age_too_low": both(
                "L’âge minimal est inférieur à %(lowest)s ans. Indiquez %(lowest)s ou plus.",
                "The minimum age is under %(lowest)s. Enter %(lowest)s or more.",
            )
        },
    )
    countries: tuple[str, ...] = asks(
        Kind.COUNTRIES,
        both("Pays", "Countries"),
        path="settings.eligibility.countries",
        hint=both(
            "Aucun coché : tous les pays, sauf l’Italie.",
            "None ticked: every country, except Italy.",
        ),
        default=("FR", "BE", "CH", "LU"),
        maximum=250,
        says={
            "country_excluded_by_default": both(
                "Pays : l’Italie exige une caution, un notaire et un serveur local, elle est donc "
                "exclue. Retirez l’Italie de la liste.",
                "Countries: Italy asks for a bond, a notary and a local server, so it is left "
                "out. Take Italy off the list.",
            )
        },
    )
    retention_days: int = asks(
        Kind.WHOLE,
        both("Données gardées", "Data kept for"),
        path="settings.data.retention_days",
        hint=both(
            "En jours après le tirage ; ensuite noms et adresses sont effacés.",
            "Days after the draw; then names and addresses are erased.",
        ),
        default=90,
        minimum=1,
        maximum=1095,
    )
    opt_in: bool = asks(
        Kind.TRUTH,
        both(
            "Proposer une lettre d’information sur le formulaire",
            "Offer a newsletter box on the entry form",
        ),
        path="settings.data.opt_in",
        hint=both(
            "Toujours décochée, jamais une condition, jamais une chance de plus.",
            "Always unticked, never a condition, never a chance more.",
        ),
        default=False,
    )
    opt_in_text: Texts = asks(
        Kind.TEXTS,
        both("Texte de la lettre d’information", "Text of the newsletter"),
        path="settings.data.opt_in_text.{language}",
        maximum=2000,
        says={
            "missing": both(
                "La case de la lettre d’information n’a pas de texte %(language)s. Écrivez-le, "
                "ou retirez la case.",
                "The newsletter box has no text %(language)s. Write it, or switch the box off.",
            )
        },
    )
    newsletter_years: int = asks(
        Kind.WHOLE,
        both("Accord à la lettre d’information", "Consent to the newsletter"),
        path="settings.data.newsletter_years",
        hint=both(
            "En années après le dernier contact, 3 au plus ; écrit sous la case. L’accord survit "
            "à l’effacement des participants.",
            "Years after the last contact, 3 at most; printed under the box. The consent outlives "
            "the erasure of the entrants.",
        ),
        default=3,
        minimum=1,
        maximum=3,
    )
