"""The contest's page as a whole: what stands on it in each phase."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g, render_template, url_for
from markupsafe import Markup

from services.gateway.kit.countries import country_choices
from services.gateway.kit.forms import PageForm
from services.gateway.kit.i18n import current_language
from services.gateway.kit.parts import parts
from services.gateway.products.contests.public.entry_form import entry_fields
from services.gateway.products.contests.public.outcome import outcome_of
from services.gateway.products.contests.public.social import social_data
from services.gateway.products.contests.public.words import (
    page_texts,
    phase_of,
    step_at,
    timeline_steps,
    until_text,
)
from services.gateway.products.contests.words import EXCLUDED_COUNTRIES
from shared.errors import FieldError
from shared.forms.writing import Typed


def contest_screen(
    contest: Mapping[str, Any],
    typed: Typed,
    errors: Sequence[FieldError] = (),
    *,
    said: str = "",
    over: bool = False,
) -> str:
    """Return the page, with what is wrong with the form, or what is `said` of it as a whole.

    `over` when the service has just answered that entries are over.
    """
    form = PageForm(entry_fields(contest["entry_fields"]), typed, errors, whole=True)
    now = parts().clock.now()
    phase = phase_of(contest, now)
    return render_template(
        "contests/public/contest.html",
        contest=contest,
        settings=contest["settings"],
        zone=contest["settings"]["zone"],
        phase="closed" if over and phase in ("open", "soon") else phase,
        texts=page_texts(contest),
        form=form,
        problems=[("", said)] if said else form.problems,
        lines=form_lines(contest),
        countries=country_choices(
            contest["settings"]["eligibility"]["countries"], EXCLUDED_COUNTRIES
        ),
        steps=timeline_steps(contest, now),
        step_at=lambda name: step_at(contest, name),
        until=until_text(contest["settings"]["closes_at"], contest["settings"]["zone"]),
        outcome=outcome_of(contest),
        social=social_data(contest, page_texts(contest)),
    )


def form_lines(contest: Mapping[str, Any]) -> dict[str, Any]:
    """Return the exact lines that an entrant agrees to, the one of the rules with its link.

    `lang` is the language in which they will be recorded.
    """
    lines, spoken = contest["lines"], current_language()
    language = spoken if spoken in lines else next(iter(lines))
    own = dict(lines[language])
    before, link, after = contest["rules_parts"].get(language, ("", own["rules"], ""))
    address = url_for(".rules", workspace=g.workspace.id, slug=contest["slug"])
    rules = Markup('{}<a href="{}">{}</a>{}').format(before, address, link, after)
    return {**own, "rules": rules, "lang": language}
