"""A file that waits between its dry run and the word to go on: in the data folder, for a day, for the one who
sent it."""

import time
from pathlib import Path
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid, NotFound

_ENDINGS = {".csv", ".xlsx", ".geojson", ".json", ".zip"}
_A_DAY = 86_400


def _folder(person: UUID) -> Path:
    return Path(settings.DATA) / "uploads" / person.hex


def keep(file: Any, person: UUID) -> str:
    """Store an upload; returns the token that fetches it again. What is older than a day goes."""
    ending = Path(str(file.name)).suffix.lower()
    if ending not in _ENDINGS:
        raise Invalid(
            _("不能用这种文件:%(ending)s。") % {"ending": ending or "?"},
            instead=_("可以用 .csv .xlsx .geojson .json .zip。"),
        )
    folder = _folder(person)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if time.time() - old.stat().st_mtime > _A_DAY:
            old.unlink(missing_ok=True)
    token = token_hex(16)
    with (folder / f"{token}{ending}").open("wb") as stored:
        for chunk in file.chunks():
            stored.write(chunk)
    return token


def kept(token: str, person: UUID) -> Path:
    """The file behind a token; NotFound when it is gone, or another's."""
    found = [path for path in _folder(person).glob(f"{token}.*") if path.suffix in _ENDINGS]
    if not found:
        raise NotFound(_("上传的文件已经不在了。"), instead=_("请再上传一次。"))
    return found[0]
