"""What may be wrong with an agreement: each concern with its sentence, its basis, and how grave it is.

Pure. Gravity and basis are `data/concerns.csv`; 「(未核对)」 after a law means that nobody has read its text.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

OWN = Path(__file__).parent / "data" / "concerns.csv"


@dataclass(frozen=True)
class Concern:
    """Why somebody should look again. `term` counts from nought; None means the whole agreement. A `grave`
    one cannot be performed or is unlawful: it does not stop anybody, and needs a reason to go on."""

    code: str
    term: int | None
    sentence: str
    basis: str
    grave: bool


SENTENCES = {
    "no_terms": _("协议里还没有一件要做的事。请至少写一条:谁、做什么、什么时候前、怎么做。"),
    "nobody": _("没有写由谁来做。请写明一位当事人。"),
    "stranger": _("“%(word)s”不是本次调解的当事人,协议管不到别人。请换成当事人,或者请本人来参加并签名。"),
    "nothing": _("看不出具体要做什么(“%(word)s”)。请写清做什么、做到什么程度、哪天之前。"),
    "vague": _("“%(word)s”每个人理解不一样。请换成日期、数额或者可以检查的标准。"),
    "no_amount": _("要付钱,但没有写多少。请写一个确定的数。"),
    "unclear_amount": _("数额看不准(“约”“几”“余”或者写法有两种读法)。请写一个确定的数,例如 5000元。"),
    "amounts_differ": _("文字里的数额和登记的数额 %(word)s 不一样。请核对,只留一个。"),
    "parts_differ": _("各期加起来是 %(word)s,和总数不一样。请核对每一期和总数。"),
    "no_day": _("没有写哪天之前完成。请写一个日期,或者写“签字后几日内”。"),
    "past_day": _("“%(word)s”在签字以前,已经过去了。请改日期。"),
    "no_such_day": _("“%(word)s”不是日历上的一天。请改日期。"),
    "days_differ": _("文字里写的是“%(word)s”,和登记的最后日期不一样。请核对,只留一个。"),
    "open_condition": _(
        "“%(word)s”可能永远等不到。请加一句:最迟到哪一天,条件没有实现也要履行,或者另行商定。"
    ),
    "no_way": _("没有写怎么付(现金、转账到哪个账户……)。写明方式,以后好查。"),
    "no_place": _("没有写在哪里交接。请写一个地点。"),
    "no_standard": _("没有写修到什么程度算好、谁来验收。请写一个看得见的标准。"),
    "bare_apology": _("没有写怎么道歉。请写明当面还是书面、在哪里、说什么。"),
    "bars_routes": _(
        "“%(word)s”拦住了依法走的其他路。起诉、仲裁、报警、投诉、举报、信访的权利不能在调解里放弃。"
        "可以改成:全部履行后,就这件事不再提出新的金钱要求。"
    ),
    "waives_limitation": _("“%(word)s”:事先放弃诉讼时效的约定无效。请删去。"),
    "waives_everything": _("“%(word)s”太宽,当事人可能不知道自己放弃了什么。请写明是哪一件事、哪几项钱。"),
    "waives_support": _("“%(word)s”:抚养、赡养、扶养是法定义务,不能用协议免掉。可以约定谁出多少、怎么出。"),
    "abandons": _("“%(word)s”像是遗弃。请先确认被照顾的人安全;有危险的马上报警。"),
    "waives_visits": _("“%(word)s”:不直接抚养孩子的一方有探望的权利,只有法院可以中止。可以约定时间和方式。"),
    "waives_insurance": _(
        "“%(word)s”:工伤待遇和社会保险不能用协议放弃。可以写“本条不影响依法享受工伤保险待遇”。"
    ),
    "exempts_injury": _("“%(word)s”:造成人身损害不负责的约定无效。请删去。"),
    "later_harm": _(
        "“%(word)s”:后果还没有定下来就一次了断,以后可能显失公平。建议先鉴定,或者约定后续费用怎么办。"
    ),
    "hides_crime": _(
        "“%(word)s”:是否追究犯罪由公安机关、检察院、法院决定,不能用钱换。可以写赔偿和谅解,并依法报告。"
    ),
    "freedom": _("“%(word)s”限制了人身自由。任何人不能用协议限制别人的行动。请删去。"),
    "dignity": _("“%(word)s”伤害人的尊严。道歉可以,羞辱不可以。请改成当面或者书面道歉。"),
    "marriage_freedom": _("“%(word)s”干涉婚姻自由或者借婚姻要钱。请删去。"),
    "divorce": _("只有调解协议离不了婚。要到婚姻登记机关登记,或者由法院判决、调解。请写明谁哪天去登记。"),
    "adoption": _("收养要到县级以上民政部门登记才成立;满八周岁的孩子要本人同意。请写明登记。"),
    "childs_interest": _(
        "写了孩子跟谁生活,没有写孩子的利益和意愿。满八周岁的要尊重其真实意愿,也请写上探望和抚养费。"
    ),
    "outsider": _("“%(word)s”给没有签字的人定了义务。请改成由当事人负责,或者请本人来签名。"),
    "others_property": _("“%(word)s”可能是别人的或者共有的。请看权属证明,请权利人、其他共有人同意并签名。"),
    "register_home": _(
        "房屋等不动产权利的变更,一般要到不动产登记机构登记才生效。请写明谁、哪天、到哪个登记机构办理。"
    ),
    "register_vehicle": _(
        "机动车转让请写明到公安机关交通管理部门办理转移登记;没有登记的,不能对抗不知情的人。"
    ),
    "register_shares": _("股权变更请写明改股东名册,并到市场监督管理部门办理变更登记。"),
    "interest": _(
        "年利率 %(word)s 超过了法律保护的上限 %(most)s(合同成立时一年期贷款市场报价利率的四倍)。请改低。"
    ),
    "compound_interest": _("“%(word)s”:利息再算利息,超过上限的部分不受保护。请只按本金计息。"),
    "heavy_penalty": _("违约金 %(word)s 超过应付款的三成,法院可能认为过高而减少。请想一想损失有多大。"),
    "labour_penalty": _("用人单位一般不能约定由劳动者付违约金(服务期、竞业限制除外)。请删去。"),
    "private_fine": _("“%(word)s”:罚款只能由有权的机关决定。当事人之间可以约定违约金。"),
}


@cache
def _table() -> dict[str, dict[str, str]]:
    with OWN.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


def concern(code: str, term: int | None, word: str = "", **more: str) -> Concern:
    row = _table()[code]
    sentence = str(SENTENCES[code]) % {"word": word, **more}
    return Concern(code, term, sentence, row["basis"], bool(row["grave"]))
