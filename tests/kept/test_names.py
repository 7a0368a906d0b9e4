"""Names stay: of collections, indexes, topics, groups, settings, and the addresses of pages.

What is new is named here, so that nothing else changes unseen.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.kept import naming
from tests.kept.conftest import BOTH, Server
from tests.kept.environ import environ_of
from tests.kept.opening import contests_application, gateway_application, start_all
from tests.kept.recorded import KEPT, cut_of

pytestmark = pytest.mark.slow
RECORDED: dict[str, Any] = json.loads((KEPT / "names.json").read_text())
# Each is opened at the start of a process now, with what the port needs for itself.
OPENED = [f"contests.{name}" for name in ("draws", "outcomes", "pasted_beacons", "audit")]
FOUND_BY = ("country", "domain", "hinted", "mailbox", "name", "source")
NEWS = ("address", "contest", "due", "mailbox", "unsubscribe_token")
TEAM = "/<any(fr, en):lang>/contests/<contest_id>"
CONSOLE = "/<any(fr, en):lang>"
DECIDED = "<any(approve, reject, deactivate, reactivate, ban):decision>"
CLAIM = "/<any(fr, en):lang>/w/<workspace>/claim/<token>"
PORTAL = "/<any(fr, en):lang>/w/<workspace>/portal"
OWN_VERBS = ("details", "receive", "miss")
OWN = "/<any(fr, en):lang>/w/<workspace>/entry/<token>"
LOGGED = ("account", "act", "contest", "due", "number")
NEW: dict[str, set[str]] = {
    "indexes": {
        *(f"contests.audit.{index}" for index in ("_id", "due")),
        *(f"gateway.attempts.{index}" for index in ("_id", "expiry")),
        *(f"contests.entries.{index}" for index in FOUND_BY),
        "contests.mails.recipient",
        *(f"contests.newsletter_consents.{index}" for index in ("_id", *NEWS)),
        *(f"contests.{name}._id" for name in ("newsletter_suppressions", "workspace_keys")),
        *(f"contests.exports.{index}" for index in ("_id", "contest", "due", "live")),
        *(f"contests.letters.{index}" for index in ("_id", "contest", "due")),
        *(f"contests.files.{index}" for index in ("_id", "due")),
        *(f"gateway.audit_log.{index}" for index in ("_id", *LOGGED)),
        "gateway.audit_checkpoints._id",
        *(f"gateway.links.{index}" for index in ("_id", "noted")),
    },
    "server indexes": {
        *(f"{name}.{index}" for name in OPENED for index in ("_workspace", "_outbox")),
        *(f"{name}._due" for name in OPENED if "audit" not in name),
        "contests.audit._id_",
        "contests.audit.due",
        *(
            f"contests.newsletter_consents.{index}"
            for index in ("_id_", "_outbox", "_workspace", *NEWS)
        ),
        *(
            f"contests.{name}.{index}"
            for name in ("newsletter_suppressions", "workspace_keys")
            for index in ("_id_", "_outbox", "_workspace", "_due")
        ),
        *(
            f"gateway.attempts.{index}"
            for index in ("_due", "_id_", "_outbox", "_workspace", "expiry")
        ),
        *(f"contests.entries.{index}" for index in FOUND_BY),
        "contests.mails.recipient",
        *(
            f"contests.{name}.{index}"
            for name in ("exports", "letters")
            for index in ("_id_", "_outbox", "_workspace", "contest", "due")
        ),
        "contests.exports.live",
        *(f"contests.files.{index}" for index in ("_id_", "_outbox", "_workspace", "due")),
        *(f"gateway.audit_log.{index}" for index in ("_id_", "_outbox", "_workspace", *LOGGED)),
        *(
            f"gateway.audit_checkpoints.{index}"
            for index in ("_due", "_id_", "_outbox", "_workspace")
        ),
        *(f"gateway.links.{index}" for index in ("_due", "_id_", "_outbox", "_workspace", "noted")),
    },
    "topics": {
        "contests.audit",
        "gateway.dead-letters",
        "influencers.audit",
        "gateway.click",
        "influencers.link",
    },
    "groups": set(),
    "settings": {
        "KERMESSE_GATEWAY_FRAMED_BY",
        *(f"KERMESSE_INFLUENCERS_{each}" for each in ("URL", "WRAPPING_KEY")),
        *(f"KERMESSE_INFLUENCERS_{each}" for each in ("NOTICE_SECRET", "CONNECT_SECRET")),
        *("KERMESSE_PAYMENTS_URL", "KERMESSE_STRIPE_SECRET_KEY", "KERMESSE_STANDINS_NOTICES"),
        "KERMESSE_METRICS_HOSTS",
        *(
            f"KERMESSE_LEGAL_{each}"
            for each in (
                *("PUBLISHER", "DIRECTOR", "CONTACT", "HOST"),
                *("DPO", "PROCESSORS", "TRANSFERS", "AUTHORITY"),
            )
        ),
    },
    "addresses": {
        "contests DELETE /api/v1/contests/<contest_id>",
        "gateway POST /notices/<any(influencers):service>/payments/<any(platform, connect):about>",
        "contests GET /api/v1/public/contests",
        "gateway GET /<any(fr, en):lang>/w/<workspace>/",
        *(
            f"gateway {method} {TEAM}/{page}"
            for method in ("GET", "POST")
            for page in ("delete", "people/<ref>/erase", "people/<ref>/correct")
        ),
        f"gateway GET {CONSOLE}/programs/<program_id>",
        f"gateway GET {CONSOLE}/programs/<program_id>/partners",
        f"gateway GET {CONSOLE}/partners/<partner_id>",
        f"gateway POST {CONSOLE}/partners/<partner_id>/account/confirm",
        f"gateway GET {CONSOLE}/payouts/<payout_id>",
        f"gateway POST {CONSOLE}/payouts/<payout_id>/export",
        f"gateway POST {CONSOLE}/payouts/<payout_id>/<any(confirm, decline, paid, returned):act>",
        f"gateway POST {CONSOLE}/payouts/<payout_id>/returned/<any(confirm, dismiss):act>",
        f"gateway POST {CONSOLE}/partners/<partner_id>/enroll",
        *(
            f"gateway GET {CONSOLE}/{page}"
            for page in (
                "partners/<partner_id>/statements",
                "partners/<partner_id>/statements/<month>",
                "partners/<partner_id>/statements/<month>/statement.<any(pdf, csv):form>",
                "payouts/<payout_id>/statement",
                "payouts/<payout_id>/statement.<any(pdf, csv):form>",
                "w/<workspace>/told-stripe",
            )
        ),
        *(
            f"gateway {method} {CONSOLE}/partners/<partner_id>/account/onboarding"
            for method in ("GET", "POST")
        ),
        f"gateway GET {CONSOLE}/programs/<program_id>/figures",
        f"gateway GET {CONSOLE}/programs/how-a-click-becomes-a-euro",
        "gateway POST /shops/<workspace>/orders",
        *(
            f"gateway GET {CONSOLE}/{page}"
            for page in (
                *(f"programs/<program_id>/{page}" for page in ("sales", "leads", "commissions")),
                *("orders/<order_id>", "leads/<lead_id>", "commissions/<commission_id>"),
                *("programs/<program_id>/links", "partners/<partner_id>/links", "links/<link_id>"),
                "links/imports/<link_import_id>",
                "links/contests/<contest_id>",
                *("links/<link_id>/qr", "links/<link_id>/qr/<any(svg, screen, print):picture>"),
            )
        ),
        *(
            f"gateway POST {CONSOLE}/{page}"
            for page in (
                "commissions/<commission_id>/<any(hold, release):act>",
                "partners/<partner_id>/codes",
                "partners/<partner_id>/codes/<code_id>/<any(disable, enable):verb>",
                "links/<link_id>/<any(disable, enable):verb>",
                "links/contests/<contest_id>",
            )
        ),
        *(
            f"gateway {method} {CONSOLE}/{page}"
            for method in ("GET", "POST")
            for page in (
                "programs/<program_id>/shop",
                *(
                    f"{sale}/<attribution_id>/decide"
                    for sale in ("orders/<order_id>", "leads/<lead_id>")
                ),
            )
        ),
        f"gateway GET {CONSOLE}/partners/imports/<import_id>",
        f"gateway GET {CONSOLE}/w/<workspace>/join/<program_id>/thanks",
        *(
            f"gateway {method} {CONSOLE}/{page}"
            for method in ("GET", "POST")
            for page in (
                "programs",
                "programs/<program_id>/edit",
                "programs/<program_id>/<any(open, pause, resume, end):move>",
                "partners",
                "partners/new",
                "partners/import",
                "partners/<partner_id>/edit",
                "partners/<partner_id>/account",
                "programs/<program_id>/owed",
                "payouts",
                "payouts/payer",
                "partners/<partner_id>/links/new",
                "programs/<program_id>/links/import",
                "links/<link_id>/edit",
                "links/<link_id>/qr/colour",
                "link-hosts",
                f"partners/<partner_id>/<enrollment_id>/{DECIDED}",
                "w/<workspace>/join/<program_id>",
            )
        ),
        *(
            f"gateway GET {PORTAL}/{page}"
            for page in (
                *("", "asked", "days", "payouts", "payouts/<payout_id>", "statements/<month>"),
                "payouts/<payout_id>/statement.<any(pdf, csv):form>",
                "statements/<month>/statement.<any(pdf, csv):form>",
                *("links/<key>/qr", "links/<key>/qr/<any(svg, screen, print):picture>"),
            )
        ),
        *(
            f"gateway POST {PORTAL}/{page}"
            for page in (
                *("sign-out", "data/export"),
                *(f"programs/<program_id>/{act}" for act in ("decline", "appeal", "payout")),
            )
        ),
        *(
            f"gateway {method} {PORTAL}/{page}"
            for method in ("GET", "POST")
            for page in (
                *("sign-in", "link/<token>", "programs/<program_id>"),
                *("account", "account/stripe", "data", "data/erase"),
            )
        ),
        "contests GET /api/v1/contests/<contest_id>/winners/<ref>",
        "contests POST /api/v1/contests/<contest_id>/winners/<ref>/send",
        *(f"contests POST /api/v1/claims/<token>/{verb}" for verb in OWN_VERBS),
        f"gateway GET {TEAM}/winners/<ref>",
        f"gateway GET {CLAIM}/receive",
        *(
            f"gateway {method} {page}"
            for method in ("GET", "POST")
            for page in (f"{TEAM}/asks", f"{TEAM}/winners/<ref>/send", f"{CLAIM}/details")
        ),
        "contests GET /api/v1/contests/<contest_id>/overview",
        "contests POST /api/v1/contests/<contest_id>/entries/again",
        "contests POST /api/v1/contests/<contest_id>/result-mail",
        "contests POST /api/v1/contests/<contest_id>/venues",
        "contests POST /api/v1/contests/<contest_id>/venues/close",
        "gateway POST /<any(fr, en):lang>/w/<workspace>/c/<slug>/thanks",
        *(
            f"gateway {method} /<any(fr, en):lang>/contests/<contest_id>/{page}"
            for method in ("GET", "POST")
            for page in ("venue", "tell")
        ),
        "contests GET /api/v1/contests/<contest_id>/winners",
        "contests GET /api/v1/contests/<contest_id>/letters/addressees",
        "contests POST /api/v1/contests/<contest_id>/letters/preview",
        *(f"contests {method} /api/v1/contests/<contest_id>/letters" for method in ("GET", "POST")),
        f"gateway GET {TEAM}/letters",
        *(
            f"gateway {method} {page}"
            for method in ("GET", "POST")
            for page in (
                f"{TEAM}/letters/new",
                f"{TEAM}/winners/<ref>/letter",
                f"{TEAM}/winners/<ref>/told",
            )
        ),
        "contests GET /api/v1/entries/by-token/<token>/data",
        "contests POST /api/v1/entries/by-token/<token>/correct",
        *(f"contests POST /api/v1/people/{verb}" for verb in ("find", "export", "erase")),
        *(f"gateway {method} {OWN}/correct" for method in ("GET", "POST")),
        f"gateway GET {OWN}/data.json",
        "gateway GET /<any(fr, en):lang>/legal",
        "gateway GET /<any(fr, en):lang>/w/<workspace>/c/<slug>/data",
        "gateway GET /<any(fr, en):lang>/contests/<contest_id>/winners",
        "contests GET /api/v1/contests/<contest_id>/people",
        "contests GET /api/v1/contests/<contest_id>/people/<ref>",
        "contests POST /api/v1/contests/<contest_id>/people/search",
        "contests POST /api/v1/contests/<contest_id>/people/<ref>/correct",
        "gateway GET /<any(fr, en):lang>/contests/<contest_id>/people",
        "gateway POST /<any(fr, en):lang>/contests/<contest_id>/people",
        "gateway GET /<any(fr, en):lang>/contests/<contest_id>/people/<ref>",
        "gateway GET /<any(fr, en):lang>/audit",
        "gateway GET /<any(fr, en):lang>/audit/check",
        "gateway GET /<any(fr, en):lang>/audit.csv",
        "contests GET /api/v1/contests/<contest_id>/exports",
        "contests POST /api/v1/contests/<contest_id>/exports",
        "contests GET /api/v1/contests/<contest_id>/exports/<export_id>/file",
        "gateway GET /<any(fr, en):lang>/contests/<contest_id>/exports",
        "gateway POST /<any(fr, en):lang>/contests/<contest_id>/exports",
        "gateway GET /<any(fr, en):lang>/contests/<contest_id>/exports/<export_id>/people.csv",
    },
}


def without_new(kind: str, found: Any) -> Any:
    """Return what was found but for what is new, each of which is there."""
    assert NEW[kind] <= set(found)
    if isinstance(found, dict):
        return {name: one for name, one in found.items() if name not in NEW[kind]}
    return sorted(set(found) - NEW[kind])


@pytest.fixture
def folder(store: Server, tmp_path: Path) -> Path:
    """A folder where a contest went to its end."""
    left = cut_of("ordinary", "forms sent")
    naming.lived_in(left, tmp_path, store)
    return tmp_path


def test_collections_and_their_indexes_in_files(folder: Path) -> None:
    assert without_new("indexes", naming.indexes(folder)) == RECORDED["indexes"]


@pytest.mark.parametrize("store", BOTH[1:], indirect=True)
def test_collections_and_their_indexes_on_a_server(folder: Path, store: Server) -> None:
    assert store is not None
    found = naming.server_indexes(*store)
    assert without_new("server indexes", found) == RECORDED["server indexes"]


def test_groups_that_read_topics(folder: Path) -> None:
    assert without_new("groups", naming.groups(folder)) == RECORDED["groups"]


def test_topics_with_their_partitions_and_retention(tmp_path: Path) -> None:
    start_all(environ_of(tmp_path))
    assert without_new("topics", naming.topics(tmp_path)) == RECORDED["topics"]


def test_settings() -> None:
    assert without_new("settings", naming.settings()) == RECORDED["settings"]


def test_addresses_of_pages_and_of_the_api(tmp_path: Path) -> None:
    left = cut_of("ordinary", "forms sent")
    environ = environ_of(tmp_path)
    apps = {
        "contests": contests_application(environ),
        "gateway": gateway_application(environ, left.at),
    }
    assert without_new("addresses", naming.addresses(apps)) == RECORDED["addresses"]
