"""The whole product in one process: every service's API, and the gateway before them."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from flask import Flask
from prometheus_client import CollectorRegistry
from werkzeug.test import TestResponse

from services.contests.bootstrap.foundation import Foundation
from services.contests.bootstrap.web import application as contests_application
from services.gateway.bootstrap.application import create_app
from services.gateway.bootstrap.web import PRODUCTS
from services.gateway.kit.parts import Parts
from services.gateway.kit.services import HttpServices
from services.influencers.bootstrap.foundation import foundation_over as influencers_over
from services.influencers.bootstrap.web import application as influencers_application
from services.influencers.settings import WebSettings as InfluencersSettings
from services.insights.bootstrap import Stores, open_stores
from services.insights.manifest import MANIFEST as INSIGHTS
from services.insights.settings import InsightsSettings
from services.insights.subjects import SUBJECTS
from shared.assembly.web import api_application
from shared.auth import TokenSigner, TokenVerifier, public_key_of
from shared.documents.sqlite import SqliteDatabase
from shared.files import Files
from shared.files.folder import FolderBlobs
from shared.ids import SeededIds
from shared.settings import load
from tests.contests.desk import ENVIRONMENT, GATEWAY_KEY
from tests.contests.world import World, world_over
from tests.gateway.conftest import ORIGIN, parts_in
from tests.influencers.bureau import ENVIRONMENT as BUREAU
from tests.influencers.bureau import Bureau

PLENTY = "100000 per hour"


class Near:
    """A line to a service of this very process."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client(use_cookies=False)

    def send(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> "NearReply":
        """Return the answer."""
        return NearReply(self._client.open(path, method=method, data=body, headers=dict(headers)))


class NearReply:
    """What it answered."""

    def __init__(self, answer: TestResponse) -> None:
        self.status = answer.status_code
        self.headers = {name.lower(): value for name, value in answer.headers}
        self._body = answer.data

    def read(self) -> bytes:
        """Return the whole body."""
        return self._body

    def pieces(self) -> Iterator[bytes]:
        """Yield the body."""
        yield self._body


class NearServices(HttpServices):
    """The services as the gateway calls them, without a network between."""

    def __init__(self, apis: Mapping[str, Flask], signer: TokenSigner) -> None:
        super().__init__({}, signer)
        self._lines = {name: Near(app) for name, app in apis.items()}  # type: ignore[misc]


@dataclass
class Site:
    """The applications over one folder. `restore` brings back what `keep` has seen."""

    folder: Path
    world: World
    bureau: Bureau
    insights: Stores
    apis: dict[str, Flask]
    parts: Parts
    gateway: Flask
    _kept: dict[Path, sqlite3.Connection] = field(default_factory=dict)
    _files: dict[Path, bytes] = field(default_factory=dict)

    def keep(self) -> None:
        """Remember every database as it is, and every file: an erasure takes exports away."""
        self._files = {each: each.read_bytes() for each in self._blobs() if each.is_file()}
        for path in self.folder.glob("*.sqlite"):
            self._kept[path] = sqlite3.connect(":memory:", check_same_thread=False)
            with sqlite3.connect(path) as source:
                source.backup(self._kept[path])
            source.close()

    def restore(self) -> None:
        """Bring every database and every file back."""
        for path in self._files.keys() - set(self._blobs()):
            path.write_bytes(self._files[path])
        for path, kept in self._kept.items():
            with sqlite3.connect(path, isolation_level=None) as target:
                target.execute("PRAGMA synchronous=OFF")
                kept.backup(target)
            target.close()

    def _blobs(self) -> Iterator[Path]:
        return (self.folder / "files").rglob("*")


def site_in(folder: Path, payments: str = "") -> Site:
    """Return the product over empty databases in `folder`; its clock is the world's.

    `payments` is where the payment stand-in answers, "" where nobody is paid through one.
    """
    world = world_over(SqliteDatabase(str(folder / "contests.sqlite")))
    blobs = FolderBlobs(str(folder / "files"))
    files = Files(world.context.stores.files, blobs, world.clock, world.context.ids)
    world.context = replace(world.context, files=files)
    bureau, insights = _bureau(folder, world, payments), _insights(folder, world)
    routes = [subject.routes(partial(insights.serving.part, subject)) for subject in SUBJECTS]
    pages = [blueprint for several in routes for blueprint in several]
    apis = {
        "contests": contests_application(
            Foundation(world.database, world.context), _verifier(world, "contests")
        ),
        "influencers": influencers_application(bureau.foundation, _verifier(world, "influencers")),
        "insights": api_application(
            INSIGHTS, insights.database, pages, _verifier(world, "insights")
        ),
    }
    parts = _parts(folder, world, apis)
    return Site(folder, world, bureau, insights, apis, parts, create_app(parts, PRODUCTS))


def signer_of(world: World) -> TokenSigner:
    """Return what signs the gateway's tokens."""
    return TokenSigner(GATEWAY_KEY, world.clock, SeededIds(9))


def _verifier(world: World, service: str) -> TokenVerifier:
    return TokenVerifier(public_key_of(GATEWAY_KEY), service, world.clock)


def _bureau(folder: Path, world: World, payments: str) -> Bureau:
    database = SqliteDatabase(str(folder / "influencers.sqlite"))
    where = {
        "KERMESSE_DATA_DIR": str(folder),
        "KERMESSE_PAYMENTS_URL": payments,
        "KERMESSE_PUBLIC_URL": ORIGIN,
    }
    settings = load(InfluencersSettings, {**BUREAU, **where})
    foundation = influencers_over(database, settings, clock=world.clock, ids=SeededIds(11))
    return Bureau(foundation, world.clock, foundation.context)


def _insights(folder: Path, world: World) -> Stores:
    environ = {**ENVIRONMENT, "KERMESSE_DATA_DIR": str(folder)}
    return open_stores(load(InsightsSettings, environ), world.clock)


def _parts(folder: Path, world: World, apis: Mapping[str, Flask]) -> Parts:
    made = parts_in(folder)
    return replace(
        made,
        accounts=replace(made.accounts, clock=world.clock),
        services=NearServices(apis, signer_of(world)),
        clock=world.clock,
        sign_in_rate=PLENTY,
        entry_rate=PLENTY,
        registry=CollectorRegistry(),
    )
