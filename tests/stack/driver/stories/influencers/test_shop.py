"""The shop of the demo signs as a shop must, and notices when a part of what it told is refused."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from services.influencers.domain.shop import BadSignature, verify
from stack.driver.kit.waiting import Unexpected
from stack.driver.stories.influencers.shop import Shop, refund, sale

SECRET = "a secret that is long enough to sign with"


@Request.application
def take(request: Request) -> Response:
    """Take what is signed; of it, refuse what is told of the order `lost`."""
    signed = request.headers["Kermesse-Signature"]
    try:
        verify(request.get_data(), signed, SECRET, datetime.now(UTC))
    except BadSignature:
        return Response("", 401)
    told = json.loads(request.get_data())["orders"]
    states = ["refused" if each["order_id"] == "lost" else "kept" for each in told]
    answer = {"key": request.headers["Idempotency-Key"], "answers": [{"state": s} for s in states]}
    return Response(json.dumps(answer))


@pytest.fixture
def shop() -> Iterator[Shop]:
    server = make_server("127.0.0.1", 0, take, threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield Shop(f"http://127.0.0.1:{server.server_port}/", "program", SECRET)
    server.shutdown()
    server.server_close()


def test_what_it_signs_is_taken_under_its_key(shop: Shop) -> None:
    told = [sale("L-1", 8000, 1999, code="ADA10"), refund("L-1", "2", 1999, "R-1")]
    answer = {"key": "orders-1", "answers": [{"state": "kept"}, {"state": "kept"}]}
    assert shop.tell(told, "orders-1") == answer


def test_what_somebody_else_signed_is_not(shop: Shop) -> None:
    assert shop.forge([sale("L-1", 8000)]) == 401


def test_a_part_that_is_refused_is_noticed(shop: Shop) -> None:
    with pytest.raises(Unexpected, match="the shop was refused"):
        shop.tell([sale("L-1", 8000), sale("lost", 100)], "orders-1")
