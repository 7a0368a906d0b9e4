"""Settings come from the environment, all that is wrong is told at once, values never are."""

import base64
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.settings import (
    CommonSettings,
    Converter,
    SettingError,
    SettingRow,
    base64_key,
    boolean,
    choice,
    describe,
    exit_on_setting_error,
    host,
    integer_between,
    list_of,
    load,
    long_text,
    mail_server,
    mailbox,
    name_part,
    seconds,
    server_list,
    service_url,
    setting,
    setting_each,
    site,
    text,
    text_list,
    url,
    url_list,
    web_url,
)

KEY = bytes(range(32))
ENVIRON = {"KERMESSE_TOKEN_PUBLIC_KEY": base64.b64encode(KEY).decode()}


@dataclass(frozen=True)
class Example(CommonSettings):
    port: int = setting(
        "KERMESSE_EXAMPLE_PORT",
        example="8001",
        help="port to listen on",
        converter=integer_between(1, 65535),
    )
    password: str = setting(
        "KERMESSE_EXAMPLE_PASSWORD", example="s3cret", help="password of it", secret=True
    )
    patience: float = setting(
        "KERMESSE_EXAMPLE_PATIENCE", default=2.5, help="time to wait", converter=seconds
    )


FULL = ENVIRON | {"KERMESSE_EXAMPLE_PORT": "8001", "KERMESSE_EXAMPLE_PASSWORD": "hush"}


def test_settings_are_read_and_frozen() -> None:
    settings = load(Example, FULL)
    assert (settings.port, settings.password, settings.patience) == (8001, "hush", 2.5)
    with pytest.raises(FrozenInstanceError):
        settings.port = 1  # type: ignore[misc]


def test_every_service_has_the_common_settings() -> None:
    settings = load(Example, FULL | {"KERMESSE_MONGO_PREFIX": "staging"})
    assert settings.token_public_key == KEY
    assert settings.mongo_prefix == "staging"
    assert (settings.data_dir, settings.mongo_url, settings.bind) == (".kermesse", "", "127.0.0.1")
    assert (settings.kafka_bootstrap, settings.topic_prefix) == ("", "")
    assert settings.log_level == "info"


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(SettingError) as caught:
        load(Example, {"KERMESSE_EXAMPLE_PORT": "eighty", "KERMESSE_LOG_LEVEL": "loud"})
    assert caught.value.problems == (
        "KERMESSE_LOG_LEVEL is malformed: expected one of debug, info, warning, error"
        " (example: debug)",
        "KERMESSE_TOKEN_PUBLIC_KEY is missing: Ed25519 public key of the gateway, which signs"
        " what services accept (example: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=)",
        "KERMESSE_EXAMPLE_PORT is malformed: expected a whole number from 1 to 65535"
        " (example: 8001)",
        "KERMESSE_EXAMPLE_PASSWORD is missing: password of it (example: s3cret)",
    )
    assert all(problem in str(caught.value) for problem in caught.value.problems)


def test_the_examples_in_messages_are_themselves_accepted() -> None:
    environ = {row.name: row.example for row in describe(CommonSettings)}
    assert load(CommonSettings, environ).token_public_key == KEY


def test_no_message_tells_the_value() -> None:
    environ = FULL | {"KERMESSE_MONGO_URL": "user:hush-hush@host"}
    with pytest.raises(SettingError) as caught:
        load(Example, environ)
    assert "KERMESSE_MONGO_URL" in str(caught.value)
    assert "hush" not in str(caught.value)


def test_what_is_no_text_is_told_as_that() -> None:
    with pytest.raises(SettingError, match="KERMESSE_DATA_DIR is malformed: expected text in UTF"):
        load(Example, FULL | {"KERMESSE_DATA_DIR": "\udcff"})


ADDRESSES: tuple[Converter, ...] = (site, service_url, web_url, url, url_list, host, mailbox)


@given(st.text(max_size=40), st.sampled_from([*ADDRESSES, mail_server, server_list, seconds]))
def test_no_value_ends_the_start_by_a_traceback(value: str, converter: Converter) -> None:
    for tried in (value, f"https://{value}", f"smtp://{value}", f"Name <{value}>", f"a@{value}"):
        with contextlib.suppress(ValueError):
            converter(tried)


@given(st.from_regex(r"https?://[A-Za-z0-9.:-]{1,30}/?", fullmatch=True))
def test_the_address_of_a_site_is_what_browsers_say(value: str) -> None:
    with contextlib.suppress(ValueError):
        assert site(site(value)) == site(value)
        assert urlsplit(site(value)).netloc == urlsplit(site(value)).netloc.lower()


def test_a_secret_stays_out_of_the_representation() -> None:
    assert "hush" not in repr(load(Example, FULL))


def test_an_empty_variable_is_an_absent_one() -> None:
    assert load(Example, FULL | {"KERMESSE_EXAMPLE_PATIENCE": ""}).patience == 2.5
    with pytest.raises(SettingError, match="KERMESSE_EXAMPLE_PASSWORD is missing"):
        load(Example, FULL | {"KERMESSE_EXAMPLE_PASSWORD": ""})


def test_the_table_is_made_from_the_declarations() -> None:
    rows = {row.name: row for row in describe(Example)}
    assert rows["KERMESSE_EXAMPLE_PORT"] == SettingRow(
        "KERMESSE_EXAMPLE_PORT", True, "", "8001", False, "port to listen on"
    )
    assert rows["KERMESSE_EXAMPLE_PATIENCE"].default == "2.5"
    assert rows["KERMESSE_EXAMPLE_PASSWORD"].secret
    assert rows["KERMESSE_MONGO_URL"].secret


def test_a_foreign_name_is_a_fault_of_the_program() -> None:
    with pytest.raises(TypeError, match="MONGO_URL"):
        setting("MONGO_URL")


def test_the_start_ends_with_the_names_on_the_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as stopped, exit_on_setting_error():
        load(Example, ENVIRON)
    lines = capsys.readouterr().err.splitlines()
    assert stopped.value.code == 2
    assert [line.split()[1] for line in lines] == [
        "KERMESSE_EXAMPLE_PORT",
        "KERMESSE_EXAMPLE_PASSWORD",
    ]


@pytest.mark.parametrize(
    ("converter", "typed", "value"),
    [
        (text, " as it is ", " as it is "),
        (integer_between(1, 9), "9", 9),
        (seconds, "1.5", 1.5),
        (seconds, "0", 0.0),
        (boolean, "Yes", True),
        (boolean, "off", False),
        (url, "https://kermesse.example/", "https://kermesse.example"),
        (url, "smtp://user:p%40ss@mail:25?starttls=1", "smtp://user:p%40ss@mail:25?starttls=1"),
        (url, "mongodb://u:p@a:1,b:2/x?y=z", "mongodb://u:p@a:1,b:2/x?y=z"),
        (mail_server, "smtps://u:p@mail.example:465", "smtps://u:p@mail.example:465"),
        (mailbox, "Maison Lumen <a@b.example>", "Maison Lumen <a@b.example>"),
        (mailbox, "a@localhost", "a@localhost"),
        (server_list, "kafka-0:9092, [::1]:9093", "kafka-0:9092, [::1]:9093"),
        (url_list, "https://a.example, https://b.example/",
         ("https://a.example", "https://b.example")),
        (text_list, "a, b,c", ("a", "b", "c")),
        (site, "https://Contests.Example.org", "https://contests.example.org"),
        (site, "HTTPS://contests.example.org:443/", "https://contests.example.org"),
        (site, "http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        (site, "http://[::1]:80", "http://[::1]"),
        (site, "http://[2001:DB8:0:0::1]:8080", "http://[2001:db8::1]:8080"),
        (site, "https://xn--fte-fma.example:8443", "https://xn--fte-fma.example:8443"),
        (service_url, "HTTP://Contests_Web:8001/", "http://contests_web:8001"),
        (web_url, "HTTP://Contests_Web:8001/base/", "http://contests_web:8001/base"),
        (url_list, "http://127.0.0.1:8025/beacon", ("http://127.0.0.1:8025/beacon",)),
        (mail_server, "smtp://u:p@mail.example:587?starttls=1",
         "smtp://u:p@mail.example:587?starttls=1"),
        (host, "0.0.0.0", "0.0.0.0"),
        (host, "::", "::"),
        (host, "kafka-0.kafka.svc", "kafka-0.kafka.svc"),
        (list_of(long_text(4)), "abcd, efghi", ("abcd", "efghi")),
        (name_part("a-z.", 9), "staging.", "staging."),
        (base64_key(2), "AAE=", b"\0\1"),
        (choice("a", "b"), "b", "b"),
    ],
)  # fmt: skip
def test_a_value_is_converted(converter: Callable[[str], Any], typed: str, value: object) -> None:
    assert converter(typed) == value


@pytest.mark.parametrize(
    ("converter", "typed"),
    [
        (integer_between(1, 9), "0"),
        (integer_between(1, 9), "10"),
        (integer_between(1, 9), "x"),
        (site, "ftp://contests.example.org"),
        (site, "contests.example.org"),
        (site, "https://contests.example.org/?x=1"),
        (site, "https://contests.example.org?"),
        (site, "https://contests.example.org#top"),
        (site, "https://contests.example.org/fr"),
        (site, "http://my_host:8080"),
        (site, "https://ada@contests.example.org"),
        (site, "https://fête.example"),
        (site, "https://a b.example"),
        (site, "https://contests.example.org:0"),
        (site, "https://300.1.1.1"),
        (site, "https://"),
        (site, ""),
        (web_url, "ftp://a.example"),
        (web_url, "http://a.example/b?c"),
        (url_list, ","),
        (url_list, "https://a.example,"),
        (url_list, "https://a.example,,https://b.example"),
        (text_list, ","),
        (text_list, "a,,b"),
        (list_of(site), ","),
        (list_of(long_text(4)), "abcd,"),
        (service_url, "http://contests-web:8001/base"),
        (service_url, "http://contests-web:8001?x"),
        (service_url, "contests-web:8001"),
        (server_list, "nohost"),
        (server_list, "kafka-0:9092,kafka-1"),
        (server_list, "kafka-0:9092,"),
        (server_list, "kafka-0:9092/x"),
        (server_list, "a b:9092"),
        (server_list, "user@kafka-0:9092"),
        (server_list, "300.1.1.1:9092"),
        (url_list, "ftp://a.example"),
        (url_list, "https://a.example?x=1"),
        (seconds, "1e300"),
        (host, "x y"),
        (host, "300.1.1.1"),
        (host, "-a"),
        (host, ""),
        (mail_server, "smtp://a.example?starttls=yes"),
        (mail_server, "smtp://a.example?startls=1"),
        (mail_server, "smtp://a.example/inbox"),
        (mailbox, "x@"),
        (mailbox, "<"),
        (mailbox, '"'),
        (mailbox, "x@["),
        (mailbox, "é@example.org"),
        (list_of(long_text(4)), "abcd,ef"),
        (name_part("a-z.", 9), "a b"),
        (name_part("a-z.", 9), "a" * 10),
        (seconds, "-1"),
        (seconds, "nan"),
        (seconds, "inf"),
        (seconds, "soon"),
        (boolean, "perhaps"),
        (url, "kermesse.example"),
        (url, "https://"),
        (url, "https://[::1"),
        (url, " https://a.example"),
        (url, "https://a.example:99999"),
        (url, "mongodb://a:1,b:99999/"),
        (mail_server, "http://a.example"),
        (mail_server, "smtp://a.example:99999"),
        (mailbox, "Maison Lumen contests@example.org"),
        (mailbox, "a@b.example, c@d.example"),
        (mailbox, "a@b.example\r\nBcc: eve@example.org"),
        (mailbox, "Maison Lumen"),
        (server_list, "127.0.0.1:99999"),
        (server_list, "kafka://a:1"),
        (server_list, "a:1,,b:2"),
        (url_list, "https://a.example,b"),
        (base64_key(2), "AAEC"),
        (base64_key(2), "A-_="),
        (base64_key(2), "é"),
        (choice("a", "b"), "A"),
    ],
)
def test_a_malformed_value_is_refused(converter: Callable[[str], Any], typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        converter(typed)


def test_a_family_of_settings_is_one_field_by_key_and_each_is_named_when_it_is_missing() -> None:
    @dataclass(frozen=True)
    class Addresses:
        services: Mapping[str, str] = setting_each(
            ("contests", "live"),
            "KERMESSE_{KEY}_URL",
            example="http://127.0.0.1:8001",
            help="address of the {key} service",
            converter=url,
        )

    given = {"KERMESSE_CONTESTS_URL": "http://a:1", "KERMESSE_LIVE_URL": "http://b:2"}
    loaded = load(Addresses, given)
    assert loaded.services == {"contests": "http://a:1", "live": "http://b:2"}
    assert [row.name for row in describe(Addresses)] == list(given)
    with pytest.raises(SettingError) as error:
        load(Addresses, {"KERMESSE_CONTESTS_URL": "nowhere"})
    assert [problem.split()[0] for problem in error.value.problems] == list(given)
