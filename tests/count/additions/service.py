"""A service: stalls of a market that are let, with a page for the team and figures."""

from tests.count.addition import Addition
from tests.count.copy import Copy

SERVICE = "services/stalls"
FILES = {
    "__init__.py": "",
    "README.md": "# Stalls\n\nOwns stalls that are let. Publishes `stalls.stall`.\n",
    "manifest.py": '''"""What the house knows of stalls."""

from shared.assembly.manifest import Manifest
from shared.auth import Permission, Role
from shared.bus import Topic

WRITE_STALLS = Permission("stalls.write", {Role.OWNER, Role.MANAGER})

MANIFEST = Manifest(
    name="stalls",
    title="Kermesse stalls",
    publishes=(Topic("stalls.stall"),),
    api=("stalls",),
    permissions=(WRITE_STALLS,),
)
''',
    "settings.py": '''"""The settings of stalls: those that every worker has."""

from dataclasses import dataclass

from shared.settings import WorkerSettings, health_port


@dataclass(frozen=True)
class StallsSettings(WorkerSettings):
    """What both processes read."""

    health_port: int = health_port(8230)
''',
    "bootstrap.py": '''"""The one place where objects are built and joined."""

from flask import Flask

from services.stalls.entrypoints.routes import stalls_blueprint
from services.stalls.manifest import MANIFEST
from services.stalls.settings import StallsSettings
from services.stalls.stores.stalls import StallStore
from shared.assembly.web import api_application, verifier_of
from shared.assembly.worker import Work, assemble
from shared.clock import SystemClock
from shared.metrics import Metrics
from shared.opening import open_store


def web(settings: StallsSettings) -> Flask:
    """Return the web application. Raises `SettingError`."""
    database, clock = open_store(MANIFEST.name, settings), SystemClock()
    routes = [stalls_blueprint(StallStore(database), clock)]
    return api_application(MANIFEST, database, routes, verifier_of(MANIFEST, settings))


def work(settings: StallsSettings, metrics: Metrics) -> Work:
    """Build the worker. Raises `SettingError`."""
    database = open_store(MANIFEST.name, settings)
    StallStore(database)
    return assemble(MANIFEST, settings, database, clock=SystemClock(), metrics=metrics).work()
''',
    "web.py": '''"""The web process."""

from services.stalls.bootstrap import web
from services.stalls.manifest import MANIFEST
from services.stalls.settings import StallsSettings
from shared.assembly.web import web_process

app = web_process(MANIFEST, StallsSettings, web)
''',
    "worker.py": '''"""The worker process."""

from services.stalls.bootstrap import work
from services.stalls.manifest import MANIFEST
from services.stalls.settings import StallsSettings
from shared.assembly.worker import worker_process

if __name__ == "__main__":
    raise SystemExit(worker_process(MANIFEST, StallsSettings, work))
''',
    "domain/__init__.py": "",
    "domain/stall.py": '''"""A stall that somebody has taken."""

from dataclasses import dataclass

from shared.events import Event, Stamp, fact


@dataclass(frozen=True)
class Stall:
    """A stall, by its number on the plan."""

    id: str
    workspace_id: str
    version: int = 0


def let(stall: Stall, stamp: Stamp) -> tuple[Stall, list[Event]]:
    """Return the stall that is let now, and its fact."""
    return stall, [fact("stalls.stall", "let", stall.id, stamp, {"stall_id": stall.id})]
''',
    "stores/__init__.py": "",
    "stores/stalls.py": '''"""Stalls, in the collection `stalls`."""

from services.stalls.domain.stall import Stall
from shared.documents import Database, Declaration, Document
from shared.documents.things import Things

STALLS = Declaration("stalls", publishes=True)


class StallStore(Things[Stall]):
    """Stalls by their number."""

    def __init__(self, database: Database) -> None:
        super().__init__(database.open(STALLS), stall_of, stall_document)


def stall_of(document: Document) -> Stall:
    """Return the stall of a document."""
    return Stall(document["_id"], document["workspace_id"], document["version"])


def stall_document(stall: Stall) -> Document:
    """Return the document of a stall."""
    return {"_id": stall.id, "workspace_id": stall.workspace_id, "version": stall.version}
''',
    "use_cases/__init__.py": "",
    "use_cases/let_stall.py": '''"""Let a stall."""

from services.stalls.domain.stall import Stall, let
from services.stalls.stores.stalls import StallStore
from shared.clock import Clock
from shared.events import Stamp
from shared.ids import derived_id


def let_stall(stalls: StallStore, clock: Clock, *, workspace: str, number: str) -> Stall:
    """Return the stall; it is let once. Raises `Duplicate`."""
    stamp = Stamp(derived_id("stall.let", workspace, number), clock.now())
    stall, events = let(Stall(number, workspace), stamp)
    stalls.add(stall, events)
    return stall
''',
    "entrypoints/__init__.py": "",
    "entrypoints/routes.py": '''"""The routes of stalls."""

from dataclasses import asdict
from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields

from services.stalls.manifest import WRITE_STALLS
from services.stalls.stores.stalls import StallStore
from services.stalls.use_cases.let_stall import let_stall
from shared.clock import Clock
from shared.webapp import caller, requires


class StallSchema(Schema):
    """A stall."""

    id = fields.String()


def stalls_blueprint(stalls: StallStore, clock: Clock) -> Blueprint:
    """Return the routes."""
    routes = Blueprint("stalls", __name__, description="Stalls")

    @routes.post("/stalls/<number>")
    @requires(WRITE_STALLS)
    @routes.response(201, StallSchema)
    def let(number: str) -> dict[str, Any]:
        """Let a stall."""
        return asdict(let_stall(stalls, clock, workspace=caller().workspace_id, number=number))

    return routes
''',
}
PRODUCT = '''"""Stalls, as the gateway joins them."""

from pathlib import Path

from flask import Blueprint, url_for

from services.gateway.kit.product import Group, Link, Product
from shared.assembly.house import permission
from shared.webapp.permissions import requires

console = Blueprint("console", __name__)


@console.get("/stalls")
@requires(permission("stalls.write"))
def stalls() -> str:
    """Show the plan of the market."""
    return "<h1>Market</h1>"


STALLS = Product(
    name="stalls",
    folder=Path(__file__).parent,
    console=console,
    navigation=lambda: [Group("Market", [Link("Stalls", url_for("stalls.console.stalls"))])],
)
'''
SUBJECT = '''"""Stalls: one fact for each that was let."""

from services.insights.engine.domain.counted import Counted
from services.insights.engine.domain.fact import Fact
from services.insights.engine.stores.workspaces import WorkspaceStore
from services.insights.engine.subject import Record, Subject
from services.insights.engine.use_cases.read_counts import read_counts
from shared.consumer import Handlers, Received, Together
from shared.events import hour_of


class Stalls(Subject):
    """A fact for each stall that is let."""

    things = "stalls"
    topics = ("stalls.stall",)
    counted = Counted("market", prefix="stalls_")

    def handlers(self, record: Record, workspaces: WorkspaceStore) -> Handlers:
        """Return what records a letting."""
        let = Together(lambda events: record([_fact(event) for event in events]))
        return {"kermesse.stalls.stall.let.v1": let}

    def figures(self, workspace: str, thing: str) -> object:
        """Return the counts by hour."""
        return list(read_counts(workspace_id=workspace, about=thing, counts=self.counts))


def _fact(event: Received) -> Fact:
    hour = hour_of(event.time)
    return Fact(event.key, event.workspace_id, "market", event.sequence, "", "let", hour)
'''
PROOF = '''"""The house has a service more."""

from base64 import b64encode
from pathlib import Path

from services.gateway.bootstrap.web import PRODUCTS
from services.insights.subjects import SUBJECTS
from services.stalls.bootstrap import web, work
from services.stalls.settings import StallsSettings
from shared.assembly.house import house, service_at
from shared.auth import Caller, TokenSigner, public_key_of
from shared.clock import SystemClock
from shared.ids import RandomIds
from shared.metrics import Metrics
from shared.settings import load
from stack.programs import ALL


def test_a_stall_is_let_over_the_api_and_told_to_the_others(tmp_path: Path) -> None:
    key = b64encode(public_key_of(bytes(32))).decode()
    given = {"KERMESSE_DATA_DIR": str(tmp_path), "KERMESSE_TOKEN_PUBLIC_KEY": key}
    settings = load(StallsSettings, given)
    caller = Caller("ada", "w", frozenset({"owner"}), "r-1")
    token = TokenSigner(bytes(32), SystemClock(), RandomIds()).sign(caller, "stalls")
    client = web(settings).test_client()
    answer = client.post("/api/v1/stalls/7", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json) == (201, {"id": "7"})
    worker = work(settings, Metrics("stalls"))
    assert worker.loops["relay"]() == 1
    for end in (*worker.stopping, *worker.closing):
        end()


def test_the_house_knows_it() -> None:
    assert service_at("stalls/7", house()) == "stalls"
    assert {"stalls-web", "stalls-worker"} <= set(ALL)
    assert "stalls" in {each.name for each in PRODUCTS}
    assert "stalls" in {each.things for each in SUBJECTS}
'''


def perform(copy: Copy) -> None:
    """Write the service, its product, its subject; name the latter two where they are joined."""
    for name, text in FILES.items():
        copy.write(f"{SERVICE}/{name}", text)
    copy.write("services/gateway/products/stalls/__init__.py", "")
    copy.write("services/gateway/products/stalls/product.py", PRODUCT)
    copy.write("services/insights/subjects/stalls/__init__.py", SUBJECT)
    copy.replace(
        "services/gateway/bootstrap/web.py",
        "(CONTESTS, INFLUENCERS)",
        "(CONTESTS, INFLUENCERS, STALLS)",
    )
    copy.insert(
        "services/gateway/bootstrap/web.py",
        "from services.gateway.products.stalls.product import STALLS\n",
        after="import INFLUENCERS",
    )
    copy.replace("services/insights/subjects/__init__.py", "(Contests,)", "(Contests, Stalls)")
    copy.insert(
        "services/insights/subjects/__init__.py",
        "from services.insights.subjects.stalls import Stalls\n",
        after="import Contests",
    )
    copy.write("tests/stalls/test_market.py", PROOF)


ADDITION = Addition(
    name="service",
    title="a service",
    place=6,
    limit=3,
    perform=perform,
    proofs=("tests/stalls", "tests/stack/test_house.py"),
    own=(
        f"{SERVICE}/",
        "services/gateway/products/stalls/",
        "services/insights/subjects/stalls/",
        "shared/contracts/stalls/",
    ),
)
