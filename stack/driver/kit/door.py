"""The team's door."""

from stack.driver.kit.browser import Browser
from stack.driver.kit.pages import Page


def sign_in(browser: Browser, pages: str, email: str, password: str) -> Page:
    """Sign in at the English door of `pages`; return the page behind it."""
    page = browser.open(f"{pages}/en/sign-in")
    return browser.send(page.form_with("email", "password").fill(email=email, password=password))
