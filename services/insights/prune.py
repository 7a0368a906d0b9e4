"""Remove the generations that nobody reads any more: `python -m services.insights.prune`."""

import os

from services.insights.bootstrap import open_stores
from services.insights.engine.use_cases.prune_generations import prune_generations
from services.insights.settings import InsightsSettings
from shared import logs
from shared.settings import exit_on_setting_error, load


def main() -> int:
    """Remove them and print how many documents each had."""
    with exit_on_setting_error():
        settings = load(InsightsSettings, os.environ)
        logs.configure("insights", settings.log_level)
        stores = open_stores(settings)
    try:
        removed = prune_generations(
            pointer=stores.pointer,
            workspaces=stores.workspaces,
            opened=stores.serving.opened,
            clock=stores.clock,
        )
    finally:
        stores.database.close()
    for number, count in removed.items():
        print(f"Generation {number}: {count} documents removed.")
    if not removed:
        print("Nothing to remove: a generation goes 10 s after another took its place.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
