"""How a reporter can be reached: sealed and opened here alone, each word bound to the row it stands in."""

from dataclasses import dataclass
from uuid import UUID

from lianxin.kernel.keyring import keyring
from lianxin.kernel.legible import plain_name
from lianxin.matters.contracts import Ref
from lianxin.matters.models import Contact

_PARTS = ("name", "phone", "mail")


@dataclass(frozen=True)
class ContactCard:
    """In clear, for the moment in which it is needed; "" for what was not left."""

    name: str
    phone: str
    mail: str = ""


NOTHING = ContactCard("", "")


def written(name: str, phone: str, mail: str) -> ContactCard:
    """As it will be kept."""
    return ContactCard(plain_name(name)[:60], phone.strip(), mail.strip())


def of(ref: Ref) -> Contact | None:
    return Contact.objects.filter(county=ref.county, matter_id=ref.id).first()


def newest_sealed() -> tuple[bytes, str] | None:
    """By which the keyring is known to be the right one."""
    row = Contact.objects.order_by("-id").first()
    boxes = [getattr(row, f"sealed_{part}") for part in parts(row)]
    return (bytes(boxes[0]), _bond(row.id)) if row and boxes else None


def parts(contact: Contact | None) -> list[str]:
    """Which of name, phone and mail were left; opens none."""
    return [part for part in _PARTS if getattr(contact, f"sealed_{part}")] if contact else []


def is_reachable(contact: Contact | None) -> bool:
    return not {"phone", "mail"}.isdisjoint(parts(contact))


def sealed(card: ContactCard, contact: UUID) -> dict[str, bytes | None]:
    """The columns of that row."""
    told = {part: getattr(card, part) for part in _PARTS}
    return {f"sealed_{part}": _seal(words, contact) if words else None for part, words in told.items()}


def _seal(words: str, contact: UUID) -> bytes:
    return keyring().seal(words, bound_to=_bond(contact))


def _bond(contact: UUID) -> str:
    return f"contact:{contact}"


def opened(contact: Contact | None) -> ContactCard:
    return ContactCard(*(_opened(contact, part) for part in _PARTS)) if contact else NOTHING


def addresses(contact: Contact | None) -> list[str]:
    """The telephone and the mailbox that were left, in this order; the name stays shut."""
    return [told for part in ("phone", "mail") if contact and (told := _opened(contact, part))]


def _opened(contact: Contact, part: str) -> str:
    words = getattr(contact, f"sealed_{part}")
    return keyring().open(bytes(words), bound_to=_bond(contact.id)) if words else ""
