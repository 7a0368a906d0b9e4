"""A request is the same whatever pieces it comes in, and what gunicorn makes of it at once."""

from collections.abc import Iterable
from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import NoMoreData, ParseException
from gunicorn.http.parser import RequestParser
from hypothesis import example, given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import RequestEntityTooLarge

from shared.webapp.gathering.crowd import Crowd, TooMany
from shared.webapp.gathering.request import Gathering, Gauge, Incomplete, NoRoomForBody

CONFIG = Config()
CLIENT = ("192.0.2.7", 4711)
MOST = 4000
# Which of several faults is found first depends on how much was there to look at.
REFUSED, BROKEN = ("refused",), "broken"
Outcome = tuple[Any, ...]


def told(request: Any) -> Outcome:
    """Return all that an application learns of a request, its body read to the end."""
    try:
        body: Any = request.body.read()
    except ParseException:
        # The connection ends with it, whatever its head said.
        return (request.method, request.uri, request.version, request.headers, BROKEN)
    return (
        request.method, request.uri, request.version, request.headers, body, request.trailers,
        request.should_close(),
    )  # fmt: skip


def gathered(pieces: Iterable[bytes], most: int = MOST) -> list[Outcome]:
    """Return what comes of the bytes of one connection, until it ends or they do."""
    outcomes: list[Outcome] = []
    gauge, network = Gauge(CONFIG, most), Crowd(100, 8).of(None)
    one = Gathering(gauge, network, CLIENT, 1)
    for piece in pieces:
        rest = piece
        while rest:
            rest = one.feed(rest)
            if not one.whole:
                assert rest == b""
                break
            if one.refusal is not None:
                return [*outcomes, REFUSED]
            outcomes.append(told(one.request))
            if not one.spent or one.request.should_close():
                return outcomes
            one = Gathering(gauge, network, CLIENT, len(outcomes) + 1)
    return outcomes


def at_once(data: bytes) -> list[Outcome]:
    """Return what gunicorn itself makes of the same bytes, without a request that is cut short."""
    outcomes: list[Outcome] = []
    parser = RequestParser(CONFIG, [data], CLIENT)
    while True:
        try:
            request = next(parser)
            outcome = told(request)
        except (StopIteration, NoMoreData):
            return outcomes
        except ParseException:
            return [*outcomes, REFUSED]
        if getattr(request.body.reader, "length", 0):
            return outcomes
        outcomes.append(outcome)
        if outcome[4] == BROKEN:
            return outcomes


def chunked(parts: list[bytes], extension: bytes, trailers: bytes) -> bytes:
    chunks = [b"%x%s\r\n%s\r\n" % (len(part), extension, part) for part in parts if part]
    return b"".join([*chunks, b"0\r\n", trailers, b"\r\n"])


targets = st.sampled_from([b"/", b"/a?b=c", b"/a/../b", b"*", b"", b"/\xc3\xa9", b"http://x/y"])
methods = st.sampled_from([b"GET", b"POST", b"OPTIONS", b"get", b"G"])
versions = st.sampled_from([b"HTTP/1.1", b"HTTP/1.1", b"HTTP/1.0", b"HTTP/2.0", b"http/1.1"])
ends = st.sampled_from([b"\r\n"] * 12 + [b"\n", b"\r", b"\r\n "])
fields = st.sampled_from(
    [
        b"Host: x", b"Cookie: a=b", b"Connection: close", b"Connection: keep-alive", b"X_Y: 1",
        b"Expect: 100-continue", b"Expect: tea", b"No colon", b"Idempotency-Key: \xe2\x82\xac",
        b"A: b\rc", b"A: b\x00", b": empty", b"Sp ace: 1",
    ]
)  # fmt: skip
contents = st.one_of(
    st.binary(max_size=60), st.sampled_from([b"\r\n\r\n", b"0\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"])
)


@st.composite
def heads(draw: st.DrawFn, framing: list[bytes]) -> bytes:
    line = b" ".join([draw(methods), draw(targets), draw(versions)])
    lines = [line, *draw(st.lists(fields, max_size=3)), *framing]
    return b"".join(each + draw(ends) for each in lines) + b"\r\n"


@st.composite
def bodied(draw: st.DrawFn) -> bytes:
    body = draw(contents)
    kind = draw(st.sampled_from(["none", "length", "chunks", "both", "broken"]))
    if kind == "none":
        return draw(heads([]))
    if kind == "length":
        return draw(heads([b"Content-Length: %d" % len(body)])) + body
    extension = draw(st.sampled_from([b"", b";a=b", b' ; a="b"', b";a=\x00"]))
    trailers = draw(st.sampled_from([b"", b"X: y\r\n", b"Host: y\r\n", b"X: y\n"]))
    coded = chunked(draw(st.lists(contents, max_size=3)), extension, trailers)
    coding = [b"Transfer-Encoding: chunked"]
    if kind == "both":
        return draw(heads([*coding, b"Content-Length: 5"])) + coded
    if kind == "broken":
        at = draw(st.integers(0, len(coded) - 1))
        coded = coded[:at] + draw(st.binary(min_size=1, max_size=2)) + coded[at + 1 :]
    return draw(heads(coding)) + coded


def split(data: bytes, cuts: list[int]) -> list[bytes]:
    at = sorted({cut % (len(data) + 1) for cut in cuts})
    return [data[a:b] for a, b in zip([0, *at], [*at, len(data)], strict=True) if a < b]


streams = st.lists(st.one_of(bodied(), st.just(b"\r\n")), min_size=1, max_size=3).map(b"".join)
cuts = st.lists(st.integers(0, 2000), max_size=12)


@pytest.mark.slow
@given(streams, cuts)
@settings(max_examples=2000, deadline=None)
def test_a_stream_is_the_same_in_any_pieces(stream: bytes, cuts: list[int]) -> None:
    assert gathered(split(stream, cuts)) == gathered([stream])


@given(streams)
@settings(max_examples=50, deadline=None)
def test_a_stream_is_the_same_byte_by_byte(stream: bytes) -> None:
    assert gathered(bytes([byte]) for byte in stream) == gathered([stream])


@pytest.mark.slow
@given(streams)
@settings(max_examples=2000, deadline=None)
@example(b"GET / HTTP/1.1\r\n\r\n")
@example(b"\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n")
@example(b"\r\n\r\nGET / HTTP/1.1\r\n\r\n")
def test_what_is_whole_is_what_gunicorn_makes_of_it(stream: bytes) -> None:
    ours, theirs = gathered([stream]), at_once(stream)
    if len(theirs) > len(ours):
        # gunicorn refuses a line as soon as it ends, and trailers that are cut short.
        ours, theirs = gathered([stream + b"\r\n\r\n"]), at_once(stream + b"\r\n\r\n")
    assert ours == theirs


def post(*headers: bytes) -> bytes:
    return b"\r\n".join([b"POST / HTTP/1.1", b"Host: x", *headers, b"", b""])


def fed(data: bytes, most: int = MOST) -> Gathering:
    one = Gathering(Gauge(CONFIG, most), Crowd(100, 8).of("192.0.2.7"), CLIENT, 1)
    one.feed(data)
    return one


def test_a_body_in_a_file_is_read_back_whole() -> None:
    body = bytes(range(256)) * 2000
    one = fed(post(b"Content-Length: %d" % len(body)), 10**6)
    for at in range(0, len(body), 1000):
        assert not one.whole
        one.feed(body[at : at + 1000])
    assert one.whole
    assert one.request.body.read() == body
    assert one.spent


def test_a_length_beyond_what_is_taken_is_handed_over_without_its_body() -> None:
    one = fed(post(b"Content-Length: %d" % (MOST + 1)))
    assert one.whole
    assert one.request.should_close()
    with pytest.raises(RequestEntityTooLarge):
        one.request.body.read()


def test_chunks_beyond_what_is_taken_are_left_where_they_pass_it() -> None:
    one = fed(post(b"Transfer-Encoding: chunked"))
    sent = 0
    while not one.whole:
        one.feed(b"3e8\r\n" + b"x" * 1000 + b"\r\n")
        sent += 1000
    assert MOST < sent <= MOST + 1000
    with pytest.raises(RequestEntityTooLarge):
        one.request.body.read()


def test_chunks_of_one_byte_end_before_they_cost_more_than_large_ones() -> None:
    one = fed(post(b"Transfer-Encoding: chunked"), 10**6)
    one.feed(b"1\r\nx\r\n" * 220_000)
    assert one.whole
    with pytest.raises(RequestEntityTooLarge):
        one.request.body.read()


def test_whoever_waits_for_a_word_before_the_body_is_told_once() -> None:
    one = fed(post(b"Content-Length: 2", b"Expect: 100-continue"))
    assert one.must_continue()
    assert not one.must_continue()
    one.feed(b"ab")
    assert not one.must_continue()
    assert not one.request._expected_100_continue


def test_nobody_is_told_to_send_a_body_that_is_not_taken() -> None:
    one = fed(post(b"Content-Length: %d" % (MOST + 1), b"Expect: 100-continue"))
    assert not one.must_continue()
    assert not one.request._expected_100_continue


def test_a_head_that_never_ends_is_refused() -> None:
    one = fed(b"GET / HTTP/1.1\r\n")
    while not one.whole:
        one.feed(b"A: " + b"x" * 1000 + b"\r\n")
    assert type(one.refusal).__name__ == "LimitRequestHeaders"


def test_an_address_that_never_ends_is_refused() -> None:
    one = fed(b"GET /")
    fed_so_far = 0
    while not one.whole:
        one.feed(b"x" * 100)
        fed_so_far += 100
        assert fed_so_far < 10_000
    assert type(one.refusal).__name__ == "LimitRequestLine"


def test_the_empty_line_before_a_request_begins_nothing() -> None:
    assert not fed(b"\r").begun
    assert not fed(b"\r\n").begun
    assert fed(b"\r\nG").begun


def test_a_request_that_ends_too_early_is_none() -> None:
    one = fed(post(b"Content-Length: 5") + b"abcd")
    one.end()
    assert one.whole
    assert isinstance(one.refusal, Incomplete)


def test_a_body_that_finds_no_room_is_refused() -> None:
    gauge, crowd = Gauge(CONFIG, 10**6), Crowd(100, 8)
    crowd.of("192.0.2.1").room.take(1024**3)
    one = Gathering(gauge, crowd.of("192.0.2.2"), CLIENT, 1)
    one.feed(post(b"Content-Length: 100000") + b"x" * 70_000)
    assert isinstance(one.refusal, NoRoomForBody)


def test_a_network_that_holds_too_much_sends_no_more_bodies() -> None:
    crowd = Crowd(100, 8)
    greedy = crowd.of("192.0.2.1")
    greedy.room.take(65 * 1024**2)
    one = Gathering(Gauge(CONFIG, MOST), greedy, CLIENT, 1)
    one.feed(post(b"Content-Length: 5") + b"x")
    assert isinstance(one.refusal, TooMany)
    other = Gathering(Gauge(CONFIG, MOST), crowd.of("192.0.2.2"), CLIENT, 1)
    other.feed(post(b"Content-Length: 1") + b"x")
    assert other.whole
    assert other.refusal is None


FILE = 3 * MOST


def larger(method: str, path: str, cookies: str) -> int:
    """Say of one form alone that it may weigh more, whoever sends it but a stranger."""
    return FILE if (method, path) == ("POST", "/file") and cookies != "stranger=1" else 0


def to(path: bytes, *headers: bytes) -> bytes:
    return b"\r\n".join([b"POST %s HTTP/1.1" % path, b"Host: x", *headers, b"", b""])


def begun(crowd: Crowd, data: bytes) -> Gathering:
    gauge = Gauge(CONFIG, MOST, larger=larger)
    one = Gathering(gauge, crowd.of("192.0.2.7"), CLIENT, 1)
    one.feed(data)
    return one


@pytest.mark.parametrize("chunked_body", [False, True])
def test_one_form_may_be_larger_than_the_others(chunked_body: bool) -> None:
    for path, size, taken in ((b"/file", FILE, True), (b"/file", FILE + 1, False),
                              (b"/other", MOST + 1, False)):  # fmt: skip
        head = b"Transfer-Encoding: chunked" if chunked_body else b"Content-Length: %d" % size
        one = begun(Crowd(100, 8), to(path, head))
        body = b"x" * size
        one.feed(b"%x\r\n%s\r\n0\r\n\r\n" % (size, body) if chunked_body else body)
        assert one.whole
        if taken:
            assert one.request.body.read() == body
        else:
            with pytest.raises(RequestEntityTooLarge):
                one.request.body.read()


def test_few_of_them_are_gathered_at_a_time_and_the_others_find_room() -> None:
    crowd, long = Crowd(100, 8), b"Content-Length: %d" % FILE
    held = [begun(crowd, to(b"/file", long)) for _ in range(4)]
    assert not any(each.whole for each in held)
    refused = begun(crowd, to(b"/file", long))
    assert isinstance(refused.refusal, TooMany)
    usual = begun(crowd, to(b"/file", b"Content-Length: %d" % MOST))
    assert (usual.whole, usual.refusal) == (False, None)
    refused.close()
    usual.close()
    held[0].close()
    held[0].close()
    assert begun(crowd, to(b"/file", long)).refusal is None
    assert isinstance(begun(crowd, to(b"/file", long)).refusal, TooMany)


def test_whose_cookies_say_nothing_takes_no_place_among_them() -> None:
    crowd, long = Crowd(100, 8), b"Content-Length: %d" % FILE
    for _ in range(9):
        stranger = begun(crowd, to(b"/file", long, b"Cookie: stranger=1"))
        assert (stranger.whole, stranger.refusal) == (True, None)
        with pytest.raises(RequestEntityTooLarge):
            stranger.request.body.read()
    assert begun(crowd, to(b"/file", long, b"Cookie: sid=x")).refusal is None
