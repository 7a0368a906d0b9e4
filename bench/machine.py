"""What the figures were measured on."""

import os
import platform
import re
import shutil
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path


def description() -> dict[str, str]:
    """Return processor, memory, system and the versions that matter."""
    return {
        "processor": f"{_first('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores",
        "memory": _first("/proc/meminfo", "MemTotal"),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "Java": _java(),
        "Kafka and MongoDB's protocol": _jars(),
        "kafka-python": version("kafka-python"),
        "pymongo": version("pymongo"),
        "Flask, gunicorn": f"{version('flask')}, {version('gunicorn')}",
    }


def _first(path: str, name: str) -> str:
    file = Path(path)
    lines = file.read_text().splitlines() if file.exists() else []
    found = (line.partition(":")[2].strip() for line in lines if line.startswith(name))
    return next(found, platform.processor() or "unknown")


def _java() -> str:
    if shutil.which("java") is None:
        return "not found"
    told = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False)
    return told.stderr.splitlines()[0] if told.stderr else "unknown"


def _jars() -> str:
    pom = (Path(__file__).parent.parent / "tests/servers/pom.xml").read_text()
    pairs = re.findall(r"<artifactId>(kafka_[\d.]+|mongo-java-server)</artifactId>\s*"
                       r"<version>([^<]+)</version>", pom)  # fmt: skip
    return ", ".join(" ".join(pair) for pair in pairs)
