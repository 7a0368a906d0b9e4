"""What real servers say of themselves and of what they hold, asked with their bare clients."""

from typing import Any

SECONDS = 10


def kafka_facts(bootstrap: str, prefix: str) -> dict[str, Any]:
    """Return the cluster's id and the end offset of each partition of the topics of `prefix`."""
    from kafka import KafkaAdminClient, KafkaConsumer, TopicPartition

    servers = bootstrap.split(",")
    admin = KafkaAdminClient(bootstrap_servers=servers, request_timeout_ms=SECONDS * 1000)
    try:
        cluster = admin.describe_cluster()["cluster_id"]
    finally:
        admin.close()
    consumer = KafkaConsumer(bootstrap_servers=servers, enable_auto_commit=False)
    try:
        topics = sorted(name for name in consumer.topics() if name.startswith(prefix))
        places = [
            TopicPartition(name, number)
            for name in topics
            for number in sorted(consumer.partitions_for_topic(name) or ())
        ]
        ends = consumer.end_offsets(places)
    finally:
        consumer.close()
    return {
        "cluster_id": cluster,
        "end_offsets": {f"{one.topic}:{one.partition}": ends[one] for one in places},
    }


def mongo_facts(url: str, prefix: str) -> dict[str, Any]:
    """Return the server's version and how many documents each collection of `prefix` holds."""
    from pymongo import MongoClient

    client: MongoClient[dict[str, Any]] = MongoClient(url, serverSelectionTimeoutMS=SECONDS * 1000)
    try:
        names = sorted(name for name in client.list_database_names() if name.startswith(prefix))
        counts = {
            f"{name}.{collection}": client[name][collection].count_documents({})
            for name in names
            for collection in sorted(client[name].list_collection_names())
        }
        return {
            "version": client.server_info()["version"],
            "replica_set": client.topology_description.replica_set_name,
            "documents": counts,
        }
    finally:
        client.close()
