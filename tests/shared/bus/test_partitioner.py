"""Our murmur2 gives what Kafka's clients give."""

from hypothesis import given
from hypothesis import strategies as st
from kafka.partitioner.default import murmur2 as kafkas

from shared.bus.partitioner import murmur2, partition_of


@given(st.binary(max_size=64))
def test_murmur2_is_that_of_kafka(data: bytes) -> None:
    assert murmur2(data) == kafkas(data) & 0xFFFFFFFF


def test_the_answers_of_kafkas_own_tests_are_found() -> None:
    known = {"21": -973932308, "foobar": -790332482, "a-little-bit-long-string": -985981536}
    assert {word: murmur2(word.encode()) - 2**32 for word in known} == known


@given(st.text(), st.integers(1, 50))
def test_a_partition_exists(key: str, partitions: int) -> None:
    assert 0 <= partition_of(key, partitions) < partitions
