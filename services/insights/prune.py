"""Remove the generations that nobody reads any more: `python -m services.insights.prune`."""

import argparse
import os
import sys
from collections.abc import Sequence

from services.insights.bootstrap import open_stores
from services.insights.engine.use_cases.prune_generations import prune_generations
from services.insights.settings import InsightsSettings
from shared import logs
from shared.errors import AppError
from shared.settings import exit_on_setting_error, load


def main(argv: Sequence[str] | None = None) -> int:
    """Remove them and print how many documents each had; return 1 when it could not be."""
    argparse.ArgumentParser(prog="python -m services.insights.prune").parse_args(argv)
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
    except AppError as error:
        print(f"kermesse: {error}", file=sys.stderr)
        return 1
    finally:
        stores.database.close()
    for number, count in removed.items():
        print(f"Generation {number}: {count} documents removed.")
    if not removed:
        print("Nothing to remove: a generation goes 10 s after another took its place.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
