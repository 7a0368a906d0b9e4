"""The processes over their environment: what they refuse to start with, what the worker does."""

from base64 import b64encode
from datetime import timedelta
from pathlib import Path

import pytest

from services.influencers.bootstrap.foundation import open_foundation
from services.influencers.bootstrap.web import web_application
from services.influencers.bootstrap.work import due_of, work
from services.influencers.domain.audit import KEPT
from services.influencers.settings import WebSettings, WorkerSettings
from services.influencers.use_cases.partner.list import list_partners
from shared.metrics import Metrics
from shared.settings import SettingError, load
from tests.influencers.bureau import ENVIRONMENT, START, WORKSPACE, Bureau


def test_both_processes_open_one_folder(tmp_path: Path) -> None:
    environ = {**ENVIRONMENT, "KERMESSE_DATA_DIR": str(tmp_path)}
    assert (
        web_application(load(WebSettings, environ)).test_client().get("/livez").status_code == 200
    )
    paid = {"programs", "payouts", "payment_notices"}
    worker = work(load(WorkerSettings, environ), Metrics("influencers"))
    followed = {"orders", "leads", "attributions", "commissions", "enrollments", "deliveries"}
    clicks = {"consumer", "click_rounds", "click_counts"}
    both = {"relay", "imports", "files", "audit"}
    mails, links = {"sign_in_links", "mails"}, {"bringings", "link_imports"}
    assert set(worker.loops) == both | followed | clicks | paid | mails | links
    for end in (*worker.stopping, *worker.closing):
        end()


def test_another_wrapping_key_stops_the_start_with_its_name(tmp_path: Path) -> None:
    environ = {**ENVIRONMENT, "KERMESSE_DATA_DIR": str(tmp_path)}
    open_foundation(load(WebSettings, environ)).database.close()
    environ["KERMESSE_INFLUENCERS_WRAPPING_KEY"] = b64encode(b"x" * 32).decode()
    with pytest.raises(SettingError, match="KERMESSE_INFLUENCERS_WRAPPING_KEY"):
        open_foundation(load(WebSettings, environ))


def test_a_note_goes_after_thirteen_months(bureau: Bureau) -> None:
    bureau.entered()
    list_partners(bureau.context, workspace=WORKSPACE, by="ada")
    [due] = [each for each in due_of(bureau.context) if each.collection.name == "audit"]
    bureau.clock.set(START + KEPT - timedelta(seconds=1))
    assert due.collection.claim_due(bureau.clock.now(), due.lease) is None
    bureau.clock.set(START + KEPT)
    note = due.collection.claim_due(bureau.clock.now(), due.lease)
    assert note is not None
    due.handle(note)
    assert due.collection.find(WORKSPACE, {}).items == []
