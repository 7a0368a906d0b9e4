"""A declared field is drawn by its kind, and what is drawn is what is read."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import g, render_template_string
from werkzeug.datastructures import MultiDict

from services.gateway.kit.forms import PageForm
from shared.errors import FieldError
from shared.forms.field import Kind
from shared.forms.reading import read
from shared.forms.writing import Typed, written
from tests.gateway.conftest import Gateway
from tests.shared.forms.fair import COMPLETE, FAIR

PAGE = """
{% from "pieces/forms.html" import ask, ask_currency with context %}
{% for path in paths %}{{ ask(form, path) }}{% endfor %}
{% for path in amounts %}{{ ask_currency(form, path) }}{% endfor %}
"""


def paths(form: PageForm) -> list[str]:
    """Return the paths of everything that is asked, rows and languages one by one."""
    found = []
    for field in FAIR:
        if field.kind is Kind.ROWS:
            rows = form.rows(field.path)
            found += [f"{field.path}.{row}.{each.path}" for row in rows for each in field.fields]
        elif field.kind is Kind.TEXTS:
            found += [field.path.format(language=language) for language in ("fr", "en")]
        else:
            found.append(field.name or field.path)
    return found


def drawn(gateway: Gateway, form: PageForm, language: str = "en") -> BeautifulSoup:
    asked = paths(form)
    amounts = [path for path in asked if form.ask(path).kind == "amount"]
    with gateway.app.test_request_context(f"/{language}/sign-in"):
        g.lang = language
        text = render_template_string(PAGE, form=form, paths=asked, amounts=amounts)
    return BeautifulSoup(text, "html.parser")


def sent(page: BeautifulSoup) -> Typed:
    """Return what a browser would send."""
    typed: Typed = MultiDict()
    for box in page.select("input, textarea, select"):
        if box.name == "select":
            chosen = box.select("option[selected]") or box.select("option")[:1]
            typed.add(str(box["name"]), str(chosen[0]["value"]))
        elif box.get("type") != "checkbox" or box.has_attr("checked"):
            value = box.get_text().removeprefix("\n") if box.name == "textarea" else box["value"]
            typed.add(str(box["name"]), str(value))
    return typed


def test_what_is_drawn_is_read_back_as_it_was(gateway: Gateway) -> None:
    page = drawn(gateway, PageForm(FAIR, written(FAIR, COMPLETE)))
    reading = read(FAIR, sent(page), COMPLETE, draft=True)
    assert reading.errors == []
    patch = reading.patch(COMPLETE)
    assert patch == COMPLETE


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_box_has_its_label_and_every_hint_and_error_its_box(
    gateway: Gateway, language: str
) -> None:
    errors = [FieldError(path, "missing") for path in ("slug", "plan.fee", "plan.open_to.2")]
    page = drawn(gateway, PageForm(FAIR, written(FAIR, COMPLETE), errors), language)
    boxes = page.select("input:not([type=hidden]), select, textarea")
    ids = [box["id"] for box in boxes]
    assert len(ids) == len(set(ids)) > 25
    for box in boxes:
        assert page.find("label", attrs={"for": box["id"]}) or box.get("aria-label"), box
    for described in page.select("[aria-describedby]"):
        assert all(page.find(id=each) for each in described["aria-describedby"].split())
    said = {each["id"].removesuffix("-error") for each in page.select(".error")}
    # Of boxes, the first.
    assert said == {"slug", "plan.fee.amount", "country-FR"}


def test_links_of_a_summary_lead_to_what_they_are_about(gateway: Gateway) -> None:
    told: dict[str, Any] = {
        "plan.stalls": "plan.stalls.0.name",
        "plan.stalls.1.fee.currency": "plan.stalls.1.fee.amount",
        "plan.motto": "plan.motto.fr",
        "plan.door": "plan.door.word",
        "plan.band": "plan.band",
        "": "",
    }
    form = PageForm(FAIR, written(FAIR, COMPLETE), [FieldError(path, "type") for path in told])
    with gateway.app.test_request_context("/en/sign-in"):
        assert [anchor for anchor, _ in form.problems] == list(told.values())
    page = drawn(gateway, form)
    assert all(page.find(id=anchor) for anchor in told.values() if anchor)


def test_a_browser_asks_for_what_is_required_of_a_whole_form_alone(gateway: Gateway) -> None:
    typed = written(FAIR, COMPLETE)
    assert drawn(gateway, PageForm(FAIR, typed)).select("[required]") == []
    page = drawn(gateway, PageForm(FAIR, typed, whole=True))
    assert {box["id"] for box in page.select("[required]")} == {
        "plan.band",
        "plan.stalls.0.name",
        "plan.stalls.1.name",
    }
