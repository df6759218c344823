"""Everything that is held about one report, for the person it belongs to (PIPL 45)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from lianxin.kernel import dataprotection
from lianxin.matters import contacts
from lianxin.matters.contracts import Look, Ref
from lianxin.matters.lifecycle import Level, State
from lianxin.matters.models import Matter, Movement
from lianxin.matters.queries.cards import place_words
from lianxin.matters.queries.dossier import looks_at
from lianxin.matters.queries.photos import is_shown
from lianxin.matters.queries.timeline import timeline
from lianxin.matters.retention import words_until
from lianxin.media import public as media
from lianxin.notices import public as notices


@dataclass(frozen=True)
class Held:
    """`name` and `phone` are there to be shown only after the proof; `has_phone` may be shown before."""

    ref: Ref
    number: str
    state: str
    text: str
    place: str
    has_point: bool
    name: str
    phone: str
    has_phone: bool
    contact_until: date | None
    words_until: date | None
    erased: bool
    looks: list[Look]
    photos: int  # those the resident sees
    mail: str = ""  # as `phone`
    left_later: bool = False  # by the code, and not with the report


def held_about(ref: Ref, *, proved: bool) -> Held:
    """Five statements. The number is opened only for whoever has proved that it is theirs."""
    matter = Matter.objects.get(county=ref.county, id=ref.id)
    contact = contacts.of(ref)
    left = contacts.opened(contact) if proved else contacts.NOTHING
    return Held(
        ref=ref,
        number=matter.number,
        state=matter.state,
        text=matter.text,
        place=place_words(matter),
        has_point=matter.lon is not None,
        name=left.name,
        phone=left.phone,
        has_phone=contacts.is_reachable(contact),
        contact_until=contact.kept_until if contact else None,
        words_until=words_until(matter.ended_at),
        erased=matter.erased_at is not None,
        looks=looks_at(ref),
        photos=len(_shown(ref)),
        mail=left.mail,
        left_later=contact is not None and contact.left_later,
    )


def _shown(ref: Ref) -> list[media.Photo]:
    told = {
        version: is_shown(verb, kind)
        for version, verb, kind in Movement.objects.filter(county=ref.county, matter_id=ref.id).values_list(
            "version", "verb", "actor_kind"
        )
    }
    return [photo for photo in media.pictures_of(ref.county, f"matter:{ref.id}") if told.get(photo.part)]


def photos_in(ref: Ref) -> list[tuple[str, bytes]]:
    """(file name, picture) of every photo that goes with the copy, in the order they came."""
    subject = f"matter:{ref.id}"
    return [
        (f"photo-{number}.jpg", media.opened(ref.county, subject, photo.name, "large"))
        for number, photo in enumerate(_shown(ref), 1)
    ]


def copy_of(ref: Ref, *, now: datetime, proved: bool = True) -> dict[str, Any]:
    """The copy to take away, in words of the page's language, to be read by a person and by a program. What
    units said to one another about whose it is is not the resident's, and a number only theirs whose it is;
    everything else is there."""
    held, matter = held_about(ref, proved=proved), Matter.objects.get(county=ref.county, id=ref.id)
    return {
        "made_at": now.isoformat(),
        "number": held.number,
        "text": held.text,
        "place": held.place,
        "position": {"lon": matter.lon, "lat": matter.lat} if held.has_point else None,
        "name": held.name,
        "phone": held.phone,
        "mail": held.mail,
        "category": matter.category,
        "suggested": matter.suggested,
        "public_words": matter.public_words,
        "channel": matter.channel,
        "privacy_notice": matter.notice,
        "state": str(State(matter.state).label),
        "rating": str(Level(matter.level).label) if matter.level else "",
        "claimed_at": matter.made_at.isoformat(),
        "received_at": matter.received_at.isoformat(),
        "ended_at": matter.ended_at.isoformat() if matter.ended_at else None,
        "kept_until": {
            "contact": held.contact_until.isoformat() if held.contact_until else None,
            "words": held.words_until.isoformat() if held.words_until else _("办完以后五年"),
        },
        "steps": _steps(ref),
        "looks_at_the_number": [
            {"at": look.at.isoformat(), "who": look.who, "why": look.reason} for look in held.looks
        ],
        "messages": _messages(ref),
        "photos_to_fetch": _to_fetch(ref),
        "kept_by_other_rooms": _beside(ref),
    }


def _to_fetch(ref: Ref) -> list[str]:
    return [one.url for one in media.awaited_of(ref.county, f"matter:{ref.id}") if one.url]


def _beside(ref: Ref) -> dict[str, list[dict[str, Any]]]:
    """By room: what those above keep of it too, where they keep anything."""
    told = {label: room.given(ref.county, ref.id) for label, room in dataprotection.kept_beside().items()}
    return {label: rows for label, rows in told.items() if rows}


def _steps(ref: Ref) -> list[dict[str, str]]:
    return [
        {
            "at": step.at.isoformat(),
            "what": step.label,
            "who": step.who,
            "words": step.note,
            "road": step.road,
        }
        for step in timeline(ref, for_resident=True)
    ]


def _messages(ref: Ref) -> list[dict[str, str | None]]:
    return [
        {"at": told.written_at.isoformat(), "sent_at": told.sent_at.isoformat() if told.sent_at else None}
        for told in notices.to_resident_about(ref.county, f"matter:{ref.id}")
    ]
