"""What the resident says of the work (好差评), by whichever way, and the call-back (回访) that a bad word is
owed.

国办发〔2019〕51号 asks for five levels and for every bad one to be followed up. Who worked on it neither
writes a rating down nor makes the call.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from lianxin.deadlines import public as deadlines
from lianxin.kernel.actor import ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed, NotNow
from lianxin.matters.actions import merging, telling
from lianxin.matters.actions.speak import Move, has_said
from lianxin.matters.codes import BY_WORD_OF_MOUTH
from lianxin.matters.lifecycle import BAD_LEVELS, Result, State, Verb
from lianxin.matters.models import Matter, Movement, Reveal

SERVICE = "follow_up"  # its time is a row of the service times, as any other promise
ASKED_FOR = timedelta(days=14)  # after that a call about an old matter is a nuisance
CALLS, CALLS_APART = 3, timedelta(hours=1)
LOOKED = timedelta(days=1)


def rate(move: Move) -> None:
    """How it was done, in five levels: by the resident's own code, or told on the telephone."""
    merging.need_answer(move)
    matter, level = move.matter, move.brought.level
    if move.by.kind == ActorKind.STAFF:
        _told_on_the_telephone(move)
        telling.tell_resident(matter, move.verb, move.brought, now=move.now)
    elif move.state_before == State.RATED and not _may_say_again(matter):
        raise NotNow(_("您已经评价过了。"), instead=_("回访以后可以再评一次;没有办好的,可以重开或找上一级。"))
    matter.level = move.facts["level"] = level
    let_go(move)
    if level in BAD_LEVELS:
        _owe(move)


def _told_on_the_telephone(move: Move) -> None:
    """Only for those who cannot use the code, by somebody who did not work on it, and who looked at the
    number to call it. The resident is told what was written down, and can say otherwise."""
    _not_ones_own(move)
    if move.state_before == State.RATED:
        raise NotNow(_("报事人已经评价过了,只有他自己能改。"), instead=_("可以把电话里说的记进“回访”。"))
    if not _has_looked(move):
        raise NotAllowed(
            _("没有打过电话,不能替报事人评价。"),
            instead=_("请先在“怎么联系报事人”里写明原因看电话,打过以后再记。"),
        )
    move.facts["by_telephone"] = True


def _has_looked(move: Move) -> bool:
    """Whether who speaks opened the number lately, for this matter: the look has its reason, and the resident
    reads it."""
    looks = Reveal.objects.filter(county=move.matter.county, matter_id=move.matter.id)
    who = move.by.id
    return who is not None and looks.filter(person=who, at__gt=move.now - LOOKED).exists()


def _not_ones_own(move: Move) -> None:
    if has_said(move, Verb.BEGIN, Verb.FINISH):
        raise NotAllowed(
            _("自己办的事不能自己回访、也不能替人评价。"), instead=_("请另一位同事来打这个电话。")
        )


def _may_say_again(matter: Matter) -> bool:
    """Once more after a call-back; and over a rating that somebody else wrote down."""
    said = Movement.objects.filter(
        county=matter.county, matter_id=matter.id, verb__in=[Verb.RATE, Verb.FOLLOW_UP]
    )
    last = said.order_by("-version").values_list("verb", "actor_kind").first()
    return last is not None and (last[0] == Verb.FOLLOW_UP or last[1] == ActorKind.STAFF)


def follow_up(move: Move) -> None:
    """Write down what came of calling back: by somebody who opened the number for it, or to whom the resident
    came. A bad rating stays owed until somebody spoke with them, or has tried three times on two days."""
    matter, result = move.matter, Result(move.brought.result)
    if matter.follow_up_by is None:
        raise NotNow(_("这件事现在没有要回访的。"))
    _not_ones_own(move)
    _fits(move, result)
    _spoke_with_them(move, result)
    move.facts["result"] = result
    if result == Result.UNREACHED and not _tried_enough(move):
        return
    told = {Result.UNREACHED, Result.STILL, Result.WRITTEN}
    if matter.state == State.RATED and (move.brought.came or result in told):
        telling.tell_resident(matter, move.verb, move.brought, now=move.now)
    let_go(move)


def _fits(move: Move, result: Result) -> None:
    has_number = bool(telling.phone_left(move.matter))
    if result == Result.WRITTEN and has_number:
        raise Invalid(_("报事人留了电话,请打电话。"), fields={"result": _("请打电话,再选结果。")})
    if result == Result.UNREACHED and not has_number:
        raise Invalid(_("报事人没有留电话。"), fields={"result": _("请把答复写在这里,他凭码看得到。")})
    if result == Result.UNWILLING and move.matter.state == State.RATED:
        raise Invalid(_("报事人已经评价了。"), fields={"result": _("请选说清了没有。")})
    if result != Result.UNREACHED and not move.brought.reason.strip():
        raise Invalid(
            _("请写一句说了什么,报事人看得到。"), fields={"reason": _("请写一句说了什么,报事人看得到。")}
        )


def _spoke_with_them(move: Move, result: Result) -> None:
    """Nobody settles a bad word without having spoken: a look at the number stands on the resident's list,
    and a visit that is only claimed is told to them."""
    if move.brought.came:
        if result in {Result.UNREACHED, Result.WRITTEN}:
            raise Invalid(_("报事人来过的,请选说清了没有。"), fields={"result": _("请选说清了没有。")})
        move.facts["came"] = True
    elif result != Result.WRITTEN and not _has_looked(move):
        if not telling.phone_left(move.matter):
            words = _("报事人没有留电话。他自己来过或打来过的,请勾上;没有的,请把答复写在这里。")
            raise Invalid(words, fields={"result": words})
        raise NotAllowed(
            _("还没有看过电话,不能记回访。"),
            instead=_(
                "请先在“怎么联系报事人”里写明原因看电话,打过以后再记;报事人自己来过或打来过的,请勾上。"
            ),
        )


def _tried_enough(move: Move) -> bool:
    """Calls at different hours and on another day: three in a row reach nobody who is at work."""
    matter = move.matter
    since = _last_word(matter)
    tried = list(
        Movement.objects.filter(
            county=matter.county, matter_id=matter.id, verb=Verb.FOLLOW_UP, version__gt=since
        )
        .order_by("version")
        .values_list("at", flat=True)
    )
    if tried and move.now - tried[-1] < CALLS_APART:
        raise NotNow(_("刚打过一次。"), instead=_("过一个小时,或换个时间再打。"))
    days = {local(at).date() for at in (*tried, move.now)}
    return len(tried) + 1 >= CALLS and len(days) > 1


def _last_word(matter: Matter) -> int:
    """The version from which this call-back is owed."""
    rows = Movement.objects.filter(
        county=matter.county, matter_id=matter.id, verb__in=[Verb.RATE, Verb.CLOSE]
    )
    return rows.order_by("-version").values_list("version", flat=True).first() or 0


def ask_by_voice(move: Move) -> None:
    """Who told it by word of mouth may have no phone that opens a page: somebody asks them, once."""
    matter = move.matter
    if matter.channel in BY_WORD_OF_MOUTH and telling.phone_left(matter):
        matter.follow_up_by = move.now + ASKED_FOR


def _owe(move: Move) -> None:
    matter = move.matter
    promise = deadlines.restart(matter.county, clock_of(matter), SERVICE, started_at=move.now, now=move.now)
    deadlines.stop(matter.county, clock_of(matter), [deadlines.DISPATCH], now=move.now)
    # A keeper may have made it a plan without a day: a bad word is owed an answer all the same.
    matter.follow_up_by = promise.answer_due or move.now + LOOKED
    telling.tell_callers(matter, "owed", now=move.now)


def let_go(move: Move) -> None:
    """Nothing is owed any more: it was said, or the matter is in work again."""
    if move.matter.follow_up_by is not None:
        deadlines.stop(move.matter.county, clock_of(move.matter), now=move.now)
    move.matter.follow_up_by = None


def clock_of(matter: Matter) -> str:
    return f"follow_up:{matter.id}"


def is_owed(matter: Matter, now: datetime) -> bool:
    """A bad rating for as long as it takes; a question after a rating only while it is fresh."""
    by = matter.follow_up_by
    return by is not None and (matter.state == State.RATED or by >= now)
