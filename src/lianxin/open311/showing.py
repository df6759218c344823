"""What a request says: one shape for what anybody may read, what its sender may, and for trial requests."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.kernel.clock import local
from lianxin.kernel.points import Point
from lianxin.matters.public import State, ledger, publicity
from lianxin.open311.plain import Tree
from lianxin.open311.trial import Trial
from lianxin.org import public as org
from lianxin.territory import public as territory

CLOSED = frozenset({"done", "declined", "merged", "withdrawn"})


@dataclass(frozen=True)
class Shown:
    """`state`: hand, done, declined; to the sender also merged, withdrawn. Never a person's name."""

    id: str
    category: str
    state: str
    notes: str
    community: str
    address: str
    requested_at: datetime
    updated_at: datetime
    description: str = ""
    unit: str = ""
    expected_at: datetime | None = None
    point: Point | None = None
    exact: bool = False
    own: bool = False
    photos: tuple[str, ...] = ()  # addresses of the covered ones, from the root

    @property
    def is_open(self) -> bool:
        return self.state not in CLOSED


def of_public(row: publicity.PublicRow, photos: Sequence[publicity.PublicPhoto] = ()) -> Shown:
    return Shown(
        id=row.number,
        category=row.category,
        state=row.state,
        notes=row.sentence,
        community=row.community,
        address=row.area_name,
        requested_at=row.received_at,
        updated_at=row.ended_at or row.updated_at,
        description=row.words or "",
        unit=row.unit,
        point=row.point,
        exact=row.exact,
        photos=tuple(reverse("matters:public_photo", args=[one.county, one.name, "large"]) for one in photos),
    )


def of_own(row: ledger.Row) -> Shown:
    """What its sender said, they read again; the promise that was made to them too. Not what was noted since:
    that is for the resident, who holds the code."""
    state = OUTCOMES.get(row.state, "hand")
    return Shown(
        id=row.number,
        category=row.category,
        state=state,
        notes=sentence(row.state, row.unit),
        community=row.area[: territory.Tier.COMMUNITY],
        address=" ".join(filter(None, [territory.full_name(row.area), row.place])),
        requested_at=row.received_at,
        updated_at=row.ended_at or row.moved_at,
        description=row.text,
        unit=row.unit,
        expected_at=row.due_at if row.ended_at is None else None,
        point=Point(row.lon, row.lat) if row.lon is not None and row.lat is not None else None,
        exact=row.lon is not None,
        own=True,
    )


OUTCOMES = {
    State.CLOSED: "done",
    State.RATED: "done",
    State.DECLINED: "declined",
    State.MERGED: "merged",
    State.WITHDRAWN: "withdrawn",
}


def sentence(state: State, unit: str) -> str:
    """How it stands, as anybody reads it; and what is told to its sender alone."""
    own = {
        State.MERGED: _("和另一件是同一件事,已经并在一起办"),
        State.WITHDRAWN: _("报事人已经撤回了"),
    }
    return own.get(state) or publicity.sentence(state, unit)


def of_trial(trial: Trial, now: datetime) -> Shown:
    """Nobody was told and nothing was done: the words say so."""
    is_open = trial.is_open(now)
    shown = Shown(
        id=trial.id,
        category=trial.category,
        state="hand" if is_open else "done",
        notes=_("试验:没有人收到,也没有人在办。") if is_open else _("试验:十分钟到了,当作办好。"),
        community=trial.area,
        address=territory.full_name(trial.area),
        requested_at=trial.at,
        updated_at=trial.at,
        point=publicity.middle(trial.area),
    )
    return shown if is_open else replace(shown, updated_at=trial.closed_at)


def tree_of(shown: Shown, whole: Callable[[str], str], *, extended: bool) -> Mapping[str, Tree]:
    """All fields of the specification, those without a value too: clients look for each. `whole` makes an
    address of ours whole."""
    addresses = [whole(path) for path in shown.photos]
    card = org.category(shown.category)
    name = (get_language() == "en" and card.name_en) or card.name if card else shown.category
    tree: dict[str, Tree] = {
        "service_request_id": shown.id,
        "status": "open" if shown.is_open else "closed",
        "status_notes": shown.notes,
        "service_name": name,
        "service_code": shown.category,
        "description": shown.description,
        "agency_responsible": shown.unit,
        "service_notice": None,
        "requested_datetime": moment(shown.requested_at),
        "updated_datetime": moment(shown.updated_at),
        "expected_datetime": moment(shown.expected_at) if shown.expected_at else None,
        "address": shown.address,
        "address_id": shown.community,
        "zipcode": None,
        "lat": shown.point.lat if shown.point else None,
        "long": shown.point.lon if shown.point else None,
        "media_url": addresses[0] if addresses else None,
    }
    if extended:
        photos: list[Tree] = [{"media_url": photo} for photo in addresses]
        tree["extended_attributes"] = {
            "state": shown.state,
            "jurisdiction_id": shown.community[:6],
            "exact_location": shown.exact,
            "own": shown.own,
            "photos": photos,
        }
    return tree


def moment(at: datetime) -> str:
    """As the specification asks (W3C note): with seconds and the offset from UTC."""
    return local(at).isoformat(timespec="seconds")
