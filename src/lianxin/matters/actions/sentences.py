"""What is said to a resident of a movement: no text of theirs, no name, no number but the matter's own."""

from django.utils.translation import gettext as _

from lianxin.matters.contracts import Brought
from lianxin.matters.lifecycle import Level, Result, Verb
from lianxin.matters.models import Matter


def to_resident(verb: Verb, matter: Matter, brought: Brought) -> str:
    level = str(Level(brought.level).label) if brought.level else ""
    told = {
        "number": matter.number,
        "until": f"{brought.until:%Y-%m-%d}" if brought.until else "",
        "level": level,
    }
    if verb == Verb.FOLLOW_UP:
        return _called_back(brought) % told
    return {
        Verb.CLOSE: _("您反映的事(编号 %(number)s)已经办完结案。凭查询码可以看结果、评价,不满意可以重开。"),
        Verb.DECLINE: _("您反映的事(编号 %(number)s)这里不能受理,原因和可以走的路写在进展页上。"),
        Verb.EXTEND: _("您反映的事(编号 %(number)s)改到 %(until)s 前答复,原因写在进展页上。"),
        Verb.SHELVE: _("您反映的事(编号 %(number)s)暂时做不了,%(until)s 前再看一次,原因写在进展页上。"),
        Verb.PUBLISH: _(
            "您反映的事(编号 %(number)s)放到了公开栏,写的是给大家看的话,没有您的任何信息。"
            "不愿意公开,凭查询码打开进展页,点“不要公开”,马上撤下。"
        ),
        Verb.MERGE: _("您反映的事(编号 %(number)s)和另一件是同一件事,已经并在一起办。"),
        Verb.RATE: _("您在电话里的评价记成了“%(level)s”(编号 %(number)s)。不是这样,凭查询码可以改。"),
        Verb.SEPARATE: _("您反映的事(编号 %(number)s)和那一件不是同一件,从现在起单独办。"),
        Verb.CARRY_ON: _(
            "您反映的事(编号 %(number)s)所并入的那一件撤回了。您这一件从现在起单独接着办,不用重新说。"
        ),
    }[verb] % told


def _called_back(brought: Brought) -> str:
    if brought.came:
        return _(
            "关于您不满意的事(编号 %(number)s),记的是您来过或打来过,话在进展页上。"
            "不是这样,可以重开,或找上一级。"
        )
    return {
        Result.UNREACHED: _(
            "关于您不满意的事(编号 %(number)s),我们打过几次电话没有接通。凭查询码可以重开,或找上一级。"
        ),
        Result.STILL: _(
            "关于您不满意的事(编号 %(number)s),回访的话记在进展页上。还是不满意,可以重开,或找上一级。"
        ),
        Result.WRITTEN: _("关于您不满意的事(编号 %(number)s),答复写在进展页上。"),
    }[Result(brought.result)]


def to_follower(verb: Verb | None, follower: Matter, brought: Brought) -> str:
    """Of the one it lies in; `verb` None: that had ended before."""
    told = {"number": follower.number, "until": f"{brought.until:%Y-%m-%d}" if brought.until else ""}
    ended = _(
        "您反映的事(编号 %(number)s)所并入的那一件有结果了。凭查询码看结果、评价;没解决,可以重开或找上一级。"
    )
    others = {
        Verb.DECLINE: _(
            "您反映的事(编号 %(number)s)所并入的那一件这里没有受理。您这一件可以凭查询码找上一级。"
        ),
        Verb.EXTEND: _("您反映的事(编号 %(number)s)所并入的那一件改到 %(until)s 前答复。"),
        Verb.SHELVE: _("您反映的事(编号 %(number)s)所并入的那一件暂时做不了,%(until)s 前再看一次。"),
    }
    return (others.get(verb, ended) if verb else ended) % told
