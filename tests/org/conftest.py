"""A small town for org: two counties, their units, a keeper of each, and people who hold nothing yet."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from lianxin.accounts.models import Person
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.org import public as org
from lianxin.org.models import Category, DutyItem, UnitKind
from lianxin.territory.models import Division

NOW = datetime(2026, 6, 1, 4, tzinfo=UTC)
TODAY = date(2026, 6, 1)
SINCE = date(2020, 1, 1)
PLACES = {
    "14": "山西省", "1404": "长治市", "140403": "潞州区", "140404": "上党区", "140403001": "东街街道",
    "140403001004": "城隍庙社区", "140403001005": "长兴社区", "140404100": "韩店街道",
    "140404100001": "城关社区",
}  # fmt: skip


@dataclass
class Town:
    folder: Path
    now: datetime = NOW
    today: date = TODAY

    def person(self, username: str, administrator: str = "") -> UUID:
        name = {"zhao": "赵警官", "wu": "吴管理"}.get(username, username)
        return Person.objects.create(username=username, name=name, administrator=administrator).id

    def unit(self, kind: str, name: str, area: str) -> UUID:
        UnitKind.objects.get_or_create(code=kind, defaults={"name": kind})
        return org.found_unit(org.UnitDraft(kind, name, area, SINCE), by=SYSTEM, now=self.now)

    def officer(self, username: str, kind: str, area: str, unit: UUID | None = None) -> Actor:
        """Somebody who holds one kind of duty over an area, since long ago."""
        unit = unit or self.unit("office", f"{username}的单位", area)
        post = org.open_post(unit, f"{username}的岗位", kind, by=SYSTEM, now=self.now)
        person = self.person(username)
        org.appoint(person, post, area, SINCE, by=SYSTEM, now=self.now)
        return Actor.staff(person)

    def category(self, code: str, parent: str = "") -> None:
        Category.objects.create(code=code, name=f"{code}类", parent_id=parent or None)

    def item(self, number: str, category: str, lead: str, tier: int, area: str = "") -> UUID:
        UnitKind.objects.get_or_create(code=lead, defaults={"name": lead})
        item = DutyItem.objects.create(
            number=number, category_id=category, lead_id=lead, tier=tier, area=area, title=f"第{number}条",
            basis="消防法", valid_from=SINCE,
        )  # fmt: skip
        return item.id

    def file(self, name: str, *lines: str) -> Path:
        path = self.folder / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return path


@pytest.fixture
def town(db: None, tmp_path: Path) -> Town:
    Division.objects.bulk_create(
        Division(code=code, name=name, valid_from=SINCE) for code, name in PLACES.items()
    )
    return Town(tmp_path)
