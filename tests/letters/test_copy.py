"""A letter that came too late goes into the copy as it is, whatever it reads like."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from letters.conftest import WANG, Post, mail
from lianxin.matters.web.taking_along import packed
from lianxin.notices.threads import mark_of


@pytest.mark.parametrize("subject", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_outside_all_calendars_keeps_nobody_from_their_copy(post: Post, subject: str) -> None:
    ref = post.town.closed(mail=WANG)
    mark = mark_of(ref.county, f"matter:{ref.id}")
    assert post.take(mail("谢谢", subject, References=f"<{mark}.1@x>")) == "waiting"

    copy = packed(ref, now=post.now)

    with ZipFile(BytesIO(copy)) as box:
        assert f"{subject} · 谢谢" in box.read("read-me.html").decode()
