"""When a contest opens, closes and draws, and how long people have in between."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.forms.field import Kind, asks, both

LONGEST_WINDOW = 90 * 24 * 3600
_SHORTEST = both(
    "%(field)s : c’est plus court que %(shortest)s. Choisissez un temps plus long.",
    "%(field)s: this is shorter than %(shortest)s. Choose a longer time.",
)


@dataclass(frozen=True, kw_only=True)
class Dates:
    """Instants in one zone, and windows in seconds."""

    zone: str = asks(
        Kind.ZONE,
        both("Fuseau horaire", "Time zone"),
        path="settings.zone",
        hint=both(
            "Toutes les dates de cette page s’y rapportent.", "Every date of this page is in it."
        ),
        required=True,
        default="Europe/Paris",
    )
    opens_at: datetime = asks(
        Kind.INSTANT,
        both("Ouverture", "Opening"),
        path="settings.opens_at",
        required=True,
        zone="settings.zone",
        says={
            "missing": both(
                "L’ouverture n’a pas de date. Choisissez-en une.",
                "The opening has no date. Choose one.",
            )
        },
    )
    closes_at: datetime = asks(
        Kind.INSTANT,
        both("Fermeture", "Closing"),
        path="settings.closes_at",
        required=True,
        zone="settings.zone",
        says={
            "missing": both(
                "La fermeture n’a pas de date. Choisissez-en une.",
                "The closing has no date. Choose one.",
            ),
            "closes_before_opening": both(
                "La fermeture précède l’ouverture. Choisissez une date de fermeture plus tardive.",
                "The closing comes before the opening. Choose a later closing date.",
            ),
            "closes_in_the_past": both(
                "La fermeture est passée. Choisissez une date de fermeture plus tardive.",
                "The closing is in the past. Choose a later closing date.",
            ),
        },
    )
    draw_at: datetime = asks(
        Kind.INSTANT,
        both("Tirage", "Draw"),
        path="settings.draw_at",
        hint=both(
            "Vide : dès que les vérifications le permettent.",
            "Empty: as early as the checks allow.",
        ),
        required=True,
        zone="settings.zone",
        says={
            "draw_too_early": both(
                "Le tirage précède le moment où la liste peut être scellée. Choisissez un tirage "
                "plus tardif, ou laissez vide : nous le calculons.",
                "The draw comes before the list can be sealed. Choose a later draw, or leave it "
                "empty: we compute it.",
            )
        },
    )
    claims_end_at: datetime = asks(
        Kind.INSTANT,
        both("Dernière réponse", "Last answer"),
        path="settings.claims_end_at",
        hint=both(
            "Vide : quand chaque suppléant a eu son temps.",
            "Empty: when every alternate has had time.",
        ),
        required=True,
        zone="settings.zone",
        says={
            "missing": both(
                "La dernière réponse n’a pas de date. Choisissez-en une.",
                "The last answer has no date. Choose one.",
            ),
            "answers_pass_the_end": both(
                "Si chaque suppléant est sollicité tour à tour, les réponses dépassent le dernier "
                "jour. Réduisez le nombre de suppléants, raccourcissez le délai de réponse ou "
                "déplacez la dernière réponse.",
                "If every alternate is asked in turn, the answers pass the last day. Lower the "
                "number of alternates, shorten the time to answer or move the last answer.",
            ),
        },
    )
    confirm_within: timedelta = asks(
        Kind.DURATION,
        both("Confirmer son inscription", "Time to confirm"),
        path="settings.confirm_within",
        hint=both("Temps laissé après la fermeture.", "Left after the closing."),
        required=True,
        default=timedelta(hours=24),
        minimum=0,
        maximum=LONGEST_WINDOW,
        says={"window_too_short": _SHORTEST},
    )
    review_within: timedelta = asks(
        Kind.DURATION,
        both("Vérifier et contester", "Time to check and to appeal"),
        path="settings.review_within",
        hint=both("Avant de sceller la liste.", "Before the list is sealed."),
        required=True,
        default=timedelta(hours=48),
        minimum=0,
        maximum=LONGEST_WINDOW,
        says={"window_too_short": _SHORTEST},
    )
    answer_within: timedelta = asks(
        Kind.DURATION,
        both("Délai de réponse", "Time to answer"),
        path="settings.answer_within",
        hint=both("Compté à partir du courriel.", "Counted from the mail."),
        required=True,
        default=timedelta(days=7),
        minimum=0,
        maximum=LONGEST_WINDOW,
        says={"window_too_short": _SHORTEST},
    )
