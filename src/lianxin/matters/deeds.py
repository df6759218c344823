"""What matters writes into the journal, in words."""

from django.utils.translation import gettext_lazy as _

from lianxin.matters.codes import KEPT, READ_OUT, SENT
from lianxin.matters.lifecycle import Level, Result, State, Verb
from lianxin.matters.models import Publicity
from lianxin.matters.publicity.doubts import DOUBT_NAMES
from lianxin.pages.public import deeds

DEEDS = deeds.Deeds(
    room=_("事项"),
    words={
        **{f"matters.{verb.value}": verb.label for verb in Verb},
        "matters.say_another": _("说明不是同一件"),
        "matters.reveal": _("查看报事人的电话"),
        "matters.forget_contact": _("到期,抹去报事人的电话"),
        "matters.correct_contact": _("报事人改了怎么联系"),
        "matters.erase_contact": _("应报事人要求,抹去电话"),
        "matters.erase_words": _("抹去说过的话(到期,或应报事人要求)"),
        "matters.give_copy": _("报事人取走一份自己的信息"),
    },
    labels={
        "from": _("原来"),
        "to": _("现在"),
        "unit": _("单位"),
        "unit_before": _("原来的单位"),
        "until": _("到哪一天"),
        "level": _("评价"),
        "step": _("提醒"),
        "kind": _("因为"),
        "category_before": _("原来的类别"),
        "category": _("类别"),
        "service": _("时限"),
        "into": _("并入"),
        "out_of": _("原来并在"),
        "other": _("另一件"),
        "code": _("查询码"),
        "result": _("回访结果"),
        "by_telephone": _("电话里说的"),
        "came": _("报事人自己来的、打来的"),
        "shown": _("公开栏"),
        "sure": _("看过并确认可以公开"),
    },
    means={
        "from": "state",
        "to": "state",
        "unit": "unit",
        "unit_before": "unit",
        "level": "level",
        "step": "rung",
        "kind": "because",
        "category_before": "category",
        "category": "category",
        "service": "service",
        "code": "code_went",
        "result": "result",
        "shown": "publicity",
        "sure": "doubt",
    },
    things={
        "state": deeds.among({state.value: state.label for state in State}),
        "level": deeds.among({level.value: level.label for level in Level}),
        "result": deeds.among({result.value: result.label for result in Result}),
        "because": deeds.among(
            {
                "list": _("责任清单"),
                "ruled": _("上级裁定"),
                "transferred": _("转办"),
                "handed_down": _("下派"),
                "hand": _("派遣员决定"),
                "joined": _("报事人自己选的"),
                "carried_on": _("接替撤回的那一件"),
            }
        ),
        "publicity": deeds.among(
            {**{kind.value: kind.label for kind in Publicity if kind.value}, "hidden": _("撤下了")}
        ),
        "doubt": deeds.among(DOUBT_NAMES),
        "code_went": deeds.among({SENT: _("发给了居民"), READ_OUT: _("由工作人员转告"), KEPT: _("没有给出")}),
    },
    kinds={"matter": _("事项")},
)
