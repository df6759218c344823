"""What mediation writes into the journal, in words. Codes and ids: never what was said."""

from collections.abc import Collection

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lianxin.mediation.choices import Court, Form, Hand, Result, Sender, Signer, Will
from lianxin.mediation.contracts import EVERYBODY
from lianxin.mediation.lifecycle import State, Verb
from lianxin.mediation.models import PanelMember
from lianxin.mediation.papers.kinds import Kind
from lianxin.mediation.queries import panel
from lianxin.mediation.subsidy import Grade
from lianxin.mediation.triage import Body
from lianxin.pages.public import deeds


def _members(codes: Collection[str]) -> dict[str, str]:
    rows = PanelMember.objects.filter(id__in=deeds.ids(codes)).values_list("id", "name", "person__name")
    return {str(id_): name or person for id_, name, person in rows}


def _kinds(codes: Collection[str]) -> dict[str, str]:
    known, english = panel.kinds(), get_language() == "en"
    found = {code: known[code] for code in codes if code in known}
    return {code: (english and kind.name_en) or kind.name for code, kind in found.items()}


DEEDS = deeds.Deeds(
    room=_("纠纷"),
    words={
        **{f"mediation.{verb.value}": verb.label for verb in Verb},
        "mediation.look": _("打开卷宗"),
        "mediation.aside": _("记下单独谈话"),
        "mediation.hand_accepted": _("对方单位接受了移送或者邀请"),
        "mediation.hand_returned": _("对方单位没有接"),
        "mediation.claim": _("申报以案定补"),
        "mediation.approve_claim": _("核准以案定补"),
        "mediation.return_claim": _("退回以案定补"),
        "mediation.pay_claim": _("发放以案定补"),
        "mediation.count_down": _("一年没有归档,从结束那天起算保管期"),
        "mediation.correct": _("当事人更正自己的信息"),
        "mediation.hide": _("当事人要求不让对方知道是谁"),
        "mediation.show": _("当事人同意让对方知道是谁"),
        "mediation.copy": _("当事人拿走一份自己的信息"),
        "mediation.destroy": _("保管期满,销毁卷宗里的话"),
        "mediation.bring_paper_template": _("换上自己的文书模板"),
        "mediation.withdraw_paper_template": _("撤回自己的文书模板"),
        "mediation.keep_panel_kind": _("新增或修改联调成员的种类"),
        "mediation.drop_panel_kind": _("删掉联调成员的种类"),
        "mediation.name_panel_member": _("登记联调成员"),
        "mediation.change_panel_member": _("改联调成员的登记"),
        "mediation.end_panel_member": _("不再请一位联调成员"),
    },
    labels={
        "form": _("格式"),
        "from": _("原来"),
        "to": _("现在"),
        "sender": _("来自"),
        "category": _("类别"),
        "number": _("编号"),
        "told": _("报告给"),
        "will": _("意愿"),
        "until": _("到哪一天"),
        "result": _("调解结果"),
        "hand": _("怎么签的"),
        "signer": _("谁签的"),
        "court": _("司法确认"),
        "what": _("看了什么"),
        "kept_until": _("保管到"),
        "asides": _("销毁的单独谈话"),
        "papers": _("销毁了什么"),
        "rule": _("按哪条规定"),
        "on": _("哪一天"),
        "applied": _("申请的日子"),
        "accepted": _("认可的日子"),
        "station": _("派出所"),
        "grade": _("档次"),
        "amount": _("金额(元)"),
        "person": _("谁"),
        "kinds": _("种类"),
        "area": _("区域"),
        "since": _("从哪天起"),
    },
    means={
        "form": "paper_form",
        "from": "dispute_state",
        "to": "dispute_state",
        "mediation.hand_over.to": "dispute_sender",
        "mediation.invite.to": "dispute_sender",
        "sender": "dispute_sender",
        "category": "category",
        "told": "dispute_told",
        "will": "dispute_will",
        "result": "sitting_result",
        "hand": "dispute_hand",
        "signer": "dispute_signer",
        "court": "dispute_court",
        "what": "dispute_look",
        "grade": "subsidy_grade",
        "person": "person",
        "kinds": "panel_kind",
        "area": "area",
        "papers": "dispute_paper",
    },
    things={
        "dispute_state": deeds.among({state.value: state.label for state in State}),
        "dispute_sender": deeds.among({sender.value: sender.label for sender in Sender}),
        "dispute_told": deeds.among({body.value: body.label for body in Body}),
        "dispute_will": deeds.among({will.value: will.label for will in Will if will.value}),
        "sitting_result": deeds.among({result.value: result.label for result in Result if result.value}),
        "dispute_hand": deeds.among({hand.value: hand.label for hand in Hand}),
        "dispute_signer": deeds.among(
            {**{signer.value: signer.label for signer in Signer}, EVERYBODY: _("还差的都签了")}
        ),
        "dispute_court": deeds.among({court.value: court.label for court in Court}),
        "subsidy_grade": deeds.among({grade.value: grade.label for grade in Grade}),
        "dispute_paper": deeds.among(
            {
                "account": _("纠纷的经过"),
                "party": _("当事人"),
                "step": _("各步的说明"),
                "sitting": _("调解记录"),
                "aside": _("单独谈话"),
                "agreement": _("协议"),
                "signature": _("签字"),
                "promise": _("履行"),
                "look": _("查看的原因"),
                "hand_over": _("对方没有接收的原因"),
                "claim": _("退回申报的原因"),
            }
        ),
        "dispute_look": deeds.among(
            {
                "file": _("卷宗"),
                "papers": _("文书目录"),
                "export": _("导出的文书"),
                "slip": _("告知单"),
            }
        ),
        "paper_form": deeds.among({form.value: form.label for form in Form}),
        "paper_template": deeds.among({kind.value: kind.label for kind in Kind}),
        "panel_member": _members,
        "panel_kind": _kinds,
    },
    kinds={
        "dispute": _("纠纷"),
        "paper_template": _("文书模板"),
        "panel_member": _("联调成员"),
        "panel_kind": _("联调成员的种类"),
    },
)
