"""A gateway whose limits cannot be read does not start."""

import base64

import pytest

from services.gateway.settings import GatewaySettings
from shared.settings import SettingError, load

ENVIRON = {
    "KERMESSE_TOKEN_PUBLIC_KEY": base64.b64encode(bytes(32)).decode(),
    "KERMESSE_TOKEN_PRIVATE_KEY": base64.b64encode(bytes(32)).decode(),
    "KERMESSE_PUBLIC_URL": "https://contests.example.org",
    "KERMESSE_CONTESTS_URL": "http://127.0.0.1:8001",
    "KERMESSE_INSIGHTS_URL": "http://127.0.0.1:8002",
    "KERMESSE_GATEWAY_SECRET_KEY": "k" * 40,
}
RATES = ("KERMESSE_GATEWAY_ENTRY_RATE", "KERMESSE_GATEWAY_SIGNIN_RATE")


@pytest.mark.parametrize("name", RATES)
@pytest.mark.parametrize("rate", ["30 per hourr", "many", "-5 per hour", "30 per hour,", "30"])
def test_a_rate_that_cannot_be_read_stops_the_start_with_its_name(name, rate):
    with pytest.raises(SettingError, match=name):
        load(GatewaySettings, {**ENVIRON, name: rate})


@pytest.mark.parametrize("rate", ["30 per hour", "5/minute; 100/day"])
def test_a_rate_that_can_be_read_is_taken_as_it_is(rate):
    settings = load(GatewaySettings, {**ENVIRON, **dict.fromkeys(RATES, rate)})
    assert (settings.entry_rate, settings.sign_in_rate) == (rate, rate)
