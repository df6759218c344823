"""Who asks by token. The room `tokens` finds out; everything below it only needs to know this shape."""

from dataclasses import dataclass
from uuid import UUID

from lianxin.kernel.actor import Actor


@dataclass(frozen=True)
class Bearer:
    """Whoever showed a token. A person who serves acts as exactly that person (`actor` is theirs, `areas` is
    empty: their duties decide). A partner speaks for residents (`actor` is a resident without a matter) and
    only within `areas`. `credential` keeps their reports' ids unique; `per_minute` bounds them; `test`: what
    they send is judged and answered, and not kept."""

    token: UUID
    name: str
    actor: Actor
    credential: str
    scopes: frozenset[str]
    areas: tuple[str, ...]
    per_minute: int
    partner: UUID | None = None
    test: bool = False

    @property
    def is_partner(self) -> bool:
        return self.partner is not None
