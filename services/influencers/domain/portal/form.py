"""What is asked of whoever wants a link to their portal."""

from dataclasses import dataclass

from shared.forms.field import Kind, asks, both, fields_of


@dataclass(frozen=True, kw_only=True)
class AskingForm:
    """The address that a workspace knows a partner by."""

    email: str = asks(
        Kind.TEXT,
        both("Votre courriel", "Your e-mail address"),
        hint=both("Celui auquel l’équipe vous connaît.", "The one by which the team knows you."),
        required=True,
        maximum=320,
    )


ASKING_FIELDS = fields_of(AskingForm)
