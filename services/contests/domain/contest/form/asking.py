"""What a prize asks of its winner: it stands beside the texts of the page, outside the rules."""

from dataclasses import dataclass

from shared.forms.field import LANGUAGES, Kind, Texts, asks, both

_QUESTION = both(
    "À poser s’il y a quelque chose à choisir, comme une taille.",
    "To ask where there is something to choose, such as a size.",
)
_OPTIONS = both(
    "Une par ligne, dans le même ordre dans chaque langue.",
    "One a line, in the same order in each language.",
)
_SAYS = {
    "option_count": both(
        "%(field)s : il en faut de %(minimum)s à %(maximum)s, une par ligne. Corrigez la liste.",
        "%(field)s: there must be from %(minimum)s to %(maximum)s, one a line. Correct the list.",
    ),
    "options_alike": both(
        "%(field)s : deux lignes sont les mêmes. Retirez-en une.",
        "%(field)s: two lines are the same. Take one away.",
    ),
    "options_differ": both(
        "%(field)s : il n’y en a pas autant dans chaque langue. Mettez les listes d’accord.",
        "%(field)s: there are not as many in each language. Make the lists agree.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class PrizeAsk:
    """What whoever won `prize` (its name in the rules) is asked for: by default nothing."""

    prize: str = asks(Kind.TEXT, both("Lot", "Prize"), required=True, maximum=200)
    address: bool = asks(
        Kind.TRUTH,
        both("Une adresse postale", "A postal address"),
        hint=both(
            "Pour ce qui s’envoie. Elle s’efface 60 jours après la réception.",
            "For what is sent. It is erased 60 days after receipt.",
        ),
    )
    question_fr: str = asks(
        Kind.TEXT,
        both("Question en français", "Question in French"),
        path="question.fr",
        hint=_QUESTION,
        maximum=200,
    )
    question_en: str = asks(
        Kind.TEXT,
        both("Question en anglais", "Question in English"),
        path="question.en",
        hint=_QUESTION,
        maximum=200,
    )
    options_fr: str = asks(
        Kind.LONG_TEXT,
        both("Réponses en français", "Answers in French"),
        path="options.fr",
        hint=_OPTIONS,
        maximum=2000,
        says=_SAYS,
    )
    options_en: str = asks(
        Kind.LONG_TEXT,
        both("Réponses en anglais", "Answers in English"),
        path="options.en",
        hint=_OPTIONS,
        maximum=2000,
        says=_SAYS,
    )

    @property
    def question(self) -> Texts:
        """What there is to choose, in each language that has it."""
        return _spoken(self.question_fr, self.question_en)

    @property
    def options(self) -> tuple[Texts, ...]:
        """What can be chosen, each in the languages that have it; none: nothing is asked."""
        lists = {name: lines_of(text) for name, text in _both(self.options_fr, self.options_en)}
        spoken = {name: lines for name, lines in lists.items() if lines}
        return tuple(
            dict(zip(spoken, each, strict=True)) for each in zip(*spoken.values(), strict=False)
        )

    @property
    def anything(self) -> bool:
        """Whether the winner is asked for something."""
        return self.address or bool(self.options)


@dataclass(frozen=True, kw_only=True)
class AsksForm:
    """What the prizes of a contest ask."""

    asks: tuple[PrizeAsk, ...] = asks(
        Kind.ROWS, both("Demandé aux gagnants", "Asked of winners"), row=PrizeAsk, maximum=100
    )


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that hold something, without the blanks around them."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _both(fr: str, en: str) -> tuple[tuple[str, str], ...]:
    return tuple(zip(LANGUAGES, (fr, en), strict=True))


def _spoken(fr: str, en: str) -> Texts:
    return {name: text for name, text in _both(fr, en) if text}
