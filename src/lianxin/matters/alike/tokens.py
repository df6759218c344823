"""What a suggestion gives its reader to join by: a sealed word that names the other one to us alone, for an
hour. It says neither its number nor when it came in, and no two are the same."""

import base64
from datetime import datetime, timedelta
from uuid import UUID

from lianxin.kernel.keyring import keyring
from lianxin.kernel.sealing import SealBroken
from lianxin.matters.contracts import Ref

GOOD_FOR = timedelta(hours=1)
BOUND, LONGEST = "matters.join", 400


def token_of(ref: Ref, *, now: datetime) -> str:
    sealed = keyring().seal(f"{ref.county}:{ref.id}:{int(now.timestamp())}", bound_to=BOUND)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def ref_of(token: str, *, now: datetime) -> Ref | None:
    """None for whatever `token_of` did not write within the hour."""
    try:
        if not token or len(token) > LONGEST:
            return None
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        county, id_, at = keyring().open(sealed, bound_to=BOUND).split(":")
        age = now.timestamp() - int(at)
    except (ValueError, SealBroken):
        return None
    return Ref(county, UUID(id_)) if -60 <= age <= GOOD_FOR.total_seconds() else None
