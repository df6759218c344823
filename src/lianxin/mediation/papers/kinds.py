"""The papers of a mediation file, in its order: what each says, whether the file must have it. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lianxin.mediation.papers import forms
from lianxin.mediation.papers.contents import Confirmation, FileContents, PoliceMatter
from lianxin.mediation.papers.layout import Block, promised


class Kind(TextChoices):
    COVER = "cover", _("封面")
    CATALOGUE = "catalogue", _("目录")
    APPLICATION = "application", _("申请书")
    ACCEPTANCE = "acceptance", _("受理登记表")
    RIGHTS = "rights", _("权利义务告知书")
    IDENTITY = "identity", _("身份证明")
    PROXY = "proxy", _("授权委托书")
    INQUIRY = "inquiry", _("调查记录")
    EVIDENCE = "evidence", _("证据清单")
    RECORD = "record", _("调解记录")
    AGREEMENT = "agreement", _("调解协议书")
    ORAL = "oral", _("口头协议登记表")
    PERFORMANCE = "performance", _("履行记录")
    VISIT = "visit", _("回访记录")
    CONFIRMATION = "confirmation", _("司法确认申请书")
    NO_PENALTY = "no_penalty", _("不予处罚书面申请")
    NOTE = "note", _("卷宗情况说明")
    BACK = "back", _("封底")


FRONT = frozenset({Kind.COVER, Kind.CATALOGUE})  # these carry no page number and stand in no catalogue


@dataclass(frozen=True)
class Paper:
    """One form. `needs`: the fields it shows; `is_due`: does this file have it?"""

    kind: Kind
    name: str  # in the catalogue: always Chinese, whatever the reader's language
    blocks: tuple[Block, ...]
    compulsory: bool
    is_due: Callable[[FileContents], bool]

    @property
    def needs(self) -> frozenset[str]:
        return frozenset(promised(self.blocks))


def _always(_contents: FileContents) -> bool:
    return True


def _some(field: str) -> Callable[[FileContents], bool]:
    return lambda contents: bool(getattr(contents, field))


def _is_applied_for(contents: FileContents) -> bool:
    """The file holds the application or, when the committee came by itself, only the register."""
    return contents.applied_on is not None or bool(contents.requests)


def _has_proxy(contents: FileContents) -> bool:
    return any(party.represented_by for party in contents.parties)


def _is_written(contents: FileContents) -> bool:
    return bool(contents.terms) and not contents.oral


def _is_oral(contents: FileContents) -> bool:
    return bool(contents.terms) and contents.oral


def _goes_to_court(contents: FileContents) -> bool:
    return contents.confirmation != Confirmation()


def _goes_to_police(contents: FileContents) -> bool:
    return contents.police != PoliceMatter()


PAPERS: dict[Kind, Paper] = {
    paper.kind: paper
    for paper in (
        Paper(Kind.COVER, "封面", forms.COVER, True, _always),
        Paper(Kind.CATALOGUE, "目录", forms.CATALOGUE, True, _always),
        Paper(Kind.APPLICATION, "人民调解申请书", forms.APPLICATION, False, _is_applied_for),
        Paper(Kind.ACCEPTANCE, "人民调解受理登记表", forms.ACCEPTANCE, True, _always),
        Paper(Kind.RIGHTS, "权利义务告知书", forms.RIGHTS, True, _always),
        Paper(Kind.IDENTITY, "当事人身份证明", forms.IDENTITY, True, _always),
        Paper(Kind.PROXY, "授权委托书", forms.PROXY, False, _has_proxy),
        Paper(Kind.INQUIRY, "调查记录", forms.INQUIRY, False, _some("inquiries")),
        Paper(Kind.EVIDENCE, "证据材料清单", forms.EVIDENCE, False, _some("evidence")),
        Paper(Kind.RECORD, "调解记录", forms.RECORD, True, _always),
        Paper(Kind.AGREEMENT, "人民调解协议书", forms.AGREEMENT, False, _is_written),
        Paper(Kind.ORAL, "口头协议登记表", forms.ORAL, False, _is_oral),
        Paper(Kind.PERFORMANCE, "履行记录", forms.PERFORMANCE, False, _some("receipts")),
        Paper(Kind.VISIT, "回访记录", forms.VISIT, False, _some("visits")),
        Paper(Kind.CONFIRMATION, "司法确认申请书", forms.CONFIRMATION, False, _goes_to_court),
        Paper(Kind.NO_PENALTY, "不予处罚书面申请", forms.NO_PENALTY, False, _goes_to_police),
        Paper(Kind.NOTE, "卷宗情况说明", forms.NOTE, True, _always),
        Paper(Kind.BACK, "封底", forms.BACK, True, _always),
    )
}


def due(contents: FileContents) -> tuple[Paper, ...]:
    """The papers of this file, in order."""
    return tuple(paper for paper in PAPERS.values() if paper.is_due(contents))


class Holding(TextChoices):
    """How it stands with one paper of a file."""

    THERE = "there", _("有了")
    MISSING = "missing", _("还缺")
    BY_HAND = "by_hand", _("贴上复印件")
    NOT_DUE = "not_due", _("用不着")


# What a paper that is due still waits for.
_WAITS_FOR = {
    Kind.ACCEPTANCE: "taken_on",
    Kind.RIGHTS: "rights_told_on",
    Kind.RECORD: "sittings",
    Kind.AGREEMENT: "agreed_on",
    Kind.ORAL: "agreed_on",
    Kind.NOTE: "closed_on",
}


def holding(paper: Paper, contents: FileContents) -> Holding:
    if not paper.is_due(contents):
        return Holding.NOT_DUE
    if paper.kind in (Kind.IDENTITY, Kind.EVIDENCE):
        return Holding.BY_HAND
    waits_for = _WAITS_FOR.get(paper.kind)
    return Holding.MISSING if waits_for and not getattr(contents, waits_for) else Holding.THERE
