"""A gateway whose limits cannot be read does not start."""

import base64

import pytest

from services.gateway.bootstrap.web import build_app
from services.gateway.settings import GatewaySettings
from shared.settings import SettingError, load

ENVIRON = {
    "KERMESSE_TOKEN_PUBLIC_KEY": base64.b64encode(bytes(32)).decode(),
    "KERMESSE_TOKEN_PRIVATE_KEY": base64.b64encode(bytes(32)).decode(),
    "KERMESSE_PUBLIC_URL": "https://contests.example.org",
    "KERMESSE_CONTESTS_URL": "http://127.0.0.1:8001",
    "KERMESSE_INSIGHTS_URL": "http://127.0.0.1:8002",
    "KERMESSE_INFLUENCERS_URL": "http://127.0.0.1:8003",
    "KERMESSE_GATEWAY_SECRET_KEY": "k" * 40,
}
RATES = ("KERMESSE_GATEWAY_ENTRY_RATE", "KERMESSE_GATEWAY_SIGNIN_RATE")


@pytest.mark.parametrize("name", RATES)
@pytest.mark.parametrize(
    "rate",
    [
        "30 per hourr",
        "many",
        "-5 per hour",
        "0 per hour",
        "30 per 0 hours",
        "1 per hour;0 per day",
        "30 per hour,",
        "30",
    ],
)
def test_a_rate_that_cannot_be_read_stops_the_start_with_its_name(name, rate):
    with pytest.raises(SettingError, match=name):
        load(GatewaySettings, {**ENVIRON, name: rate})


def test_a_former_key_that_is_too_short_stops_the_start_with_its_name():
    name = "KERMESSE_GATEWAY_SECRET_KEY_FALLBACKS"
    with pytest.raises(SettingError, match=f"{name} is malformed: expected 32 characters") as told:
        load(GatewaySettings, {**ENVIRON, name: f"{'k' * 32},hush"})
    assert "hush" not in str(told.value)


@pytest.mark.parametrize("address", ["ftp://a.example", "https://a.example/?x=1", "https://a/b"])
def test_an_address_that_no_page_could_have_stops_the_start_with_its_name(address):
    with pytest.raises(SettingError, match="KERMESSE_PUBLIC_URL is malformed"):
        load(GatewaySettings, {**ENVIRON, "KERMESSE_PUBLIC_URL": address})


def test_the_public_address_is_what_browsers_say():
    given = {**ENVIRON, "KERMESSE_PUBLIC_URL": "https://Contests.Example.org:443/"}
    assert load(GatewaySettings, given).public_url == "https://contests.example.org"


def test_keys_that_do_not_belong_together_stop_the_start(tmp_path):
    settings = load(GatewaySettings, {**ENVIRON, "KERMESSE_DATA_DIR": str(tmp_path)})
    with pytest.raises(SettingError, match="KERMESSE_TOKEN_PUBLIC_KEY: it does not belong"):
        build_app(settings)


@pytest.mark.parametrize("rate", ["30 per hour", "5/minute; 100/day"])
def test_a_rate_that_can_be_read_is_taken_as_it_is(rate):
    settings = load(GatewaySettings, {**ENVIRON, **dict.fromkeys(RATES, rate)})
    assert (settings.entry_rate, settings.sign_in_rate) == (rate, rate)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("KERMESSE_CONTESTS_URL", "http://127.0.0.1:8001/api"),
        ("KERMESSE_KAFKA_BOOTSTRAP", "nohost"),
        ("KERMESSE_GATEWAY_SECRET_KEY_FALLBACKS", ","),
        ("KERMESSE_GATEWAY_FRAMED_BY", "https://a.example,"),
    ],
)
def test_what_is_nearly_right_stops_the_start_with_its_name(name: str, typed: str) -> None:
    with pytest.raises(SettingError, match=f"{name} is malformed"):
        load(GatewaySettings, {**ENVIRON, name: typed})
