"""Apache Kafka and a server of MongoDB's protocol, started for the tests from Maven's jars.

Both listen on free ports of 127.0.0.1 and keep their files in a folder of the run.
"""

import base64
import fcntl
import shutil
import socket
import subprocess
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.harness.process import NotStarted, Process, end_by_pid
from tests.harness.waiting import free_ports, until

__all__ = ["NotStarted", "Process", "Server", "end_by_pid", "free_ports", "until"]

HERE = Path(__file__).parent
JARS = HERE / "lib"
SHORT_LIVED = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


class ServerNotStarted(NotStarted):
    """A test server could not be prepared; the message holds what its tool said."""


def java_found() -> bool:
    """Tell whether the test servers can be started on this machine."""
    return shutil.which("java") is not None and (
        (JARS / ".complete").exists() or shutil.which("mvn") is not None
    )


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path` against every process of the machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def copy_jars() -> Path:
    """Bring the jars once with Maven, again when `pom.xml` changed; return their folder."""
    done, wanted = JARS / ".complete", (HERE / "pom.xml").read_text()
    with locked(JARS / ".lock"):
        if not done.exists() or done.read_text() != wanted:
            for old in JARS.glob("*.jar"):
                old.unlink()
            goal = ["dependency:copy-dependencies", "-DincludeScope=runtime"]
            ran = subprocess.run(
                ["mvn", "-B", "-q", *goal, f"-DoutputDirectory={JARS}"],
                cwd=HERE,
                capture_output=True,
                text=True,
                check=False,
            )
            if ran.returncode:
                raise ServerNotStarted(f"Maven could not copy the jars: {ran.stdout[-2000:]}")
            done.write_text(wanted)
    return JARS


class Server(Process):
    """A test server: `address` is what clients are given, `answers` asks it a real question."""

    def __init__(
        self, address: str, command: list[str], log: Path, answers: Callable[[str], bool]
    ) -> None:
        super().__init__(command, log, lambda: answers(address))
        self.address = address


def kafka_answers(address: str) -> bool:
    """Tell whether the broker at `address` has joined its cluster."""
    from kafka import KafkaAdminClient
    from kafka.errors import KafkaError

    host, port = address.split(":")
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex((host, int(port))):
            return False
    try:
        admin = KafkaAdminClient(
            bootstrap_servers=address, bootstrap_timeout_ms=3000, request_timeout_ms=3000
        )
    except KafkaError:
        return False
    try:
        return bool(admin.describe_cluster()["brokers"])
    except KafkaError:
        return False
    finally:
        admin.close()


def mongo_answers(address: str) -> bool:
    """Tell whether the server at `address` answers a ping."""
    from pymongo import MongoClient
    from pymongo.errors import PyMongoError

    client: MongoClient[dict[str, object]] = MongoClient(address, serverSelectionTimeoutMS=1000)
    try:
        return bool(client.admin.command("ping")["ok"] == 1)
    except PyMongoError:
        return False
    finally:
        client.close()


def kafka_settings(data: Path, broker: int, controller: int) -> str:
    """Return the settings of one broker that is its own controller (KRaft)."""
    listen = f"PLAINTEXT://127.0.0.1:{broker}"
    settings = {
        "process.roles": "broker,controller",
        "node.id": "1",
        "controller.quorum.bootstrap.servers": f"127.0.0.1:{controller}",
        "listeners": f"{listen},CONTROLLER://127.0.0.1:{controller}",
        "advertised.listeners": f"{listen},CONTROLLER://127.0.0.1:{controller}",
        "controller.listener.names": "CONTROLLER",
        "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
        "log.dirs": str(data),
        "auto.create.topics.enable": "false",
        "group.initial.rebalance.delay.ms": "0",
        # A broker that was killed may come back only when the one it was has timed out.
        "broker.session.timeout.ms": "4000",
        "broker.heartbeat.interval.ms": "1000",
        "offsets.topic.num.partitions": "4",
    }
    for topic in ("offsets.topic", "transaction.state.log", "share.coordinator.state.topic"):
        settings[f"{topic}.replication.factor"] = "1"
    settings["transaction.state.log.min.isr"] = "1"
    settings["share.coordinator.state.topic.min.isr"] = "1"
    return "".join(f"{name}={value}\n" for name, value in settings.items())


def java(*arguments: str) -> list[str]:
    """Return the command that runs `arguments` over the jars."""
    return ["java", *SHORT_LIVED, "-cp", f"{copy_jars()}/*", *arguments]


def start_kafka(folder: Path) -> Server:
    """Format and start a broker whose files are in `folder`."""
    folder.mkdir(parents=True)
    broker, controller = free_ports(2)
    settings = folder / "server.properties"
    settings.write_text(kafka_settings(folder / "data", broker, controller))
    cluster = base64.urlsafe_b64encode(b"\x01" + uuid.uuid4().bytes[1:]).rstrip(b"=").decode()
    tool = ["kafka.tools.StorageTool", "format", "--standalone", "-t", cluster]
    ran = subprocess.run(
        java(*tool, "-c", str(settings)), capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise ServerNotStarted(ran.stdout[-1000:] + ran.stderr[-2000:])
    server = Server(
        f"127.0.0.1:{broker}",
        java("kafka.Kafka", str(settings)),
        folder / "kafka.log",
        kafka_answers,
    )
    server.start()
    return server


def start_mongo(folder: Path) -> Server:
    """Start mongo-java-server, which keeps everything in memory."""
    folder.mkdir(parents=True)
    (port,) = free_ports(1)
    server = Server(
        f"mongodb://127.0.0.1:{port}",
        java(str(HERE / "Launcher.java"), str(port)),
        folder / "mongo.log",
        mongo_answers,
    )
    server.start()
    return server
