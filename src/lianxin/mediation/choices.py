"""The codes of a dispute and their words: pure."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Source(TextChoices):
    """来源, as the Ministry of Justice counts it."""

    APPLIED = "applied", _("当事人申请")
    OWN = "own", _("主动调解")
    ENTRUSTED = "entrusted", _("接受委托移送")


class Sender(TextChoices):
    """Where it came from, closer than the three sources."""

    PARTY = "party", _("当事人自己")
    MATTER = "matter", _("居民上报的事项")
    SCREENING = "screening", _("排查发现")
    POLICE = "police", _("公安机关")
    COURT = "court", _("人民法院")
    DEPARTMENT = "department", _("行政机关")
    PETITION = "petition", _("信访部门")


class Joining(TextChoices):
    """Whether a dispute goes over whole, or another body comes to sit in."""

    WHOLE = "whole", _("移送")
    BESIDE = "beside", _("一起调解")


class Answer(TextChoices):
    """What the body that was asked has said."""

    OFFERED = "offered", _("等答复")
    ACCEPTED = "accepted", _("已接受")
    RETURNED = "returned", _("没有接")


class Side(TextChoices):
    APPLICANT = "applicant", _("申请人")
    RESPONDENT = "respondent", _("被申请人")
    THIRD = "third", _("第三人")


class Will(TextChoices):
    """Whether somebody wants to mediate: asked, never taken for granted."""

    UNASKED = "", _("还没有答复")
    YES = "yes", _("同意调解")
    NO = "no", _("不同意调解")


class Result(TextChoices):
    """What came of a sitting."""

    UNHELD = "", _("还没有开")
    AGREED = "agreed", _("达成一致")
    ON = "on", _("择日再调")
    APART = "apart", _("没有谈拢")
    BROKEN_OFF = "broken_off", _("中途有人退出")
    CALLED_OFF = "called_off", _("取消")


class Signer(TextChoices):
    PARTY = "party", _("当事人")
    MEDIATOR = "mediator", _("调解员")
    COMMITTEE = "committee", _("调委会盖章")


class Hand(TextChoices):
    """How somebody signed. Paper first: what is on the screen is a record of it."""

    INK = "ink", _("签名")
    PRINT = "print", _("按指印")
    SEAL = "seal", _("盖章")
    PHONE = "phone", _("本人在手机上确认")
    WORD = "word", _("口头确认")


class ClaimState(TextChoices):
    """How far the claim for a case has come."""

    CLAIMED = "claimed", _("已申报")
    RETURNED = "returned", _("已退回")
    APPROVED = "approved", _("已核准")
    PAID = "paid", _("已发放")


class Court(TextChoices):
    """司法确认: what became of the joint application (人民调解法 33)."""

    APPLIED = "applied", _("已共同申请")
    CONFIRMED = "confirmed", _("法院确认有效")
    REFUSED = "refused", _("法院没有确认")


class Form(TextChoices):
    """In which form a paper's template is written: what a PDF is set from, what Word opens."""

    TYPST = "typst", _("PDF(typst 文本)")
    WORD = "docx", _("Word 文档")
