"""`python -m bench.million STEP FOLDER PEOPLE`: one step, in this process; prints JSON."""

import json
import sys
from pathlib import Path

from bench.million.steps import STEPS
from shared import logs


def main() -> int:
    """Run the step that is named and print what it tells."""
    logs.configure("bench", "error")
    _, step, folder, people = sys.argv
    print(json.dumps(STEPS[step](Path(folder), int(people))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
