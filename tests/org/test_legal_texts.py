"""The articles cited, looked up again in the texts at hand: does the law speak of its row, in these words?"""

import re

import pytest

from org.bases import LISTS, NUMERAL, TEXTS, citations, everywhere, number, roads, texts

# A few signs of each article that stand hardly anywhere else in its law: a wrong number is found by them.
MARKS = {
    "人民调解法": {
        "第三条": "下列原则", "第四条": "不收取任何费用", "第五条": "司法行政部门负责",
        "第七条": "群众性组织", "第八条": "设立人民调解委员会", "第十七条": "主动调解", "第十八条": "受理前",
        "第二十三条": "享有下列权利", "第二十六条": "调解不成", "第三十一条": "法律约束力",
        "第三十三条": "司法确认", "第三十四条": "乡镇、街道",
    },
    "信访工作条例": {
        "第十五条": "小事不出村", "第十八条": "联合接访", "第十九条": "书面形式",
        "第二十二条": "信访部门收到", "第二十三条": "当场告知", "第三十一条": "导入相应程序",
        "第三十四条": "60日内办结", "第三十五条": "复查请求", "第三十六条": "请求复核",
        "第三十七条": "调解联动",
    },
    "物业管理条例": {
        "第五条": "监督管理工作", "第十条": "指导下成立", "第十九条": "违反法律、法规的",
        "第二十条": "指导和监督", "第四十五条": "予以制止", "第四十八条": "投诉", "第五十五条": "安全隐患",
    },
    "劳动争议调解仲裁法": {
        "第五条": "不愿协商", "第九条": "拖欠", "第十条": "乡镇、街道", "第十二条": "口头申请",
        "第十四条": "十五日内未达成", "第十五条": "依法申请仲裁", "第十六条": "支付令",
        "第二十一条": "合同履行地", "第二十七条": "时效期间为一年", "第二十八条": "口头申请",
        "第二十九条": "不予受理", "第四十三条": "四十五日", "第四十七条": "终局裁决",
        "第四十八条": "劳动者对本法", "第五十条": "期满不起诉", "第五十三条": "不收费",
    },
    "农村土地承包经营纠纷调解仲裁法": {
        "第二条": "征收集体所有", "第三条": "自行和解", "第四条": "直接向人民法院",
        "第六条": "仲裁工作的指导", "第七条": "帮助当事人", "第八条": "口头申请", "第十条": "制作调解协议书",
        "第十二条": "日常工作", "第十八条": "二年", "第二十一条": "书面申请确有困难", "第四十七条": "六十日",
        "第四十八条": "逾期不起诉", "第五十二条": "收取费用",
    },
    "最高人民法院关于人民调解协议司法确认程序的若干规定": {"第四条": "婚姻关系", "第十一条": "不收取费用"},
}  # fmt: skip
TIME = re.compile(rf"({NUMERAL})(个工作日|日|年|个月|小时)")
DIGITS = re.compile(r"(\d+)(个工作日|日|年|个月|小时)")


@pytest.fixture
def at_hand() -> dict[str, dict[str, str]]:
    if not TEXTS.exists():
        pytest.skip(f"The texts are not here: {TEXTS}.")
    return texts()


@pytest.mark.data
@pytest.mark.parametrize(("kept", "most"), [("the duty lists", 40), ("the road map", 15)])
def test_an_article_of_the_texts_at_hand_speaks_of_its_row(
    at_hand: dict[str, dict[str, str]], kept: str, most: int
) -> None:
    checked = [cited for cited in citations(LISTS[kept]()) if cited.law in at_hand and not cited.unread]

    assert len(checked) >= most
    for cited in checked:
        for article in cited.articles:
            text = at_hand[cited.law].get(article, "")
            told = f"{cited.row}: {cited.law}{article}"
            assert text, f"{told} is not in the text"
            assert MARKS[cited.law][article] in text, f"{told} does not say {MARKS[cited.law][article]}"
            assert any(word in text for word in cited.speaks_of), f"{told} says nothing of {cited.speaks_of}"


@pytest.mark.data
def test_every_time_that_a_way_tells_stands_in_the_articles_it_cites(
    at_hand: dict[str, dict[str, str]],
) -> None:
    ways = 0
    for line in roads():
        found = list(citations((line,)))
        if not all(cited.law in at_hand for cited in found):
            continue
        ways += 1
        spoken = " ".join(at_hand[cited.law][article] for cited in found for article in cited.articles)
        assert _times(line.told) <= _times(spoken), f"{line.name}: {_times(line.told) - _times(spoken)}"

    assert ways >= 7


def test_every_mark_belongs_to_an_article_that_a_row_cites() -> None:
    cited = {(one.law, article) for one in everywhere() for article in one.articles}

    assert {(law, article) for law, marks in MARKS.items() for article in marks} <= cited


def _times(words: str) -> set[tuple[int, str]]:
    """Every length of time that is told, in numerals of either sort."""
    written = {(number(count), unit) for count, unit in TIME.findall(words)}
    return written | {(int(count), unit) for count, unit in DIGITS.findall(words)}
