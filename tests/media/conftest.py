"""A shelf of its own for every test."""

from pathlib import Path

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def shelf_here(settings: LazySettings, tmp_path: Path) -> Path:
    settings.PHOTOS = tmp_path / "photos"
    return tmp_path / "photos"
