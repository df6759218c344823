"""What the holder of a code reads: who has it, by when, in plain words."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from lianxin.accounts import public as accounts
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.kernel.keyring import keyring
from lianxin.matters.contracts import Progress, Ref, StepTold
from lianxin.matters.lifecycle import BAD_LEVELS, CHASE_AGAIN, DONE, State, Verb
from lianxin.matters.models import Contact, Matter
from lianxin.matters.publicity.policy import shown
from lianxin.matters.queries.cards import is_late, is_urgent, place_words, verbs_for, words_of
from lianxin.matters.queries.dossier import looks_at
from lianxin.matters.queries.timeline import timeline
from lianxin.matters.standing import standing_of
from lianxin.org import public as org


def find_by_code(code: str) -> Matter:
    """Raises NotFound. Letters that look alike are read as meant (Crockford): O as 0, I and L as 1."""
    tidy = "".join(sign for sign in code.upper() if sign.isalnum()).translate(_ALIKE)
    found = Matter.objects.filter(code_digest=keyring().digest("code", tidy)).first()
    if found is None:
        raise NotFound(
            _("没有查到这个码。"), instead=_("请对照短信或回执再输一次:10 位,没有字母 I、L、O、U。")
        )
    return found


_ALIKE = str.maketrans("OIL", "011")


def progress(code: str, *, now: datetime) -> Progress:
    """Six statements: the matter, its timeline with photos, the handler, the contact, the looks."""
    matter = find_by_code(code)
    ref = Ref(matter.county, matter.id)
    standing = standing_of(Actor.resident(matter.id), matter, ())
    unit = org.unit(matter.unit_id) if matter.unit_id else None
    steps = timeline(ref, for_resident=True)
    lead = _where_it_lies(matter)
    answered = lead is not None and lead.state in DONE
    return Progress(
        ref=ref,
        number=matter.number,
        headline=headline(matter, now, lead),
        text=words_of(matter),
        place=place_words(matter),
        state=matter.state,
        steps=steps,
        received_at=matter.received_at,
        due_at=matter.due_at if matter.ended_at is None else None,
        late=is_late(matter, now),
        promised_by=unit.name if unit else _desk_name(matter),
        verbs=_offered(verbs_for(matter, standing, answered=answered), steps, now),
        has_contact=Contact.objects.filter(county=ref.county, matter_id=ref.id).exists(),
        looks=looks_at(ref),
        level=matter.level,
        taken_down_by=matter.reporter,
        urgent=is_urgent(matter),
        quarrel=_quarrel(matter.category),
        public=shown(matter),
    )


def _quarrel(category: str) -> str:
    card = org.category(category)
    return category if card and card.family == "dispute" else ""


def _offered(verbs: tuple[str, ...], steps: list[StepTold], now: datetime) -> tuple[str, ...]:
    """What the table offers, without a nudge that would be refused."""
    said = [step for step in steps if step.verb in {Verb.RATE, Verb.FOLLOW_UP}]
    if said and said[-1].verb == Verb.RATE and said[-1].own:  # once; again after a call-back
        verbs = tuple(verb for verb in verbs if verb != Verb.RATE)
    nudged = any(step.verb == Verb.CHASE and step.own and now - step.at < CHASE_AGAIN for step in steps)
    return tuple(verb for verb in verbs if verb != Verb.CHASE) if nudged else verbs


HOURS = timedelta(hours=36)
MOST_STEPS = 8
IN_HAND = frozenset({State.SUBMITTED, State.ROUTED, State.ACCEPTED, State.HANDLING})


def headline(matter: Matter, now: datetime, lead: Matter | None = None) -> str:
    """One sentence a neighbour would say; a broken promise is owned, not repeated. `lead`: the one in which a
    merged one lies, where that is known already."""
    unit = org.unit(matter.unit_id) if matter.unit_id else None
    told = {
        "unit": unit.name if unit else _desk_name(matter),
        "who": f" {accounts.person_name(matter.handler)}" if matter.handler else "",
        "by": _("%(day)s前") % {"day": _by(matter.due_at, now)} if matter.due_at else _("定下日子后"),
        "review": _day_of(matter.review_on.month, matter.review_on.day, matter.review_on.weekday())
        if matter.review_on
        else "",
    }
    if is_late(matter, now) and matter.due_at and matter.state in IN_HAND:
        late = _("%(unit)s%(who)s 原来答应 %(day)s前给您回话,已经晚了。督办的人看得到,您也可以催办。")
        return late % {**told, "day": _day(matter.due_at)}
    if is_late(matter, now) and matter.state == State.SHELVED:
        return _("%(unit)s 原来说%(review)s再看一次,已经过了。督办的人看得到,您也可以催办。") % told
    if matter.state == State.RATED and matter.level in BAD_LEVELS:
        return _displeased(matter, now)
    if matter.state == State.MERGED:
        return _merged(lead or _where_it_lies(matter), now)
    return _sentences()[State(matter.state)] % told


def _displeased(matter: Matter, now: datetime) -> str:
    by = matter.follow_up_by
    if by is None:
        return _("您不满意,我们记下了。可以重开,也可以找上一级。")
    if by < now:
        return _("您不满意,原来答应 %(by)s前回访,已经晚了。可以重开,也可以找上一级。") % {"by": _by(by, now)}
    return _("您不满意,我们记下了。%(by)s前会有人回访您,不是办这件事的人。也可以现在就重开,或找上一级。") % {
        "by": _by(by, now)
    }


def _where_it_lies(matter: Matter) -> Matter | None:
    """The one into which it was merged; None for what stands for itself."""
    rows, lead, into = Matter.objects.filter(county=matter.county), None, matter.merged_into
    for _step in range(MOST_STEPS if matter.state == State.MERGED else 0):
        found = rows.filter(id=into).first() if into else None
        if found is None:
            break
        lead, into = found, found.merged_into
        if lead.state != State.MERGED:  # before chains were refused, that may itself have been merged since
            break
    return lead


def _merged(other: Matter | None, now: datetime) -> str:
    """How it goes with the one it lies in: no word of who said that, or what."""
    lead = State(other.state) if other else None
    if lead in DONE:
        return _("和另一件是同一件事,那一件已经办好了。您觉得怎么样?没有解决,可以重开,或找上一级。")
    if lead in {State.DECLINED, State.WITHDRAWN}:
        return _("和另一件并在一起,那一件没有办下去。您这一件可以找上一级。")
    together = _("和另一件是同一件事,已经并在一起办。%(how)s不是同一件事,可以找上一级。")
    return together % {"how": _how_the_other_goes(other, now)}


def _how_the_other_goes(other: Matter | None, now: datetime) -> str:
    """Who has it and by which day: to the minute, the promise would tell when the other was said."""
    if other is None:
        return ""
    if other.state == State.SHELVED:
        return _("那一件现在还做不了,到日子会再看。")
    if other.state in {State.HANDLED, State.VERIFIED}:
        return _("那一件说办好了,正请另一个人去看。")
    unit = org.unit(other.unit_id) if other.unit_id else None
    told = {
        "unit": unit.name if unit else _desk_name(other),
        "day": _day(other.due_at) if other.due_at else "",
    }
    if other.due_at is None or is_late(other, now):
        return _("%(unit)s 在办。") % told
    return _("%(unit)s 在办,%(day)s前给您回话。") % told


def _sentences() -> dict[State, str]:
    return {
        State.SUBMITTED: _("%(unit)s 正在给您的事找对的单位,%(by)s给您回话。"),
        State.ROUTED: _("已经交给 %(unit)s,%(by)s给您回话。"),
        State.ACCEPTED: _("%(unit)s 已经收下,%(by)s给您回话。"),
        State.HANDLING: _("%(unit)s%(who)s 正在处理,答应 %(by)s给您回话。"),
        State.SHELVED: _("%(unit)s 现在还做不了,%(review)s再看一次,原因写在下面。"),
        State.HANDLED: _("%(unit)s%(who)s 说办好了,正请另一个人去看是不是真好了。"),
        State.VERIFIED: _("有人去看过,确实办好了,马上结案告诉您。"),
        State.CLOSED: _("办好了。您觉得怎么样?不满意可以重开。"),
        State.RATED: _("办好了,谢谢您的评价。"),
        State.DECLINED: _("这件事这里不能受理,原因和可以走的路写在下面。"),
        State.WITHDRAWN: _("您已经撤回了这件事。"),
    }


def _desk_name(matter: Matter) -> str:
    desk = org.desk_of(matter.desk, on=local(matter.received_at).date())
    return desk.name if desk else _("值班台")


def _by(due: datetime, now: datetime) -> str:
    """The day; with the hour where the promise is of hours."""
    return f"{_day(due)} {local(due):%H:%M}" if due - now < HOURS else _day(due)


def _day(moment: datetime) -> str:
    day = local(moment)
    return _day_of(day.month, day.day, day.weekday())


def _day_of(month: int, day: int, weekday: int) -> str:
    names = [_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日")]
    return _("%(month)d月%(day)d日(%(weekday)s)") % {"month": month, "day": day, "weekday": names[weekday]}
