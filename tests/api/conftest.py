"""东街 as programs see it, at a fixed hour."""

import pytest

from calling import Caller, partner_calls
from lianxin.kernel import clock
from town import Town


@pytest.fixture(autouse=True)
def _at_noon(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: town.now)


@pytest.fixture
def hotline(town: Town) -> Caller:
    """市热线, an outside system for the county."""
    return partner_calls(town)
