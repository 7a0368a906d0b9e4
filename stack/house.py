"""What the gateway knows of the services: `shared/contracts/house.json`.

`make house` writes it; a test compares the file with the code. So the gateway draws, reads and
names the fields of a form that a service declares, and imports no service.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from services.contests.domain.contest.form import contest_fields
from services.contests.domain.entry import ENTRY_FIELDS
from shared.forms.described import described
from shared.forms.field import Field

FILE = Path(__file__).parents[1] / "shared" / "contracts" / "house.json"
FORMS: Mapping[str, Mapping[str, Callable[[], Iterable[Field]]]] = {
    "contests": {"contest": contest_fields, "entry": lambda: ENTRY_FIELDS}
}


def house() -> dict[str, Any]:
    """Return what the file holds: the forms of each service, field by field."""
    return {
        service: {"forms": {name: [described(each) for each in of()] for name, of in forms.items()}}
        for service, forms in FORMS.items()
    }


def written() -> str:
    """Return the text of the file."""
    return json.dumps(house(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
