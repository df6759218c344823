"""The town alive: a few hundred matters at every stage, each carried by the verbs that people speak."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.points import Point
from lianxin.matters import public as matters
from lianxin.matters.public import Brought, Ref, Report, State, Verb
from lianxin.org import public as org
from lianxin.org.public import DutyKind
from lianxin.territory import public as territory

CALLED_BACK = "打电话问了,说等得太久、没人告诉他到哪一步了。已向报事人道歉,也告诉了办事的单位。"
Say = Callable[["Life"], None]


@dataclass(frozen=True)
class Told:
    """What somebody in town says: words, where, and what came of it."""

    text: str
    place: str
    community: str
    category: str
    handled: str = "到现场看过,已经处理好,拍照留存。"
    thanks: str = ""
    phone: str = ""


class Life:
    """One matter on its way: knows whose turn it is, and lets time pass between verbs."""

    def __init__(self, ref: Ref, told: Told, began: datetime, latest: datetime, dice: random.Random) -> None:
        self.ref, self.told, self.now, self.latest, self.dice = ref, told, began, latest, dice

    def speak(self, verb: Verb, by: Actor, **brought: object) -> "Life":
        self._wait()
        return self._say(verb, by, **brought)

    def _wait(self) -> None:
        left = (self.latest - self.now) / 4  # the town never lives in the future
        self.now = by_day(self.now + timedelta(minutes=self.dice.randint(12, 900)), self.now + left)

    def _say(self, verb: Verb, by: Actor, **brought: object) -> "Life":
        matters.speak(verb, self.ref, Brought(**brought), by=by, now=self.now)  # type: ignore[arg-type]
        return self

    def call_back(self, by: Actor) -> "Life":
        """By the number where one was left; else they came by."""
        self._wait()
        if self.told.phone:
            matters.reveal(self.ref, "回访", by=by, now=self.now)
        came = not self.told.phone
        return self._say(Verb.FOLLOW_UP, by, result="agreed", reason=CALLED_BACK, came=came)

    @property
    def at(self) -> matters.Whereabouts:
        return matters.whereabouts(self.ref)

    def dispatcher(self) -> Actor:
        """Of the desk where it lies now."""
        return _somebody(DutyKind.DISPATCHER, self.at.desk, self.now)

    def handler(self) -> Actor:
        unit = self.at.unit
        assert unit is not None, "nobody has it yet"  # noqa: S101  # the sample town is ours to lay right
        return Actor.staff(org.members(unit, DutyKind.HANDLER, local(self.now).date())[0].id)

    def officer(self) -> Actor:
        return _somebody(DutyKind.GRID_OFFICER, self.at.area[:12], self.now)

    def overseer(self) -> Actor:
        return _somebody(DutyKind.OVERSEER, self.at.area[:6], self.now)

    def other_unit(self, than: UUID | None = None) -> UUID:
        """A unit that a handler may think is the right one: the street office, else the county's centre."""
        mine = than or self.at.unit
        near = org.units_in(self.at.area[:9], "street_office") + org.units_in(
            self.at.area[:6], "urban_management"
        )
        return next(unit.id for unit in near if unit.id != mine)

    def resident(self) -> Actor:
        return Actor.resident(self.ref.id)


def _somebody(kind: str, area: str, now: datetime) -> Actor:
    for unit in org.units_in(area):
        if unit.area == area:
            for person in org.members(unit.id, kind, local(now).date()):
                return Actor.staff(person.id)
    raise LookupError(f"nobody is {kind} in a unit of {area}")


def waiting(life: Life) -> None:
    """Just came in."""


def accepted(life: Life) -> None:
    route_if_waiting(life)
    life.speak(Verb.ACCEPT, life.handler())


def handling(life: Life) -> None:
    accepted(life)
    life.speak(Verb.BEGIN, life.handler())


def handled(life: Life) -> None:
    handling(life)
    life.speak(Verb.FINISH, life.handler(), note=life.told.handled)


def verified(life: Life) -> None:
    handled(life)
    life.speak(Verb.VERIFY, life.officer(), note="去看过,确实好了。")


def closed(life: Life) -> None:
    verified(life)
    life.speak(Verb.CLOSE, life.dispatcher())


def rated(life: Life) -> None:
    closed(life)
    level = life.dice.choices("54321", weights=(38, 40, 14, 5, 3))[0]
    life.speak(Verb.RATE, life.resident(), level=level, reason="" if level in "12" else life.told.thanks)
    if level in "12" and life.dice.random() < 0.8:  # the last few still wait for their call
        life.call_back(life.dispatcher())


def reopened(life: Life) -> None:
    closed(life)
    life.speak(Verb.REOPEN, life.resident(), reason="过了两天又这样了,麻烦再来看看。")


def redone(life: Life) -> None:
    handled(life)
    life.speak(Verb.REDO, life.officer(), reason="现场还有一半没弄完。")


def sent_back(life: Life) -> None:
    route_if_waiting(life)
    reason = "这一段不归我们管,附管线图。"
    life.speak(Verb.SEND_BACK, life.handler(), unit=life.other_unit(), reason=reason)


def unruled(life: Life) -> None:
    sent_back(life)
    leader = _leader(life)
    life.speak(Verb.ROUTE, life.dispatcher(), unit=life.other_unit(than=leader))
    life.speak(Verb.SEND_BACK, life.handler(), unit=leader, reason="按责任清单应由原单位牵头。")


def ruled(life: Life) -> None:
    unruled(life)
    life.speak(Verb.RULE, life.dispatcher(), unit=_leader(life), reason="现场会商:由牵头单位办,另一家配合。")


def shelved(life: Life) -> None:
    handling(life)
    until = local(life.now).date() + timedelta(days=life.dice.randint(20, 90))
    reason = "要等开春地面解冻才能开挖,先立了警示牌。"
    life.speak(Verb.SHELVE, life.dispatcher(), until=until, reason=reason)


def extended(life: Life) -> None:
    handling(life)
    until = (life.at.due_at or life.now) + timedelta(days=6)
    life.speak(Verb.ASK_TIME, life.handler(), until=local(until).date(), reason="配件要从厂里调,路上三四天。")
    life.speak(
        Verb.EXTEND, life.dispatcher(), until=local(until).date(), reason="等配件到货,期间先做临时防护。"
    )


def asking(life: Life) -> None:
    handling(life)
    until = local(life.now).date() + timedelta(days=20)
    life.speak(Verb.ASK_TIME, life.handler(), until=until, reason="需要业主大会表决,要多几天。")


def escalated(life: Life) -> None:
    handling(life)
    life.speak(Verb.ESCALATE, life.handler(), reason="要动主管网,街道没有这个权限和经费。")


def declined(life: Life) -> None:
    if life.at.state != State.SUBMITTED:
        life.speak(Verb.SEND_BACK, life.handler(), unit=life.other_unit(), reason="双方已经在法院立案。")
    reason = "这件事法院已经受理,行政机关不能再处理。"
    life.speak(
        Verb.DECLINE, life.dispatcher(), reason=reason, route="向受理法院的承办法官反映,或拨打 12368。"
    )


def withdrawn(life: Life) -> None:
    life.speak(Verb.WITHDRAW, life.resident())


def chased(life: Life) -> None:
    accepted(life)
    life.speak(Verb.CHASE, life.resident())
    life.speak(Verb.SUPPLEMENT, life.resident(), note="今天又看了一下,比昨天更严重。")


def route_if_waiting(life: Life) -> None:
    if life.at.state == State.SUBMITTED:
        life.speak(Verb.ROUTE, life.dispatcher(), unit=_leader(life))


def _leader(life: Life) -> UUID:
    found = org.lead_for(life.told.category, life.at.area, on=local(life.now).date())
    return found.unit_id if isinstance(found, org.Lead) else life.other_unit()


# How many of a hundred end where.
COURSES: Sequence[tuple[Say, int]] = (
    (waiting, 6),
    (accepted, 6),
    (handling, 10),
    (handled, 8),
    (verified, 3),
    (closed, 12),
    (rated, 28),
    (reopened, 2),
    (redone, 2),
    (sent_back, 3),
    (unruled, 2),
    (ruled, 2),
    (shelved, 3),
    (extended, 3),
    (asking, 2),
    (escalated, 2),
    (declined, 2),
    (withdrawn, 2),
    (chased, 2),
)


def live(
    told: Sequence[Told],
    *,
    now: datetime,
    seed: int = 403,
    step: Callable[[], None],
    then: Callable[["Life", int], None] = lambda life, number: None,
) -> Iterator[Ref]:
    """Carry each of `told` to its stage; the youngest are the ones still open. Yields what came in.
    `then` is done to each that was not taken back, with its number."""
    dice = random.Random(seed)  # noqa: S311  # the sample town must come out the same every time
    courses = [course for course, _share in COURSES]
    shares = [share for _course, share in COURSES]
    for number, words in enumerate(told):
        course = courses[number] if number < len(courses) else dice.choices(courses, weights=shares)[0]
        ended = course in {closed, rated, withdrawn, declined}
        days = dice.uniform(8, 60) if ended else _age(words.category, dice)
        began = by_day(now - timedelta(days=days), now - timedelta(minutes=20))
        ref = _report(words, began, dice)
        life = Life(ref, words, began, now, dice)
        course(life)
        if course is not withdrawn:
            then(life, number)
        step()
        yield ref


def by_day(moment: datetime, latest: datetime) -> datetime:
    """`moment`, or the next morning where it falls into the night: people sleep. Never after `latest`."""
    here = local(moment)
    if not 7 <= here.hour < 22:
        morning = here.replace(hour=7) + timedelta(days=here.hour >= 22, minutes=here.second)
        moment = max(moment, morning)
    return min(moment, latest)


# Days within which a service is answered, roughly: what is open in a town that works is mostly in time.
PROMISED = {"emergency": 0.08, "utilities": 1.0, "ordinary": 7.0}


def _age(category: str, dice: random.Random) -> float:
    """Days since an open matter came in: seven of eight are still within their promise."""
    card = org.category(category)
    promised = PROMISED.get(card.service if card else "", 12.0)
    return promised * (dice.uniform(1.05, 1.6) if dice.random() < 1 / 8 else dice.uniform(0.1, 0.95))


def _report(told: Told, now: datetime, dice: random.Random) -> Ref:
    point = _point_in(told.community, dice)
    report = Report(
        id=UUID(int=dice.getrandbits(128), version=4),
        text=told.text,
        place=told.place,
        point=point,
        area=told.community,
        category=told.category,
        phone=told.phone,
        name="",
        channel="web",
        made_at=now,
        credential="sample-town",
        notice="sample",
    )
    return matters.submit_report(report, by=Actor.resident(), now=now).ref


def _point_in(community: str, dice: random.Random) -> Point | None:
    """Some point of a community; one in twelve reporters picks from the list instead."""
    outline = territory.outline_of(community)
    if outline is None or dice.random() < 1 / 12:
        return None
    west, south, east, north = outline.bounds
    for _try in range(50):
        point = Point(dice.uniform(west, east), dice.uniform(south, north))
        if territory.locate(point).code.startswith(community):
            return point
    return None
