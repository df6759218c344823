"""The legal basis of every line of the model duty list: its form, its law, whether anybody has read it."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src/lianxin/org/data"
TEXTS = ROOT.parent / "shared/data/cn_law_texts"
PAGE = ROOT / "docs/measurements/legal-bases.md"
UNREAD = "(未核对)"
NUMERAL = r"[一二三四五六七八九十百千零]+"
FORM = re.compile(
    rf"(?P<law>[^第;、(]+)(?P<articles>第{NUMERAL}条(?:、第{NUMERAL}条)*)?(?P<unread>\(未核对\))?"
)
# How a law names those who lead or help by our list.
AS_THE_LAW_SAYS = {
    "社区居委会": ("居民委员会", "社区"),
    "村委会": ("村民委员会", "村(社区)"),
    "街道办事处": ("街道",),
    "乡镇政府": ("乡镇", "乡(镇)"),
    "司法所": ("司法行政", "街道"),
    "综治中心": ("机关、单位",),
    "住房城乡建设": ("房地产行政主管部门",),
    "人力资源和社会保障": ("劳动行政部门",),
    "社区警务队": ("公安机关",),
    "公安局(分局)": ("公安机关",),
}
# A few signs of each article that stand hardly anywhere else in its law: a wrong number is found by them.
MARKS = {
    "人民调解法": {
        "第五条": "司法行政部门负责", "第七条": "群众性组织", "第八条": "设立人民调解委员会",
        "第十七条": "主动调解", "第十八条": "受理前", "第三十四条": "乡镇、街道",
    },
    "信访工作条例": {
        "第十五条": "小事不出村", "第十八条": "联合接访", "第二十三条": "当场告知", "第三十七条": "调解联动",
    },
    "物业管理条例": {
        "第五条": "监督管理工作", "第十条": "指导下成立", "第十九条": "违反法律、法规的",
        "第二十条": "指导和监督", "第四十五条": "予以制止", "第四十八条": "投诉", "第五十五条": "安全隐患",
    },
    "劳动争议调解仲裁法": {"第九条": "拖欠", "第十条": "乡镇、街道"},
    "农村土地承包经营纠纷调解仲裁法": {
        "第三条": "自行和解", "第六条": "仲裁工作的指导", "第七条": "帮助当事人", "第十二条": "日常工作",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Citation:
    row: str
    law: str
    articles: tuple[str, ...]
    unread: bool
    speaks_of: frozenset[str]


@cache
def lines() -> list[dict[str, str]]:
    found = []
    for name in ("duty_list.csv", "luzhou_duty_list.csv"):
        with (DATA / name).open(encoding="utf-8") as file:
            found += list(csv.DictReader(file))
    return found


@cache
def laws() -> dict[str, dict[str, str]]:
    with (DATA / "laws.csv").open(encoding="utf-8") as file:
        return {row["名称"]: row for row in csv.DictReader(file)}


def citations() -> Iterator[Citation]:
    for line in lines():
        for words in line["法律依据"].split(";"):
            told = FORM.fullmatch(words)
            assert told, f"{line['编号']}: {words}"
            articles = tuple((told["articles"] or "").split("、")) if told["articles"] else ()
            yield Citation(line["编号"], told["law"], articles, bool(told["unread"]), _words(line))


def _words(line: dict[str, str]) -> frozenset[str]:
    """The bodies of a line in the words of laws, and what its matter is about, two signs at a time."""
    bodies = [line["牵头单位"], *line["配合单位"].split("、")]
    spoken = {word for body in bodies if body for word in AS_THE_LAW_SAYS.get(body, (body,))}
    matter = line["事项名称"].rpartition(":")[2]
    pairs = {matter[at : at + 2] for at in range(len(matter) - 1)}
    return frozenset(spoken | {pair for pair in pairs if "、" not in pair and pair != "问题"})


def number(article: str) -> int:
    """第一百一十八条 → 118."""
    total, digit = 0, 0
    for sign in article.removeprefix("第").removesuffix("条"):
        if sign in "零一二三四五六七八九":
            digit = "零一二三四五六七八九".index(sign)
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
    return total + digit


def test_every_line_names_its_basis_in_one_form() -> None:
    assert [line["编号"] for line in lines() if not line["法律依据"]] == []
    assert {cited.row for cited in citations()} == {line["编号"] for line in lines()}
    assert [cited for cited in citations() if re.search("[《》]|中华人民共和国", cited.law)] == []


@pytest.mark.parametrize(
    ("words", "count"), [("第十条", 10), ("第一百一十八条", 118), ("第一千二百五十四条", 1254)]
)
def test_a_numeral_is_read_as_a_number(words: str, count: int) -> None:
    assert number(words) == count


def test_no_law_is_cited_that_nobody_has_looked_up() -> None:
    assert {cited.law for cited in citations()} == set(laws())


def test_no_article_is_cited_beyond_the_end_of_its_law() -> None:
    assert [
        f"{cited.row}: {cited.law}{article}"
        for cited in citations()
        for article in cited.articles
        if laws()[cited.law]["条数"] and number(article) > int(laws()[cited.law]["条数"])
    ] == []


def test_what_does_not_say_unread_was_read_in_a_dated_text() -> None:
    for cited in citations():
        law = laws()[cited.law]
        read = set(law["已核对条款"].split("、")) - {""}
        told = f"{cited.row}: {cited.law}"
        if cited.unread:
            assert not read & set(cited.articles), f"{told} is read and still bears {UNREAD}"
            continue
        assert cited.articles, f"{told} names no article"
        assert set(cited.articles) <= read, f"{told}: {set(cited.articles) - read}"
        assert all(law[column] for column in ("制定机关", "文本日期", "条数", "文本出处")), told


def test_the_table_of_laws_keeps_no_article_that_no_line_cites() -> None:
    cited = {(one.law, article) for one in citations() for article in one.articles}
    kept = {
        (name, article)
        for name, law in laws().items()
        for article in law["已核对条款"].split("、")
        if article
    }

    assert kept - cited == set()


def test_the_page_of_what_was_read_tells_of_the_same_rows() -> None:
    expected: dict[tuple[str, str], list[str]] = {}
    for cited in citations():
        for article in cited.articles or ("",):
            answer = "no" if cited.unread else "yes"
            expected.setdefault((cited.law + article, answer), []).append(cited.row)

    told = {}
    for line in PAGE.read_text(encoding="utf-8").partition("## Article by article")[2].splitlines()[4:]:
        words, _, rows, _, answer = (cell.strip() for cell in line.strip("|").split("|"))
        told[words, answer] = rows.split()

    assert told == expected


@pytest.mark.data
def test_an_article_of_the_texts_at_hand_speaks_of_its_row() -> None:
    if not TEXTS.exists():
        pytest.skip(f"The texts are not here: {TEXTS}.")
    texts = {path.name.partition("(")[0]: _articles(path) for path in TEXTS.glob("*.md")}
    checked = [cited for cited in citations() if cited.law in texts and not cited.unread]

    assert len(checked) > 40
    for cited in checked:
        for article in cited.articles:
            text = texts[cited.law].get(article, "")
            told = f"{cited.row}: {cited.law}{article}"
            assert text, f"{told} is not in the text"
            assert any(word in text for word in cited.speaks_of), f"{told} says nothing of {cited.speaks_of}"
            assert MARKS[cited.law][article] in text, f"{told} does not say {MARKS[cited.law][article]}"


def _articles(path: Path) -> dict[str, str]:
    text = path.read_text(encoding="utf-8").translate(str.maketrans("\uff08\uff09", "()"))
    parts = re.split(rf"^(第{NUMERAL}条)", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))
