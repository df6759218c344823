"""Who acts. Every write takes `by: Actor`; nothing inside asks the request."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    STAFF = "staff"
    RESIDENT = "resident"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """A person who serves (`id` is the person's), a resident (`id` is that of the matter whose code they
    hold, since residents have no account) or the system itself (`id` is None)."""

    kind: ActorKind
    id: UUID | None = None

    @classmethod
    def staff(cls, person: UUID) -> "Actor":
        return cls(ActorKind.STAFF, person)

    @classmethod
    def resident(cls, matter: UUID | None = None) -> "Actor":
        return cls(ActorKind.RESIDENT, matter)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else str(self.kind)


SYSTEM = Actor(ActorKind.SYSTEM)
