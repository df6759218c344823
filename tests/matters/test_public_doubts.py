"""What the checker sees in words meant for anybody, and what it lets pass."""

import pytest

from lianxin.matters.publicity.doubts import doubts
from lianxin.org.seeds import DATA

TELLING = {
    "phone": ["打 13800138000", "电话 138-0013-8000", "+86 138 0013 8000", "13800138000",
              "一三八零零一三八零零零",
              "幺三八〇〇幺三八〇〇〇", "0355-2012345"],
    "identity": ["证件 140402199001011234", "11010519491231002X"],
    "plate": ["晋D12345 停在路边", "晋D·12345", "京AD12345", "晋D1234学"],
    "house": ["3号楼2单元", "英雄路12号", "五栋", "402室", "三单元门口", "12号院"],
    "account": ["a.b@example.cn", "https://x.example/1", "微信:abc12345"],
    "name": ["张伟家门口", "王阿姨说", "李师傅", "欧阳先生", "居民赵小兰反映", "老王家", "王某某",
             "住户:陈建国", "刘洋的摊位"],
}  # fmt: skip
PLAIN = [
    "城隍庙社区广场:井盖破损", "英雄路路灯不亮", "高空坠物隐患", "马路边垃圾堆放", "石板路松动",
    "3号井盖缺失",
    "公园健身器材损坏", "雨后路面积水 20 厘米", "绿化带树木倒伏,挡住人行道", "11月23日下午清理完",
    "共换 12 盏灯",
    "2 号线出口垃圾桶满了", "小区东门外污水横流", "工地围挡倒了", "电动车占了盲道",
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "words"), [(code, words) for code, many in TELLING.items() for words in many]
)
def test_what_tells_on_somebody_is_seen(code: str, words: str) -> None:
    assert code in {doubt.code for doubt in doubts(words)}


@pytest.mark.parametrize("words", PLAIN)
def test_what_is_said_of_a_public_place_passes(words: str) -> None:
    assert doubts(words) == []


def test_no_name_of_a_kind_that_may_be_shown_is_doubted() -> None:
    lines = (DATA / "categories.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    names = [line.split(",")[1] for line in lines if line.endswith(",是")]

    assert len(names) > 10
    assert {
        name: doubts(f"长治市潞州区东街街道城隍庙社区:{name}")
        for name in names
        if doubts(f"城隍庙社区:{name}")
    } == {}


def test_a_quotation_of_the_resident_is_seen_whatever_its_spaces() -> None:
    said = "我昨天晚上回家时\n在广场北口踩空了"

    (doubt,) = doubts("有人在广场 北口踩空了,井盖缺失", said=said)

    assert doubt.code == "verbatim"
    assert doubts("广场北口井盖缺失", said=said) == []
