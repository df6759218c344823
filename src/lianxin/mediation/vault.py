"""The room's own key (C6): what is said in a dispute opens with no other."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Model

from lianxin.kernel.sealing import Keyring, proved
from lianxin.mediation.models import Dispute


@cache
def vault() -> Keyring:
    """Proved at its first use: a process with another key reads nothing and writes nothing (SealBroken)."""
    return proved(settings.MEDIATION_KEYRING, newest_sealed)


def newest_sealed() -> tuple[bytes, str] | None:
    row = Dispute.objects.filter(sealed__isnull=False).order_by("-id").first()
    return (bytes(row.sealed), _bond(row)) if row and row.sealed else None


def shut(told: Mapping[str, Any], row: Model) -> bytes | None:
    """Sealed for that row and no other; None where nothing is said."""
    kept = {name: value for name, value in told.items() if value}
    return vault().seal(json.dumps(kept, ensure_ascii=False), bound_to=_bond(row)) if kept else None


def opened(sealed: bytes | memoryview | None, row: Model) -> dict[str, Any]:
    """For the moment of reading; {} where nothing was said or all was destroyed."""
    if sealed is None:
        return {}
    told: dict[str, Any] = json.loads(vault().open(bytes(sealed), bound_to=_bond(row)))
    return told


def _bond(row: Model) -> str:
    return f"{row._meta.label_lower}:{row.pk}"
