"""The whole file as one PDF; names, addresses and records longer than anybody planned for."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from lianxin.kernel.errors import Busy
from lianxin.mediation.papers import fonts, render
from lianxin.mediation.papers.contents import FileContents, Side, SittingRecord
from lianxin.mediation.papers.kinds import FRONT, PAPERS, Kind, due
from lianxin.mediation.papers.sample import EMPTY, FULL
from lianxin.mediation.papers.telling import sentence
from lianxin.mediation.terms import Term
from paperwork import pages, word_words, words


def test_the_catalogue_names_the_page_on_which_each_paper_lies() -> None:
    printed = pages(render.whole_file(FULL))

    catalogue = printed[1]
    for at, paper in enumerate((p for p in due(FULL) if p.kind not in FRONT), 1):
        found = re.search(rf"{at}{paper.name}(\d+?)(?:–\d+)?(?={at + 1}\D|\D|$)", catalogue)
        assert found, paper.name
        page = printed[int(found[1]) + 1]
        assert page.startswith(f"卷内第{found[1]}页"), page
        assert "第1页共" in page or paper.kind is Kind.BACK, page


def test_papers_lie_in_the_order_of_the_file() -> None:
    printed = words(render.whole_file(FULL))
    order = (
        "人民调解卷宗",
        "卷宗目录",
        "申请人民调解",
        "登记人",
        "享有下列权利",
        "粘贴处",
        "代理权限",
        "被调查人",
    )
    order += (
        "证据材料附后",
        "调解过程",
        "一式叁份",
        "收条、转账凭证",
        "满意程度",
        "此致",
        "警情编号",
        "需要说明的情况",
    )

    places = [printed.index(mark) for mark in (*order, "页号无误")]
    assert places == sorted(places)


def test_a_file_holds_what_it_must_and_what_it_has() -> None:
    must = {paper.kind for paper in PAPERS.values() if paper.compulsory}

    assert {paper.kind for paper in due(EMPTY)} == must
    assert {paper.kind for paper in due(FULL)} == set(Kind) - {Kind.ORAL}
    assert Kind.ORAL in {paper.kind for paper in due(replace(FULL, oral=True))}
    assert Kind.AGREEMENT not in {paper.kind for paper in due(replace(FULL, oral=True))}


def test_only_whom_somebody_speaks_for_signs_a_proxy() -> None:
    alone = replace(FULL.parties[1], represented_by="")
    contents = replace(FULL, parties=(FULL.parties[0], alone))

    assert len(pages(render.pdf(Kind.PROXY, contents))) == 1
    assert "李建国" not in words(render.pdf(Kind.PROXY, contents))


def test_a_long_record_runs_over_pages_that_are_counted() -> None:
    said = "\n".join(f"发言{n}：" + "楼上的水管又漏了，我们说了好几回。" * 6 for n in range(150))
    contents = replace(FULL, sittings=(SittingRecord(said=said),))

    printed = pages(render.pdf(Kind.RECORD, contents))
    assert len(printed) > 8
    assert all(f"第{at}页共{len(printed)}页" in page for at, page in enumerate(printed, 1))
    assert all(f"发言{n}：" in "".join(printed) for n in range(150))


def test_no_line_begins_with_a_mark_that_ends_one() -> None:
    import pypdfium2

    contents = replace(
        EMPTY, account="他说：“明天一定修好。”可是，到了明天，还是漏；我们（一楼）等了三天、四夜……。" * 40
    )
    document = pypdfium2.PdfDocument(render.pdf(Kind.APPLICATION, contents))
    lines = [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    document.close()

    assert len([line for line in lines if len(line) > 20]) > 20
    assert [line for line in lines if line[:1] in "，。；：、）”！？》" and line] == []


def test_a_term_ends_with_one_stop() -> None:
    assert sentence(Term("王秀兰", "不再就此事提出其他要求。")) == "王秀兰不再就此事提出其他要求。"
    assert sentence(Term("李建国", "修好；", "王秀兰", Decimal(8), how="自修。")) == (
        "李建国向王秀兰修好；金额人民币捌元整（¥8.00）；履行方式：自修。"
    )


def test_forty_terms_long_names_and_an_address_of_five_lines_all_find_room() -> None:
    terms = tuple(Term("李建国", f"做第{n}件事", "王秀兰", Decimal(1000 + n)) for n in range(1, 41))
    long = Side(
        "申请人", "阿卜杜热合曼·买买提依明·" * 4, address="山西省某市某区东街街道" * 14, contact="1" * 40
    )
    contents = replace(FULL, terms=terms, parties=(long, *FULL.parties))

    for paper in (
        words(render.pdf(Kind.AGREEMENT, contents)),
        word_words(render.docx(Kind.AGREEMENT, contents)),
    ):
        assert all(sentence(term) in paper for term in terms)
        assert long.name in paper
        assert long.address in paper


def test_words_that_look_like_markup_are_only_words() -> None:
    sly = '#read("x") *粗* $x$ @a <b> [c] \\ {{ number }} {% for %} & ]'
    contents = replace(EMPTY, account=sly, committee=sly)

    for paper in (words(render.pdf(Kind.ORAL, contents)), word_words(render.docx(Kind.ORAL, contents))):
        assert paper.count(sly.replace(" ", "")) >= 2


def test_a_paper_is_chinese_whatever_the_reader_speaks() -> None:
    with translation.override("en"):
        assert "人民调解协议书" in words(render.whole_file(FULL))


def test_the_same_contents_print_the_same_bytes() -> None:
    printed = render.pdf(Kind.AGREEMENT, FULL)

    assert printed == render.pdf(Kind.AGREEMENT, FULL)
    assert b"CreationDate" not in printed  # the page says who took it out, and when


@pytest.mark.broad
def test_a_page_is_set_in_milliseconds(tell: Callable[[str], None]) -> None:
    render.whole_file(FULL)
    began = time.process_time()
    printed = [render.whole_file(replace(FULL, number=f"第{n}号")) for n in range(10)]
    spent = time.process_time() - began
    count = sum(len(pages(pdf)) for pdf in printed)
    began = time.process_time()
    for kind in Kind:
        render.docx(kind, FULL)
    word = (time.process_time() - began) / len(Kind)

    tell(f"{spent / count * 1000:.1f} ms of processor time a page, {word * 1000:.0f} ms a Word paper")
    assert spent / count < 0.05
    assert word < 0.5


def test_a_machine_without_the_letters_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "PACKAGE", "no_such_package")

    with pytest.raises(Busy) as refusal:
        fonts.folder()
    assert "requirements/run.txt" in refusal.value.instead


def test_rare_letters_of_names_are_printed() -> None:
    rare = "䶮㛃龑〇㎡"

    assert rare in words(render.pdf(Kind.COVER, FileContents(title=rare)))
