"""`kermesse demo`: a contest with hundreds of people, to the verified draw; partners are paid.

Everything happens in `demo/` of the data folder, made anew each time; what `up` keeps is not
touched.
"""

import argparse
import dataclasses
import os
import secrets
import shutil
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from shared.settings import load
from stack.addresses import require_there
from stack.commands.account import open_account
from stack.demo_report import Report
from stack.driver.kit.journal import Journal, StepFailed, table
from stack.driver.kit.stage import Stage
from stack.driver.stories.contest.story import Brought, Outcome, pages, play
from stack.driver.stories.influencers import story as partners
from stack.errors import StackError, WrongSetting
from stack.folder_lock import held
from stack.programs import ALL, Layout, inherited, service_environ
from stack.published import ACCOUNTS, check_published, expected
from stack.running import lay_out, running
from stack.secrets import DEMO_PASSWORD
from stack.settings import StackSettings

PEOPLE, FEWEST = 300, 30
MARK = ".made-by-kermesse-demo"
# What someone may have set for `up` (public address, beacon, windows) is not for the demo.
TAKEN_OVER = (
    "KERMESSE_DATA_DIR",
    "KERMESSE_MONGO_URL",
    "KERMESSE_MONGO_PREFIX",
    "KERMESSE_KAFKA_BOOTSTRAP",
    "KERMESSE_TOPIC_PREFIX",
    "KERMESSE_SMTP_URL",
    "KERMESSE_LOG_LEVEL",
    "KERMESSE_WEB_WORKERS",
    "KERMESSE_WEB_THREADS",
)


def add_to(commands: Any) -> None:
    """Add the sub-command and its arguments."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "demo", help="run a whole contest, check its draw, pay partners, end everything"
    )
    parser.add_argument(
        "--people", type=_people, default=PEOPLE, help=f"how many enter ({FEWEST} or more)"
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=ALL,
        metavar="PROCESS",
        help=f"leave a process out, to see what fails: {', '.join(ALL)}",
    )
    parser.set_defaults(run=run)


def _people(typed: str) -> int:
    if (people := int(typed)) < FEWEST:
        raise argparse.ArgumentTypeError(f"{FEWEST} or more")
    return people


def own_environ(environ: Mapping[str, str], run_id: str) -> dict[str, str]:
    """Return the environment with names of this run's own on servers that are given."""
    own = {
        name: value
        for name, value in environ.items()
        if not name.startswith("KERMESSE_") or name in TAKEN_OVER
    }
    own.setdefault("KERMESSE_MONGO_PREFIX", f"demo_{run_id}")
    own.setdefault("KERMESSE_TOPIC_PREFIX", f"demo-{run_id}.")
    return own


def fresh(folder: Path) -> Path:
    """Return the folder, empty; raise `WrongSetting` for one that no demo made."""
    if folder.exists():
        if any(folder.iterdir()) and not (folder / MARK).exists():
            raise WrongSetting(
                f"{folder} is not a folder of the demo: move it away, "
                "or choose another KERMESSE_DATA_DIR."
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, mode=0o700)
    (folder / MARK).touch()
    return folder


def run(arguments: argparse.Namespace) -> int:
    """Run the demo; raise `StackError` with the step that failed."""
    run_id = secrets.token_hex(3)
    environ = own_environ(inherited(os.environ), run_id)
    settings = load(StackSettings, environ)
    require_there(settings)
    if settings.smtp_url:
        raise WrongSetting(
            "KERMESSE_SMTP_URL: the demo reads the mails that it causes. Leave this unset."
        )
    home = Path(settings.data_dir).resolve()
    with held(home / "demo.lock", "kermesse demo"):
        folder = fresh(home / "demo")
        layout = lay_out(folder, environ, folder / "secrets.env", {})
        return _run_in(layout, settings, arguments, run_id)


def _run_in(
    layout: Layout, settings: StackSettings, arguments: argparse.Namespace, run_id: str
) -> int:
    journal = Journal(lambda line: print(line, flush=True))
    stage = Stage(
        pages=layout.pages,
        mails=layout.mails,
        workspace=f"maison-lumen-{run_id}",
        email="claire@maison-lumen.example.org",
        password=layout.secrets[DEMO_PASSWORD],
        folder=layout.folder,
        second="marc@maison-lumen.example.org",
    )
    report = Report(layout.folder, settings)
    try:
        outcome = _play(layout, settings, arguments, journal, stage, report)
    except StepFailed as error:
        wrong = isinstance(error.__cause__, WrongSetting) and not arguments.without
        kind = WrongSetting if wrong else StackError
        raise kind(f"{error}\nLogs: {layout.folder / 'logs'}") from error
    print(f"\n{table(outcome.figures)}\n\nWritten to {layout.folder}: {', '.join(report.NAMES)}")
    return 0


def _play(
    layout: Layout,
    settings: StackSettings,
    arguments: argparse.Namespace,
    journal: Journal,
    stage: Stage,
    report: Report,
) -> Outcome:
    with ExitStack() as ends:
        with journal.step("Every process is ready"):
            ends.enter_context(running(layout, settings, without=arguments.without))
        with journal.step("Two accounts are opened, as at the console of the machine"):
            _open_accounts(layout, stage)
            check_published(settings, layout.folder, ACCOUNTS)
        outcome, paid = _tell(stage, journal, f"{layout.mails}/beacon", arguments.people)
        with journal.step("Every event is on its topic"):
            check_published(settings, layout.folder, expected(outcome.ledger) | paid.published)
        outcome = dataclasses.replace(outcome, figures=outcome.figures | paid.figures)
        with journal.step("What it leaves is written"):
            report.write(outcome, journal)
    return outcome


def _open_accounts(layout: Layout, stage: Stage) -> None:
    for email, role in ((stage.email, "owner"), (stage.second, "manager")):
        open_account(
            service_environ(layout, "gateway"),
            workspace_id=stage.workspace,
            workspace_name=stage.team,
            email=email,
            password=stage.password,
            role=role,
        )


def _tell(
    stage: Stage, journal: Journal, beacon: str, people: int
) -> tuple[Outcome, partners.Outcome]:
    """Tell both stories: partners bring people, and are paid while the contest goes on."""
    begun = partners.begin(stage, journal, pages(stage))
    paid: list[Future[partners.Outcome]] = []
    with ThreadPoolExecutor(1) as beside:

        def entered(brought: Brought) -> None:
            paid.append(beside.submit(begun.tell, brought.confirmed, brought.excluded))

        outcome = play(
            stage, journal, beacon=beacon, people=people, links=begun.links, entered=entered
        )
        return outcome, paid[0].result()
