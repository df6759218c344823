"""The town of the tests: 东街, as the demo lays it, without its matters."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from laying import Laid
from lianxin.kernel.actor import Actor
from lianxin.kernel.ids import uuid7
from lianxin.kernel.points import Point
from lianxin.matters import public as matters
from lianxin.matters.public import Brought, Ref, Report, Submitted, Verb
from lianxin.org import public as org
from lianxin.shell.town.cast import CHENGHUANG, COUNTY, TOWN
from lianxin.shell.town.lay import lay_town
from lianxin.territory import public as territory

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)  # a Monday, 10:30 in China


def _lay() -> dict[str, Actor]:
    return lay_town(now=NOW - timedelta(days=1), sample=False).actors


_laid = Laid(("accounts", "territory", "org", "deadlines", "mediation", "journal"), _lay)


@dataclass
class Town:
    """`now` moves when a story says so; verbs are spoken by those whose turn it is."""

    now: datetime = NOW
    told: list[Submitted] = field(default_factory=list)
    chenghuang: str = CHENGHUANG
    town: str = TOWN
    county: str = COUNTY

    def __getattr__(self, username: str) -> Actor:
        people: dict[str, Actor] = _laid.found or {}
        if username not in people:
            raise AttributeError(username)
        return people[username]

    def later(self, **span: float) -> "Town":
        self.now += timedelta(**span)
        return self

    def unit(self, kind: str, area: str = TOWN) -> UUID:
        return next(card.id for card in org.units_in(area, kind) if card.area == area)

    def point(self, community: str = CHENGHUANG) -> Point:
        inside = territory.outline_of(community).representative_point()
        return Point(inside.x, inside.y)

    def report(self, text: str = "城隍庙广场北口井盖坏了", **more: Any) -> Report:
        words = {"place": "广场北口", "area": CHENGHUANG, "made_at": self.now, **more}
        return Report(id=words.pop("id", None) or uuid7(), text=text, **words)

    def reported(self, text: str = "城隍庙广场北口井盖坏了", *, by: Actor | None = None, **more: Any) -> Ref:
        submitted = matters.submit_report(self.report(text, **more), by=by or Actor.resident(), now=self.now)
        self.told.append(submitted)
        return submitted.ref

    def speak(self, verb: Verb, ref: Ref, by: Actor, **brought: Any) -> Ref:
        matters.speak(verb, ref, Brought(**brought), by=by, now=self.now)
        return ref

    def handler(self, ref: Ref) -> Actor:
        unit = matters.whereabouts(ref).unit
        assert unit is not None
        return Actor.staff(org.members(unit, "handler", self.now.date())[0].id)

    def resident(self, ref: Ref) -> Actor:
        return Actor.resident(ref.id)

    def accepted(self, *words: str, **more: Any) -> Ref:
        ref = self.reported(*words, **more)
        return self.speak(Verb.ACCEPT, ref, self.handler(ref))

    def handling(self, *words: str, **more: Any) -> Ref:
        ref = self.accepted(*words, **more)
        return self.speak(Verb.BEGIN, ref, self.handler(ref))

    def handled(self, *words: str, **more: Any) -> Ref:
        ref = self.handling(*words, **more)
        return self.speak(Verb.FINISH, ref, self.handler(ref), note="换了新井盖")

    def verified(self, *words: str, **more: Any) -> Ref:
        return self.speak(Verb.VERIFY, self.handled(*words, **more), self.liwangge, note="去看过,好了")

    def closed(self, *words: str, **more: Any) -> Ref:
        return self.speak(Verb.CLOSE, self.verified(*words, **more), self.qianpaiqian)


def lay() -> Town:
    _laid.put()
    return Town()
