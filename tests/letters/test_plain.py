"""Only what the person wrote is kept: no quotes, no signature, no script, and nothing is fetched."""

import pytest

from lianxin.letters.opening import opened
from lianxin.letters.plain import from_html, own_words

OWN = "井盖坏了\n请来看看"


@pytest.mark.parametrize(
    "below",
    [
        "> 您反映的事我们收到了\n> 编号 1",
        "-- \n王阿姨\n13877665544",
        "在 2026年6月1日,东街连心 写道:\n> 您好",
        "On Mon, Jun 1, 2026 at 8:00 AM Lianxin <lx@example.org> wrote:\n> hello",
        "-----原始邮件-----\n发件人: 东街连心",
        "------------------ 原始邮件 ------------------\n您好",
        "-----Original Message-----\nFrom: x",
        "发件人: 东街连心 <lx@example.org>\n发送时间: 2026年6月1日\n收件人: 王\n主题: 回复",
        "发自我的iPhone",
        "Sent from my iPhone",
        "________________________________\n发件人: x",
    ],
)
def test_what_is_quoted_or_signed_is_cut(below: str) -> None:
    assert own_words(f"{OWN}\n\n{below}") == OWN
    if not below.startswith(">"):
        assert own_words(f"{OWN}\n\n{below}\n旧的话") == OWN, "all below it goes"


def test_words_that_only_look_like_a_head_stay() -> None:
    assert own_words("发件人:写错了地址怎么办\n我问过邮局") == "发件人:写错了地址怎么办\n我问过邮局"


def test_html_becomes_words() -> None:
    html = (
        "<html><head><title>x</title><style>p{}</style></head><body><p>井盖坏了</p><div>请来<b>看看</b><br>谢谢"
        "<script>alert(1)</script><img src='http://127.0.0.1/track.gif'></div><blockquote>旧的话</blockquote>"
        "<div class='gmail_quote'>旧<div>的</div>话</div><a href='javascript:x'>链接</a></body></html>"
    )
    assert [line.strip() for line in from_html(html).split("\n") if line.strip()] == [
        "井盖坏了", "请来看看", "谢谢", "链接",
    ]  # fmt: skip


BROKEN = (
    "<" * 50_000,
    "<div>" * 20_000 + "话",
    "<blockquote>" * 20_000 + "</blockquote>" * 20_000,
    "<!--" * 9999,
    "&#" * 50_000,
    "<a b='" * 60_000,
    "<a " + "b=c " * 90_000 + ">",
    "<style>" + "</styl" * 60_000,
    "</p>" * 9999,
    "<p><blockquote></p>话",
)


@pytest.mark.parametrize("html", BROKEN)
def test_broken_html_ends(html: str) -> None:
    assert isinstance(from_html(html), str)


HOSTILE = (
    b"",
    b"\r\n",
    b"\x00" * 1000,
    b"From: \r\n\r\n",
    b"From: a@b.cn, c@d.cn\r\n\r\nx",
    b"Subject: =?utf-8?b?/////?=\r\n\r\nx",
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n--x\r\n",
    b"Content-Type: text/plain; charset=nonsense\r\n\r\n\xff",
    b"Content-Transfer-Encoding: base64\r\n\r\n%%%%",
    b"Content-Type: " + b"a/" * 5000 + b"\r\n\r\nx",
    b"A" * 100_000,
    b"From: x@y.cn\r\n" + b"Received: x\r\n" * 5000 + b"\r\nx",
    b"References: " + b"<a@b> " * 9000 + b"\r\n\r\nx",
    b"From: =?gb2312?q?=C2=AC?= <x@y.cn>\r\nSubject: \xd6\xd0\xce\xc4\r\n\r\n\xd6\xd0\xce\xc4",
    b"From: " + b"(" * 5000 + b"x@y.cn\r\n\r\nx",
    b"Subject: " + b"=?utf-8?q?a?= " * 5000 + b"\r\n\r\nx",
    b"Content-Type: text/plain;" + b" a*0*=x;" * 3000 + b"\r\n\r\nx",
)


@pytest.mark.parametrize("raw", HOSTILE)
def test_whatever_comes_ends_in_a_letter(raw: bytes) -> None:
    told = opened(raw)
    assert len(told.subject) <= 200


def test_old_character_sets_are_read() -> None:
    raw = b"From: x@y.cn\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n" + "井盖㛃坏了".encode("gb18030")
    assert "井盖" in opened(raw).text
    unnamed = b"From: x@y.cn\r\n\r\n" + "井盖坏了".encode("gb18030")
    assert "坏了" in opened(unnamed).text


def test_a_bomb_of_parts_is_looked_at_for_a_while_only() -> None:
    head = b"From: x@y.cn\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    raw = head + b"--x\r\nContent-Type: image/png\r\n\r\nx\r\n" * 3000 + b"--x--\r\n"
    assert opened(raw).enclosed <= 100
