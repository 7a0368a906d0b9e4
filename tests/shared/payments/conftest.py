"""The adapter before the stand-in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.payments import open_payments
from shared.payments.stripe_payments import StripePayments
from tests.harness.payments import Provider, running_provider


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Provider]:
    """Yield a running stand-in."""
    with running_provider(str(tmp_path / "payments.sqlite")) as running:
        yield running


@pytest.fixture
def payments(provider: Provider) -> StripePayments:
    """Return the adapter, which asks it."""
    return open_payments("sk_test_kermesse", address=provider.url, timeout=5)


@pytest.fixture
def account(provider: Provider, payments: StripePayments) -> str:
    """Return an account that may receive money."""
    made = payments.open_account("FR", "ana", key="account:ana")
    provider.tell(f"accounts/{made.id}", active=True)
    return made.id
