"""How pressing a dispute is, by the harm in it; what may not be mediated; whom the law has told first.

Pure: answers in, colour, bars and reports out. The answers are about the case. Nothing here asks who anybody
is, so no colour can stick to a person; it lives and ends with the case (domain 4.5).

An answer is yes, no or not asked. Not asked never counts as no: it keeps a case from being blue, and it
keeps the talks from being opened.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Answers = Mapping[str, bool | int | str | None]

PUBLIC_ORDER = "public_order"  # of the disputes' categories
CALLED_AGAIN = 2  # earlier calls at this place about this quarrel
SOON = 7  # days


class Colour(TextChoices):
    RED = "red", _("红色:有人受到伤害,或者有危险")
    YELLOW = "yellow", _("黄色:拖下去会有人受损失")
    BLUE = "blue", _("蓝色:问过了,没有发现危险")


class Fact(TextChoices):
    """What is asked about a case; each is a field of `Harm` of the same name."""

    INJURY = "injury", _("有人受伤")
    FIGHT = "fight", _("动过手")
    THREAT = "threat", _("有人受到威胁")
    WEAPON = "weapon", _("有刀具等凶器")
    VIOLENCE_AT_HOME = "violence_at_home", _("有家庭暴力,或者疑似")
    LIMITED_CAPACITY = "limited_capacity", _("受害的是未成年人,或者不能完全辨认自己行为的人")
    HARM_TO_MINOR = "harm_to_minor", _("未成年人受到侵害,或者疑似")
    CRIME = "crime", _("涉嫌犯罪")
    HIRED = "hired", _("雇人伤害他人")
    GROUP_FIGHT = "group_fight", _("结伙斗殴、寻衅滋事")
    REPEATED_OFFENCES = "repeated_offences", _("这件纠纷里多次违反治安管理")
    PROVOCATION = "provocation", _("调解过程中又对对方动手或者滋事")
    CHILD_INVOLVED = "child_involved", _("牵涉孩子")
    DEPENDENT = "dependent", _("牵涉老人、残疾人、孕妇或者病人")
    HOME_LOST = "home_lost", _("有人没地方住")
    WAGES_LOST = "wages_lost", _("有人拿不到工钱")
    REPEATED_CALLS = "repeated_calls", _("同一地方为这件事多次报警、求助")
    DAYS_TO_DEADLINE = "days_to_deadline", _("时效或者期限快到了")
    COURT_HAS_IT = "court_has_it", _("法院已经受理或者解决")
    POLICE_HAS_IT = "police_has_it", _("公安机关已经受理或者解决")
    AGENCY_HAS_IT = "agency_has_it", _("其他行政机关已经受理或者解决")
    ENTRUSTED = "entrusted", _("受理的机关把它交来调解")
    AUTHORITY_ONLY = "authority_only", _("依法只能由专门机关管辖处理")
    MEDIATION_FORBIDDEN = "mediation_forbidden", _("法律、法规禁止用民间调解")
    PARTY_REFUSES = "party_refuses", _("有一方明确拒绝调解")


class Crime(TextChoices):
    """What kind of crime is suspected. `PRIVATE`: the injured sue (刑事诉讼法 210), nobody reports it over
    their heads, and a court may mediate it (212)."""

    NONE = "none", _("没有")
    PRIVATE = "private", _("自诉案件(告诉才处理等)")
    PUBLIC = "public", _("公诉案件")


@dataclass(frozen=True)
class Harm:
    """The answers about one case; None: not asked yet. Counts stand in `repeated_calls` and, in days, in
    `days_to_deadline` (None there: none is known)."""

    injury: bool | None = None
    fight: bool | None = None
    threat: bool | None = None
    weapon: bool | None = None
    violence_at_home: bool | None = None
    limited_capacity: bool | None = None
    harm_to_minor: bool | None = None
    crime: Crime | None = None
    hired: bool | None = None
    group_fight: bool | None = None
    repeated_offences: bool | None = None
    provocation: bool | None = None
    child_involved: bool | None = None
    dependent: bool | None = None
    home_lost: bool | None = None
    wages_lost: bool | None = None
    repeated_calls: int | None = None
    days_to_deadline: int | None = None
    court_has_it: bool | None = None
    police_has_it: bool | None = None
    agency_has_it: bool | None = None
    entrusted: bool | None = None
    authority_only: bool | None = None
    mediation_forbidden: bool | None = None
    party_refuses: bool | None = None


QUESTIONS = tuple(Fact)


def harm_of(answers: Answers) -> Harm:
    """The answers of a form or a stored row. A bare yes is taken at its gravest: a crime is one for public
    prosecution, calls were repeated, the time is nearly up."""
    told: dict[str, Any] = {code: _answer(Fact(code), answer) for code, answer in answers.items()}
    return Harm(**told)


def _answer(fact: Fact, answer: bool | int | str | None) -> bool | int | Crime | None:
    if fact == Fact.CRIME:
        return None if answer is None else _crime(answer)
    if not isinstance(answer, bool):
        return None if answer is None else int(answer)
    if fact == Fact.REPEATED_CALLS:
        return CALLED_AGAIN if answer else 0
    if fact == Fact.DAYS_TO_DEADLINE:
        return SOON if answer else None
    return answer


def _crime(answer: bool | int | str) -> Crime:
    if isinstance(answer, str):
        return Crime(answer)
    return Crime.PUBLIC if answer else Crime.NONE


F = Fact
DANGERS = (F.INJURY, F.FIGHT, F.THREAT, F.WEAPON, F.VIOLENCE_AT_HOME, F.HARM_TO_MINOR, F.CRIME)
RED = frozenset({*DANGERS, F.HIRED, F.GROUP_FIGHT, F.PROVOCATION})
YELLOW = frozenset(
    {
        F.REPEATED_OFFENCES,
        F.LIMITED_CAPACITY,
        F.CHILD_INVOLVED,
        F.DEPENDENT,
        F.HOME_LOST,
        F.WAGES_LOST,
        F.REPEATED_CALLS,
        F.DAYS_TO_DEADLINE,
    }
)
# Answered by yes or no before any talks are opened; that all agree is asked of each party itself.
ASKED_FIRST = (
    *DANGERS,
    F.COURT_HAS_IT,
    F.POLICE_HAS_IT,
    F.AGENCY_HAS_IT,
    F.AUTHORITY_ONLY,
    F.MEDIATION_FORBIDDEN,
)


@dataclass(frozen=True)
class Grade:
    """A colour with the facts that gave it, and the dangers nobody has asked about yet."""

    colour: Colour
    reasons: tuple[Fact, ...]
    unasked: tuple[Fact, ...]


def grade(harm: Harm) -> Grade:
    """The colour of a case. One more harm, or a danger not asked about, never makes it milder."""
    said = tuple(fact for fact in Fact if fact in RED | YELLOW and _holds(harm, fact))
    unasked = _unasked(harm, DANGERS)
    if any(_is_red(harm, fact) for fact in said):
        return Grade(Colour.RED, said, unasked)
    return Grade(Colour.YELLOW if said or unasked else Colour.BLUE, said, unasked)


def _is_red(harm: Harm, fact: Fact) -> bool:
    return fact in RED and not (fact == F.CRIME and harm.crime == Crime.PRIVATE)


def _holds(harm: Harm, fact: Fact) -> bool:
    if fact == F.CRIME:
        return harm.crime in {Crime.PRIVATE, Crime.PUBLIC}
    if fact == F.REPEATED_CALLS:
        return (harm.repeated_calls or 0) >= CALLED_AGAIN
    if fact == F.DAYS_TO_DEADLINE:
        return harm.days_to_deadline is not None and harm.days_to_deadline <= SOON
    return getattr(harm, fact.value) is True


def _unasked(harm: Harm, facts: Collection[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if getattr(harm, fact.value) is None)


class Obstacle(TextChoices):
    """Why no mediation may be opened, as it is said to a party."""

    REFUSED = "refused", _("有一方明确拒绝调解,不能调解。")
    AUTHORITY = "authority", _("这件事依法只能由专门机关管辖处理。")
    FORBIDDEN = "forbidden", _("法律、法规不允许用民间调解处理这件事。")
    COURT = "court", _("法院已经受理或者解决,不能另行调解。")
    POLICE = "police", _("公安机关已经受理或者解决,不能另行调解。")
    AGENCY = "agency", _("行政机关已经受理或者解决,不能另行调解。")
    CRIME = "crime", _("涉嫌犯罪,由公安机关、检察院、法院处理,不能用调解代替。")
    HIRED = "hired", _("雇人伤害他人的,不适用调解处理。")
    GROUP_FIGHT = "group_fight", _("结伙斗殴、寻衅滋事的,不适用调解处理。")
    REPEATED_OFFENCES = "repeated_offences", _("多次违反治安管理的,不适用调解处理。")
    PROVOCATION = "provocation", _("调解过程中又针对对方违反治安管理的,不适用调解处理。")


@dataclass(frozen=True)
class Bar:
    """Its `basis` reads `法第几条;法第几条(未核对)`."""

    code: Obstacle
    basis: str

    @property
    def sentence(self) -> str:
        return str(self.code.label)


_RULES = "人民调解工作若干规定第二十二条(未核对)"  # of the Ministry of Justice; no text was at hand
_ALONE = f"{_RULES};宁波市人民调解条例第十七条"
_OFFENCE = "公安机关办理行政案件程序规定第一百七十九条"
BARS = {
    F.PARTY_REFUSES: Bar(Obstacle.REFUSED, "人民调解法第十七条"),
    F.AUTHORITY_ONLY: Bar(Obstacle.AUTHORITY, _ALONE),
    F.MEDIATION_FORBIDDEN: Bar(Obstacle.FORBIDDEN, _ALONE),
    F.COURT_HAS_IT: Bar(Obstacle.COURT, _RULES),
    F.POLICE_HAS_IT: Bar(Obstacle.POLICE, _RULES),
    F.AGENCY_HAS_IT: Bar(Obstacle.AGENCY, _RULES),
    F.CRIME: Bar(Obstacle.CRIME, "刑事诉讼法第一百六十九条、第二百八十九条"),
    F.HIRED: Bar(Obstacle.HIRED, _OFFENCE),
    F.GROUP_FIGHT: Bar(Obstacle.GROUP_FIGHT, _OFFENCE),
    F.REPEATED_OFFENCES: Bar(Obstacle.REPEATED_OFFENCES, _OFFENCE),
    F.PROVOCATION: Bar(Obstacle.PROVOCATION, _OFFENCE),
}
TAKEN = frozenset({F.COURT_HAS_IT, F.POLICE_HAS_IT, F.AGENCY_HAS_IT})
OFFENCES = frozenset({F.HIRED, F.GROUP_FIGHT, F.REPEATED_OFFENCES, F.PROVOCATION})


def bars(harm: Harm, category: str) -> list[Bar]:
    """Why no mediation may be opened. What an authority has taken may come back from its own hands
    (`entrusted`); an offence is barred where the case is about the offence itself, not the damage from it
    (程序规定 179, 185)."""
    return [bar for fact, bar in BARS.items() if _holds(harm, fact) and _bites(harm, fact, category)]


def _bites(harm: Harm, fact: Fact, category: str) -> bool:
    if fact in TAKEN:
        return harm.entrusted is not True
    if fact in OFFENCES:
        return category.removeprefix("dispute.") == PUBLIC_ORDER
    return fact != F.CRIME or harm.crime == Crime.PUBLIC


class Report(TextChoices):
    """What the law says must be told first."""

    MINOR = "minor", _("未成年人受到侵害")
    FAMILY = "family", _("不能完全保护自己的人遭受家庭暴力")
    CRIME = "crime", _("犯罪事实或者犯罪嫌疑人")
    DANGER = "danger", _("可能引起治安案件、刑事案件")


class Body(TextChoices):
    """Whom it may be told."""

    POLICE = "police", _("公安机关")
    CIVIL_AFFAIRS = "civil_affairs", _("民政部门")
    EDUCATION = "education", _("教育部门")


BODIES = tuple(Body)


class Detail(TextChoices):
    """What is written down of a report."""

    WHEN = "when", _("什么时候报告的")
    BODY = "body", _("报告给了哪个单位")
    TAKER = "taker", _("谁接的")
    RECEIPT = "receipt", _("回执或者接报编号")
    TOLD = "told", _("报告了什么")


@dataclass(frozen=True)
class StatutoryReport:
    """To whom (any one of `to`), how soon, by what law, and what is written down of it. Its `sentence` is
    said as long as none of them was told."""

    code: Report
    to: tuple[Body, ...]
    at_once: bool  # 立即; else 及时, in good time
    basis: str
    record: tuple[Detail, ...] = tuple(Detail)

    @property
    def sentence(self) -> str:
        told = {"to": gettext("或者").join(str(body.label) for body in self.to), "what": self.code.label}
        return gettext("还没有向%(to)s报告:%(what)s。") % told


REPORTS = {
    Report.MINOR: StatutoryReport(
        Report.MINOR, (Body.POLICE, Body.CIVIL_AFFAIRS, Body.EDUCATION), True, "未成年人保护法第十一条"
    ),
    Report.FAMILY: StatutoryReport(Report.FAMILY, (Body.POLICE,), False, "反家庭暴力法第十四条"),
    Report.CRIME: StatutoryReport(Report.CRIME, (Body.POLICE,), False, "刑事诉讼法第一百一十条"),
    Report.DANGER: StatutoryReport(Report.DANGER, (Body.POLICE,), False, "人民调解法第二十五条"),
}
MAY_TURN_WORSE = frozenset(
    {F.FIGHT, F.THREAT, F.WEAPON, F.VIOLENCE_AT_HOME, F.HIRED, F.GROUP_FIGHT, F.PROVOCATION}
)


def duties(harm: Harm) -> list[StatutoryReport]:
    """What must be reported before anything is opened.

    反家庭暴力法 14 names those of no or limited capacity; whether the harmed are such, when not asked, counts
    as yes. Violence against any other adult is told as what may turn worse (人民调解法 25), unless the police
    have it already. Two reports of one thing are never asked for."""
    at_home = harm.violence_at_home is True
    family = at_home and harm.limited_capacity is not False
    public = harm.crime == Crime.PUBLIC
    worse = any(_holds(harm, fact) for fact in MAY_TURN_WORSE)
    due = {
        Report.MINOR: harm.harm_to_minor is True,
        Report.FAMILY: family,
        Report.CRIME: public,
        Report.DANGER: worse and not (family or public or harm.police_has_it is True),
    }
    return [REPORTS[code] for code, owed in due.items() if owed]


@dataclass(frozen=True)
class Unasked:
    """Nobody has asked yet, so nobody may say that there is none of it."""

    facts: tuple[Fact, ...]

    @property
    def sentence(self) -> str:
        return gettext("还没有问清:%(facts)s。") % {
            "facts": "、".join(str(fact.label) for fact in self.facts)
        }


Hindrance = Bar | StatutoryReport | Unasked


def may_open(harm: Harm, reported: Collection[str], category: str) -> list[Hindrance]:
    """What stands between a dispute and its talks, each with its sentence: bars, reports not yet on record
    (`reported`: the bodies that were told), questions not asked. Nothing: they may be opened."""
    missing = [duty for duty in duties(harm) if not set(duty.to) & set(reported)]
    unasked = _unasked(harm, ASKED_FIRST)
    return [*bars(harm, category), *missing, *([Unasked(unasked)] if unasked else [])]
