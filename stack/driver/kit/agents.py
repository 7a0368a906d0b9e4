"""What browsers and programs call themselves."""

_BROWSER = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{}.0.0.0 Safari/537.36"
)
FIRST = 100
# By the verdict that each deserves.
PROGRAMS = {
    "preview": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "scanner": f"{_BROWSER.format(96)} BingPreview/1.0b",
    "bot": "curl/8.5.0",
}


def browser_of(number: int) -> str:
    """Return the browser of somebody; two people have two."""
    return _BROWSER.format(FIRST + number)
