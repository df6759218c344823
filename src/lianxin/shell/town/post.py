"""Two letters in the town's mailbox that somebody must read: what a neighbour might have written."""

from datetime import datetime, timedelta

from lianxin.letters.public import take
from lianxin.shell.town.cast import TOWN

LETTERS = (
    (
        "小区里的充电桩",
        "您好,我们小区的电动车充电桩坏了三个,剩下的晚上排不上队。大家只好从楼上拉线下来充,看着怕人。"
        "能不能请人来修一修?我不会用手机,就写了这封信。",
    ),
    ("谢谢", "上回说的路灯亮了,孩子上学放心多了。"),
)


def write(now: datetime) -> None:
    for number, (subject, words) in enumerate(LETTERS, 1):
        head = f"From: wang@example.org\r\nSubject: {subject}\r\nMessage-ID: <{number}@example.org>"
        take(f"{head}\r\n\r\n{words}\r\n".encode(), TOWN, now=now - timedelta(hours=3 * number))
