"""One row of another office's sheet becomes a report, or says why it cannot."""

import json
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.exchange import codes
from lianxin.exchange.fields import FIELDS, REASON, Mapped
from lianxin.exchange.moments import moment_from
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, Refusal
from lianxin.kernel.keyring import keyring
from lianxin.kernel.legible import legible, plain_name
from lianxin.kernel.points import Point
from lianxin.matters import public as matters
from lianxin.matters.public import Report
from lianxin.org import public as org
from lianxin.territory import public as territory

LONGEST_NUMBER = 80
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Shaped:
    """`report` is None where `fault` says why. `digest` tells this row from the same number's other words."""

    number: str
    digest: str
    status: str
    report: Report | None
    fault: str
    unmapped: str = ""
    danger: bool = False

    @property
    def county(self) -> str:
        return self.report.area[:6] if self.report else ""


class Shaper:
    """`grounds`: where whoever sends the file may bring matters in; `within`: where the source's lie."""

    def __init__(
        self, mapped: Mapped, headings: Sequence[str], within: str, grounds: Collection[str], now: datetime
    ) -> None:
        self.mapped, self.within, self.grounds, self.now = mapped, within, grounds, now
        self.at = {name: i for i, h in enumerate(headings) if (name := mapped.columns.get(h, ""))}
        self.also = [(i, h) for i, h in enumerate(headings) if mapped.columns.get(h) == "also"]
        self.kept = [i for i, heading in enumerate(headings) if heading != REASON]
        self.on: date = local(now).date()
        self.area_of = cache(self._area_of)
        self.category_of = cache(self._category_of)

    def number_of(self, cells: Sequence[str]) -> str:
        """Width and spaces aside: the same number typed by another hand is the same number."""
        return plain_name(unicodedata.normalize("NFKC", self._cell(cells, "number")))[:LONGEST_NUMBER]

    def digest_of(self, cells: Sequence[str]) -> str:
        told = [cells[i].strip() for i in self.kept if i < len(cells)]
        return keyring().digest("exchange row", json.dumps(told, ensure_ascii=False))

    def shape(self, cells: Sequence[str], blurred: Collection[int] = ()) -> Shaped:
        number, digest = self.number_of(cells), self.digest_of(cells)
        status = plain_name(self._cell(cells, "status"))[:40]
        word = plain_name(self._cell(cells, "category"))[:40]
        category = self.category_of(word) if word else ""
        try:
            self._number_must_stand(number, blurred)
            report = self._report(cells, category or self.mapped.constants.get("category", ""))
        except Refusal as refusal:
            return Shaped(number, digest, status, None, refusal.sentence)
        danger = matters.ledger.speaks_of_danger(report.text, report.category)
        unmapped = word if word and not category else ""
        return Shaped(number, digest, status, report, "", unmapped, danger)

    def _number_must_stand(self, number: str, blurred: Collection[int]) -> None:
        if not number:
            raise Invalid(_("没有对方的编号。"))
        if self.at["number"] in blurred:
            raise Invalid(_("编号太长,Excel 已经把末尾几位改成了 0。请把这一列设成文本,重新导出。"))

    def _report(self, cells: Sequence[str], category: str) -> Report:
        made_at = self._moment(cells, "made_at") or self.now
        if made_at > self.now:
            raise Invalid(_("“%(what)s”在将来:%(words)s。") % self._told(cells, "made_at"))
        point = self._point(cells)
        area = self._place(cells, point)
        report = Report(
            id=NOBODY,
            text=self._text(cells),
            made_at=made_at,
            place=self._cell(cells, "place"),
            point=point,
            area=area,
            category=category,
            name=self._cell(cells, "name"),
            phone=unicodedata.normalize("NFKC", self._cell(cells, "phone")).replace("—", "-"),
            promised=self._moment(cells, "promised"),
        )
        return matters.ledger.checked(report)

    def _text(self, cells: Sequence[str]) -> str:
        """The title only where the words do not begin with it; what goes along, under its heading."""
        title, text = self._cell(cells, "title"), self._cell(cells, "text")
        lines = [title] if title and not text.startswith(title) else []
        lines += [text] if text else []
        for name in ("scale", "grade"):
            words = self._cell(cells, name)
            found = codes.find(name, words) if words else None
            lines += [f"{FIELDS[name].label}:{found.name if found else words}"] if words else []
        lines += [f"{heading}:{cells[i]}" for i, heading in self.also if i < len(cells) and cells[i]]
        return legible("\n".join(lines))

    def _moment(self, cells: Sequence[str], name: str) -> datetime | None:
        words = self._cell(cells, name)
        if not words:
            return None
        found = moment_from(words, self.mapped.constants.get("times", "auto"))
        if found is None or not 1990 <= found.year <= 2100:
            raise Invalid(
                _("“%(what)s”看不懂:%(words)s。请写成 2026-01-03 14:05 这样。") % self._told(cells, name)
            )
        return found

    def _told(self, cells: Sequence[str], name: str) -> dict[str, Any]:
        return {"what": FIELDS[name].label, "words": self._cell(cells, name)[:30]}

    def _point(self, cells: Sequence[str]) -> Point | None:
        told = [unicodedata.normalize("NFKC", self._cell(cells, name)) for name in ("lon", "lat")]
        if not all(word.strip("0.") for word in told):  # "0" is how many systems write "not known"
            return None
        try:
            point = Point(float(told[0]), float(told[1]))
        except ValueError as wrong:
            raise Invalid(_("经纬度看不懂:%(words)s。") % {"words": " ".join(told)[:40]}) from wrong
        return territory.to_wgs84(point, self.mapped.constants.get("system") or "wgs84")

    def _place(self, cells: Sequence[str], point: Point | None) -> str:
        """As intake decides: a point that lies in a grid, else what was written, else the point's county."""
        word = plain_name(self._cell(cells, "area"))[:60]
        located = territory.locate(point) if point else None
        area = located.code if located and located.certain else ""
        area = area or (self.area_of(word) if word else "")
        area = area or (located.code if located else "") or self.mapped.constants.get("area", "")
        if not area:
            raise Invalid(_("没有写在哪里。"))
        self._must_lie_inside(area, word)
        return area

    def _must_lie_inside(self, area: str, word: str) -> None:
        name = {"area": word or territory.name_of(area) or area}
        if len(area) < territory.Tier.DISTRICT:
            raise Invalid(_("“%(area)s”太大了,要写到县区或更小的地方。") % name)
        if not territory.covers(self.within, area):
            raise Invalid(_("“%(area)s”不在这个来源管的地方。") % name)
        if not any(territory.covers(ground, area) for ground in self.grounds):
            raise Invalid(_("“%(area)s”不在您负责的地方。") % name)

    def _area_of(self, word: str) -> str:
        found = self.mapped.areas.get(word) or territory.naming.meant(word, self.within, self.on)
        if not found:
            raise Invalid(_("不知道“%(area)s”是哪里。可以在对照里选一个地方。") % {"area": word})
        return found

    def _category_of(self, word: str) -> str:
        known = self.mapped.categories.get(word) or category_meant(word)
        return known if known and org.category(known) else ""

    def _cell(self, cells: Sequence[str], name: str) -> str:
        at = self.at.get(name)
        return cells[at].strip() if at is not None and at < len(cells) else ""


def category_meant(word: str) -> str:
    """Ours of that name or code, or what a code table of the standard says; "" for none."""
    if org.category(word):
        return word
    named = [card.code for card in org.categories() if word in {card.name, card.name_en}]
    return named[0] if len(named) == 1 else codes.category_from(word)
