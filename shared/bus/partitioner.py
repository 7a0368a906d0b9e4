"""Which partition a key belongs to: the same answer as Kafka's own clients give.

MurmurHash2 is by Austin Appleby (public domain); the seed and the sign mask are those of
`org.apache.kafka.clients.producer.internals.BuiltInPartitioner`.
"""

SEED = 0x9747B28C
MULTIPLIER = 0x5BD1E995
WORD = 0xFFFFFFFF


def murmur2(data: bytes) -> int:
    """Return the 32-bit MurmurHash2 of `data`, unsigned."""
    mixed = SEED ^ len(data)
    whole = len(data) // 4 * 4
    for place in range(0, whole, 4):
        block = int.from_bytes(data[place : place + 4], "little") * MULTIPLIER & WORD
        block = (block ^ (block >> 24)) * MULTIPLIER & WORD
        mixed = (mixed * MULTIPLIER & WORD) ^ block
    if rest := data[whole:]:
        mixed = (mixed ^ int.from_bytes(rest, "little")) * MULTIPLIER & WORD
    mixed = (mixed ^ (mixed >> 13)) * MULTIPLIER & WORD
    return mixed ^ (mixed >> 15)


def partition_of(key: str, partitions: int) -> int:
    """Return the partition, 0 to `partitions - 1`, that messages with this key go to."""
    return (murmur2(key.encode()) & 0x7FFFFFFF) % partitions
