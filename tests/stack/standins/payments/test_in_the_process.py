"""The stand-ins' process takes payments, beside mails and the beacon."""

import os
import sys
from pathlib import Path

import pytest

from shared.payments import open_payments
from stack.ports import choose_free
from stack.supervisor import Program, Supervisor

pytestmark = pytest.mark.processes


def test_an_account_is_opened_once_though_the_process_is_killed(tmp_path: Path) -> None:
    http, smtp = choose_free(2)
    environ = os.environ | {
        "KERMESSE_STANDINS_PORT": str(http),
        "KERMESSE_STANDINS_SMTP_PORT": str(smtp),
        "KERMESSE_STANDINS_MAIL_FOLDER": str(tmp_path / "mail"),
    }
    url = f"http://127.0.0.1:{http}"
    payments = open_payments("sk_test_kermesse", address=f"{url}/payments")
    command = (sys.executable, "-m", "stack.standins")
    accounts = []
    for _ in range(2):
        supervisor = Supervisor(tmp_path / "logs")
        supervisor.start([Program("standins", command, environ, f"{url}/livez")])
        supervisor.wait_ready(60)
        accounts.append(payments.open_account("FR", "ana", key="account:ana").id)
        page = payments.onboarding(accounts[0], back=f"{url}/b", again=f"{url}/a")
        assert page == f"{url}/payments/onboarding/{accounts[0]}"
        os.kill(supervisor.children["standins"].process.pid, 9)
        supervisor.stop()
    assert accounts[0] == accounts[1]
    assert (tmp_path / "payments.sqlite").exists()
