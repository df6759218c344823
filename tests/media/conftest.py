"""A shelf of its own for every test."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from reliability.conftest import tell

__all__ = ["tell"]


@pytest.fixture(autouse=True)
def shelf_here(settings: LazySettings, tmp_path: Path) -> Path:
    settings.PHOTOS = tmp_path / "photos"
    return tmp_path / "photos"
