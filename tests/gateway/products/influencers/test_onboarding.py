"""From the console to Stripe's page for a partner, and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.payments import Provider, running_provider


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Provider]:
    with running_provider(str(tmp_path / "payments.sqlite")) as running:
        yield running
