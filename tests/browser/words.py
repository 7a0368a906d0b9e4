"""What the pages say on the way, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Names of buttons, links and headings, as a reader of one language looks for them."""

    sign_in: str
    nothing_yet: str
    create: str
    publish: str
    freeze: str
    second: str
    country: str
    enter: str
    look_into_mail: str
    confirm: str
    confirmed: str
    closed: str
    sealed: str
    drawn: str
    certificate: str
    how_checked: str
    have_won: str
    accept: str
    yours: str
    give_up: str
    give_up_for_good: str
    gave_up: str
    amend: str
    show_setting: str
    amend_it: str
    exclude: str
    call_off: str


FRENCH = Words(
    sign_in="Se connecter",
    nothing_yet="Rien pour l’instant",
    create="Créer un concours",
    publish="Publier le concours…",
    freeze="Publier le concours et figer son règlement",
    second="secondes",
    country="Belgique",
    enter="Participer au tirage",
    look_into_mail="Encore une étape\u00a0: ouvrez notre courriel",
    confirm="Confirmer ma participation",
    confirmed="Votre participation est confirmée",
    closed="Les inscriptions sont closes",
    sealed="La liste est scellée",
    drawn="Les gagnants sont tirés au sort",
    certificate="Voir le certificat",
    how_checked="Comment ce tirage se vérifie",
    have_won="vous avez gagné",
    accept="Oui, j’accepte le lot",
    yours="Le lot est à vous",
    give_up="Non, je renonce au lot…",
    give_up_for_good="Renoncer définitivement au lot",
    gave_up="Vous avez renoncé à ce lot",
    amend="Amender…",
    show_setting="Montrer ce réglage",
    amend_it="Amender le concours",
    exclude="Exclure la participation",
    call_off="Annuler le concours",
)
ENGLISH = Words(
    sign_in="Sign in",
    nothing_yet="Nothing yet",
    create="Create a contest",
    publish="Publish the contest…",
    freeze="Publish the contest and freeze its rules",
    second="seconds",
    country="Belgium",
    enter="Enter the draw",
    look_into_mail="One more step: open our mail",
    confirm="Confirm my entry",
    confirmed="Your entry is confirmed",
    closed="Entries are over",
    sealed="The list is sealed",
    drawn="The winners are drawn",
    certificate="See the certificate",
    how_checked="How this draw is checked",
    have_won="you have won",
    accept="Yes, I accept the prize",
    yours="Your prize is yours",
    give_up="No, I give the prize up…",
    give_up_for_good="Give the prize up for good",
    gave_up="You gave this prize up",
    amend="Amend…",
    show_setting="Show this setting",
    amend_it="Amend the contest",
    exclude="Exclude the entry",
    call_off="Call the contest off",
)
WORDS = {"fr": FRENCH, "en": ENGLISH}
