"""What the demo leaves behind: its figures, the certificate, the seal."""

import json
from pathlib import Path
from typing import Any, ClassVar

from stack.clusters import kafka_facts, mongo_facts
from stack.driver.kit.journal import Journal
from stack.driver.stories.contest.story import Outcome
from stack.settings import StackSettings


class Report:
    """Writes `summary.json`, `certificate.json` and `seal.txt` into the demo's folder."""

    NAMES: ClassVar = ("summary.json", "certificate.json", "seal.txt")

    def __init__(self, folder: Path, settings: StackSettings) -> None:
        self._folder, self._settings = folder, settings

    def servers(self) -> dict[str, Any]:
        """Return what keeps documents and events: files, or servers with what they hold."""
        kafka, mongo = self._settings.kafka_bootstrap, self._settings.mongo_url
        return {
            "kafka": kafka_facts(kafka, self._settings.topic_prefix) if kafka else None,
            "mongo": mongo_facts(mongo, self._settings.mongo_prefix) if mongo else None,
            "sqlite_files": sorted(path.name for path in self._folder.rglob("*.sqlite")),
        }

    def write(self, outcome: Outcome, journal: Journal) -> None:
        """Write the three files."""
        steps = [{"step": name, "seconds": seconds} for name, seconds in journal.steps]
        summary = {
            "seconds": round(journal.seconds, 3),
            "figures": outcome.figures,
            "steps": steps,
            **self.servers(),
        }
        text = json.dumps(summary, indent=2, ensure_ascii=False)
        (self._folder / "summary.json").write_text(f"{text}\n")
        (self._folder / "certificate.json").write_bytes(outcome.certificate)
        (self._folder / "seal.txt").write_text(f"{outcome.seal}\n")
