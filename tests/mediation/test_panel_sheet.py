"""Panel members as a sheet: in, out, and in again; bad lines come back with their reason."""

from pathlib import Path

import pytest

from lianxin.journal.models import Entry
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid, NotAllowed
from lianxin.mediation.actions.panel import end_member
from lianxin.mediation.models import PanelMember
from lianxin.mediation.panel_sheet import Taken, import_members, members_csv
from town import Town

pytestmark = pytest.mark.django_db
HEAD = (
    "姓名,用户名,种类,服务区域,熟悉的纠纷,语言,性别,工作单位,住的网格或楼栋,同时在办上限,"
    "从哪天起,到哪天止,哪天起才有空"
)
QIAO = (
    "乔老师,,老教师、老党员,140403001004,校园教育纠纷、债务、借贷纠纷,普通话 长治话,女,第一小学,"
    "140403001004002,3,2026-12-01,,"
)


def take(town: Town, path: Path, *lines: str, by: Actor | None = None, dry_run: bool = False) -> Taken:
    file = path / "members.csv"
    file.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return import_members(file, by=by or town.yansifa, now=town.now, dry_run=dry_run)


def counts(taken: Taken) -> tuple[int, int, int, int]:
    return taken.added, taken.changed, taken.unchanged, len(taken.bad)


def test_a_line_becomes_a_member_and_the_same_line_again_changes_nothing(town: Town, tmp_path: Path) -> None:
    assert counts(take(town, tmp_path, QIAO)) == (1, 0, 0, 0)
    member = PanelMember.objects.get(name="乔老师")
    assert set(member.kinds) == {"teacher_elder", "party_elder"}
    assert set(member.categories) == {"dispute.school", "dispute.debt"}
    assert (member.gender, member.cap, member.home) == ("f", 3, "140403001004002")
    assert member.languages == ["普通话", "长治话"]

    written = Entry.objects.count()
    assert counts(take(town, tmp_path, QIAO)) == (0, 0, 1, 0)
    assert Entry.objects.count() == written
    assert counts(take(town, tmp_path, QIAO.replace(",3,", ",4,"))) == (0, 1, 0, 0)


def test_a_dry_run_says_the_same_and_keeps_nothing(town: Town, tmp_path: Path) -> None:
    before = PanelMember.objects.count()

    taken = take(town, tmp_path, QIAO, QIAO.replace("乔", "第二个乔"), dry_run=True)
    assert (counts(taken), taken.dry_run) == ((2, 0, 0, 0), True)
    assert PanelMember.objects.count() == before


def test_who_has_an_account_is_known_by_it_and_a_day_left_out_stays(town: Town, tmp_path: Path) -> None:
    line = "随便写,chentiaojie,人民调解员,140403001004,,普通话,,,,9,,,"

    assert counts(take(town, tmp_path, line)) == (0, 1, 0, 0)
    chen = PanelMember.objects.get(person=town.chentiaojie.id)
    assert (chen.name, chen.cap, chen.starts_on.isoformat()) == ("", 9, "2023-06-30")


def test_whoever_ended_begins_anew(town: Town, tmp_path: Path) -> None:
    take(town, tmp_path, QIAO.replace("2026-12-01", "2026-11-01"))
    first = PanelMember.objects.get(name="乔老师")
    end_member(first.id, town.now.date(), by=town.yansifa, now=town.now)

    assert counts(take(town, tmp_path, QIAO)) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("老教师、老党员", "老教师、老熟人", "老熟人"),
        ("老教师、老党员", "", "至少选一个"),
        ("140403001004,校", ",校", "服务区域"),
        ("140403001004,校", "140403002,校", "业务管理员或者调解指导员"),
        ("校园教育纠纷", "井盖纠纷", "井盖纠纷"),
        (",,老教师", ",nobody,老教师", "nobody"),
        (",3,", ",三,", "数字"),
        ("2026-12-01", "明天", "明天"),
        ("女", "不知道", "性别"),
        ("第一小学", '"第一', "引号"),
    ],
)
def test_a_bad_line_comes_back_with_its_reason(
    town: Town, tmp_path: Path, old: str, new: str, why: str
) -> None:
    taken = take(town, tmp_path, QIAO.replace(old, new, 1), QIAO.replace("乔", "好"))

    assert counts(taken) == (1, 0, 0, 1)
    assert taken.bad[0].line == 2
    assert why in taken.bad[0].reason


def test_out_and_in_again_changes_nothing(town: Town, tmp_path: Path) -> None:
    take(town, tmp_path, QIAO)
    end_member(PanelMember.objects.get(name="祁明").id, town.now.date(), by=town.yansifa, now=town.now)
    told = members_csv(town.yansifa, town.now.date())
    file = tmp_path / "again.csv"
    file.write_text(told, encoding="utf-8")

    assert "祁明" not in told
    again = import_members(file, by=town.yansifa, now=town.now)
    assert counts(again) == (0, 0, len(told.splitlines()) - 1, 0)


def test_everywhere_is_said_in_words_and_comes_back(town: Town, tmp_path: Path) -> None:
    anywhere = QIAO.replace("140403001004,校", "全部,校")
    assert counts(take(town, tmp_path, anywhere, by=town.wuguanli)) == (1, 0, 0, 0)

    assert PanelMember.objects.get(name="乔老师").area == ""
    assert ",全部," in members_csv(town.wuguanli, town.now.date())
    assert "乔老师" not in members_csv(town.yansifa, town.now.date())


def test_no_cell_runs_when_the_sheet_is_opened(town: Town, tmp_path: Path) -> None:
    take(town, tmp_path, QIAO.replace("第一小学", "'=cmd()"))

    assert "'=cmd()" in members_csv(town.yansifa, town.now.date())


def test_who_looks_after_nobody_is_refused_at_once_and_a_strange_column_too(
    town: Town, tmp_path: Path
) -> None:
    with pytest.raises(NotAllowed):
        take(town, tmp_path, QIAO, by=town.chentiaojie)
    file = tmp_path / "strange.csv"
    file.write_text("姓名,种类,服务区域,星座\n乔,老教师,140403001004,狮子\n", encoding="utf-8")
    with pytest.raises(Invalid):
        import_members(file, by=SYSTEM, now=town.now)
