"""The legal bases of the duty lists and of the road map, cell by cell: law, articles, read or not."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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
# What a way is about, in the words of laws.
AS_A_WAY_IS_CALLED = {
    "报警": ("公安机关",),
    "人民调解": ("调解", "仲裁", "人民法院"),
    "行政调解": ("调解", "仲裁"),
    "信访": ("信访", "复查", "复核"),
    "行政处理": ("部门", "人民政府"),
    "诉讼": ("人民法院", "起诉"),
    "仲裁": ("仲裁", "裁决"),
}


@dataclass(frozen=True)
class Line:
    """A row of a list: its name there, its basis, and the words in which its law may speak of it."""

    name: str
    basis: str
    speaks_of: frozenset[str]
    told: str = ""


@dataclass(frozen=True)
class Citation:
    row: str
    law: str
    articles: tuple[str, ...]
    unread: bool
    speaks_of: frozenset[str]


@cache
def duties() -> tuple[Line, ...]:
    return tuple(
        Line(row["编号"], row["法律依据"], _bodies_and_matter(row))
        for name in ("duty_list.csv", "luzhou_duty_list.csv")
        for row in _rows(name)
    )


@cache
def roads() -> tuple[Line, ...]:
    return tuple(
        Line(
            f"{row['类别']}/{row['路']}",
            row["依据"],
            frozenset(AS_A_WAY_IS_CALLED.get(row["路"], ())),
            row["时限"] + row["下一步"],
        )
        for row in _rows("roads.csv")
    )


LISTS = {"the duty lists": duties, "the road map": roads}


@cache
def laws() -> dict[str, dict[str, str]]:
    return {row["名称"]: row for row in _rows("laws.csv")}


def citations(lines: tuple[Line, ...]) -> Iterator[Citation]:
    for line in lines:
        for words in line.basis.split(";"):
            told = FORM.fullmatch(words)
            assert told, f"{line.name}: {words}"
            articles = tuple((told["articles"] or "").split("、")) if told["articles"] else ()
            yield Citation(line.name, told["law"], articles, bool(told["unread"]), line.speaks_of)


def everywhere() -> list[Citation]:
    return [cited for lines in LISTS.values() for cited in citations(lines())]


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


def texts() -> dict[str, dict[str, str]]:
    """The texts at hand: law, article, words."""
    return {path.name.partition("(")[0]: _articles(path) for path in TEXTS.glob("*.md")}


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _bodies_and_matter(row: dict[str, str]) -> frozenset[str]:
    """The bodies of a line in the words of laws, and what its matter is about, two signs at a time."""
    bodies = [row["牵头单位"], *row["配合单位"].split("、")]
    spoken = {word for body in bodies if body for word in AS_THE_LAW_SAYS.get(body, (body,))}
    matter = row["事项名称"].rpartition(":")[2]
    pairs = {matter[at : at + 2] for at in range(len(matter) - 1)}
    return frozenset(spoken | {pair for pair in pairs if "、" not in pair and pair != "问题"})


def _articles(path: Path) -> dict[str, str]:
    text = path.read_text(encoding="utf-8").translate(str.maketrans("\uff08\uff09", "()"))
    parts = re.split(rf"^(第{NUMERAL}条)", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))
