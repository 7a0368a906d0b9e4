"""A partner at the public pages of a program, and at the payment stand-in."""

from stack.driver.kit.browser import Browser
from stack.driver.kit.waiting import expect


def apply(page_url: str, *, name: str, email: str, kind: str) -> None:
    """Apply to a program by its public page."""
    browser = Browser()
    try:
        form = browser.open(page_url).form_with("email", "accept_terms")
        form.fill(name=name, email=email, kind=kind, country="FR")
        form.tick("of_age").tick("accept_terms")
        page = browser.send_patiently(form, accepted=(422,))
        expect(page.url.endswith("/thanks"), f"{name} applied and read: {page.problems}")
    finally:
        browser.close()


def say_who_they_are(page_url: str) -> None:
    """Complete the page of the payment provider."""
    browser = Browser()
    try:
        browser.send(browser.open(page_url).form_with("done"), "done")
    finally:
        browser.close()
