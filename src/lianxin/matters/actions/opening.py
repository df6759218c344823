"""Showing a matter to anybody, and taking it down again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid, NotAllowed, NotNow
from lianxin.kernel.legible import plain_name
from lianxin.matters.actions import telling
from lianxin.matters.actions.speak import Move, has_said
from lianxin.matters.lifecycle import Relation, Verb
from lianxin.matters.models import IS_PUBLIC, Matter, Publicity
from lianxin.matters.publicity import policy
from lianxin.matters.publicity.doubts import Doubt, doubts
from lianxin.org import public as org
from lianxin.territory import public as territory

LONGEST = 120  # characters: a line on a notice board


def publish(move: Move) -> None:
    """Show it to anybody, in words written for that; the resident is told, and can object."""
    matter = move.matter
    if not policy.of_public_space(matter.category):
        raise NotAllowed(
            _("这一类事不能公开:公开栏只放公共地方的事。"), instead=_("类别分错了的话,请先改类别。")
        )
    _not_ones_own(move)
    if matter.publicity == Publicity.OBJECTED:
        raise NotNow(_("报事人不愿意公开这件事。"), instead=_("它仍然算在公开栏的总数里,不写出是哪一件。"))
    words = _checked(move)
    matter.public_words, matter.public_at = words, _last_of_all(matter.county, move.now)
    matter.publicity = Publicity.SPOT if move.brought.spot else Publicity.AREA
    move.brought = replace(move.brought, words=words, note="", reason="")
    move.facts["shown"] = matter.publicity
    telling.tell_resident(matter, move.verb, move.brought, now=move.now)


def _last_of_all(county: str, now: datetime) -> datetime:
    """Later than whatever is listed, by a clock that was set back too: a list is known again by its last."""
    listed = Matter.objects.filter(IS_PUBLIC, county=county).aggregate(last=Max("public_at"))
    return max(now, listed["last"] + timedelta(microseconds=1)) if listed["last"] else now


def unpublish(move: Move) -> None:
    """Take it down at once. The resident's no is for good, also before anything was shown."""
    matter = move.matter
    if move.is_a(Relation.RESIDENT):
        if matter.publicity == Publicity.OBJECTED:
            raise NotNow(_("已经记下了:这件事不公开。"))
        policy.hide(matter, Publicity.OBJECTED)
    elif matter.public_at is None:
        raise NotNow(_("公开栏上没有这件事。"))
    else:
        policy.hide(matter, Publicity.UNSAID)
    move.facts["shown"] = matter.publicity or "hidden"


def _not_ones_own(move: Move) -> None:
    """Two people look before anybody reads it: whoever reported or handled it is not the second."""
    by = move.by.id
    if by is not None and (move.matter.reporter == by or has_said(move, Verb.BEGIN, Verb.FINISH)):
        raise NotAllowed(
            _("自己报的、自己办的事,不能由自己放到公开栏。"), instead=_("请另一位派遣员来看一遍。")
        )


def _checked(move: Move) -> str:
    words = plain_name(move.brought.words)
    if not words:
        raise Invalid(_("请写一句给大家看的话。"), fields={"words": _("请写一句给大家看的话。")})
    if len(words) > LONGEST:
        most = _("太长了:最多 %(most)d 个字。") % {"most": LONGEST}
        raise Invalid(most, fields={"words": most})
    found = doubts(words, said=_said(move.matter))
    open_ = [doubt for doubt in found if doubt.code not in move.brought.sure]
    if open_:
        raise _doubtful(open_)
    if found:
        move.facts["sure"] = ",".join(doubt.code for doubt in found)
    return words


class Doubtful(Invalid):
    """The words might tell who somebody is. `doubts`: each needs a second yes, or other words."""

    doubts: Sequence[Doubt] = ()


def _doubtful(open_: Sequence[Doubt]) -> Doubtful:
    sentences = " ".join(doubt.sentence for doubt in open_)
    refusal = Doubtful(
        _("这句话里可能有不该公开的内容:%(what)s") % {"what": sentences},
        instead=_("请改一改;确实可以公开的,请一条一条勾选后再按一次。"),
        fields={"sure": _("请改一改上面的话;确实可以公开的,一条一条勾选后再按一次。")},
    )
    refusal.doubts = tuple(open_)
    return refusal


def _said(matter: Matter) -> str:
    """The resident's own words, without the names of places and kinds that anybody would write."""
    said = f"{matter.text}\n{matter.place}"
    kind = org.category(matter.category)
    names = [kind.name if kind else ""]
    for code in territory.ancestors(matter.area):  # 城隍庙社区, and not all the way down from the city
        names.append(
            territory.full_name(code).removeprefix(territory.full_name(territory.parent(code) or ""))
        )
    for name in filter(None, names):
        said = said.replace(name, "\n")
    return said
