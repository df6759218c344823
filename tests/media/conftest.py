"""A shelf of its own for every test."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from lianxin.media import developing

developing.SECONDS = developing.PATIENCE = 300.0  # of the wall's clock, on a machine that has other work


@pytest.fixture(autouse=True)
def shelf_here(settings: LazySettings, tmp_path: Path) -> Path:
    settings.PHOTOS = tmp_path / "photos"
    return tmp_path / "photos"
