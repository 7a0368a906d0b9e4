"""A table as Debian's LibreOffice opens it, set to French, without a window."""

import csv
import subprocess
from io import StringIO
from pathlib import Path

PROGRAM = "soffice"
FRENCH, UTF_8, QUOTE, SEMICOLON, TAB = 1036, 76, 34, 59, 9
# Of a table that is opened: what parts its cells, their quote, the bytes, the first line, no format
# of columns, the language, and that numbers, dates and times are looked for as a person's are.
OPENED = f"CSV:%d,{QUOTE},{UTF_8},1,,{FRENCH},false,true"
# What the window would show of each cell, and not what is behind it.
SHOWN = f"csv:Text - txt - csv (StarCalc):{TAB},{QUOTE},{UTF_8},1,,{FRENCH},false,true,true"


def opened(table: bytes, folder: Path, *, parted_by: int = SEMICOLON) -> list[list[str]]:
    """Return the cells of a CSV as they are shown to whoever opens it in `folder`."""
    path = folder / "table.csv"
    path.write_bytes(table)
    command = [PROGRAM, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    how = [f"--infilter={OPENED % parted_by}", "--convert-to", SHOWN]
    where = ["--outdir", str(folder / "shown"), str(path)]
    ran = subprocess.run(
        [*command, *how, *where], capture_output=True, text=True, timeout=170, check=False
    )
    shown = folder / "shown" / path.name
    assert shown.exists(), ran.stdout + ran.stderr
    return [*csv.reader(StringIO(shown.read_text("utf-8"), newline=""), delimiter="\t")]
