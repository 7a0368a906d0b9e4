"""A wrong address of a server is named before anything starts."""

import socket
import time
from collections.abc import Iterator

import pytest

from shared.settings import load
from stack.addresses import hosts_of, require_there
from stack.errors import WrongSetting
from stack.ports import HOST, choose_free
from stack.settings import StackSettings


@pytest.fixture
def there() -> Iterator[str]:
    with socket.socket() as server:
        server.bind((HOST, 0))
        server.listen()
        yield f"{HOST}:{server.getsockname()[1]}"


@pytest.fixture
def gone() -> str:
    return f"{HOST}:{choose_free(1)[0]}"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("KERMESSE_MONGO_URL", "mongodb://user:s3cret@{}/?replicaSet=rs0"),
        ("KERMESSE_KAFKA_BOOTSTRAP", "{}"),
        ("KERMESSE_SMTP_URL", "smtp://user:s3cret@{}"),
    ],
)
def test_a_server_that_is_not_there_is_named_with_its_host_and_no_password(
    name: str, form: str, gone: str, there: str
) -> None:
    begin = time.monotonic()
    with pytest.raises(WrongSetting, match=f"{name}: nothing answers at {gone}") as error:
        require_there(load(StackSettings, {name: form.format(gone)}))
    assert "s3cret" not in str(error.value)
    assert time.monotonic() - begin < 15
    require_there(load(StackSettings, {name: form.format(there)}))


def test_one_server_of_a_list_is_enough(there: str, gone: str) -> None:
    require_there(load(StackSettings, {"KERMESSE_KAFKA_BOOTSTRAP": f"{gone},{there}"}))


def test_nothing_given_needs_nothing() -> None:
    require_there(load(StackSettings, {}))


def test_usual_ports_are_known() -> None:
    assert hosts_of("mongodb://a,b:1/x?y=z", "mongodb") == [("a", 27017), ("b", 1)]
    assert hosts_of("smtps://user:p%40ss@mail.example.org", "smtp") == [("mail.example.org", 465)]
    assert hosts_of("kafka-0:9092,kafka-1", "kafka") == [("kafka-0", 9092), ("kafka-1", 9092)]
    assert hosts_of("", "kafka") == []
