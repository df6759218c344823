"""Signs that nobody sees: names that look like an official unit's, and words that turn around."""

from pathlib import Path

import pytest

from lianxin.accounts import public as accounts
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import NotNow
from lianxin.kernel.legible import alike, legible, plain_name
from lianxin.kernel.spreadsheets import read_rows
from lianxin.matters import public as matters
from lianxin.matters.models import Matter, Movement
from lianxin.matters.public import Verb
from lianxin.org import public as org
from lianxin.org.actions import UnitDraft, found_unit, open_post, rename_unit
from lianxin.org.models import Post
from town import Town

NO_WIDTH, TURNED, BLANK, HALF = "\u200b", "\u202e", "\u3164", "\ud800"
pytestmark = pytest.mark.django_db


def test_what_people_write_stays_what_it_was() -> None:
    for words in ("井盖坏了\n第二行", "👨‍👩‍👧 一家", "邻居、儿童:“吵”", "ئۇيغۇرچە", "A\tB", "葛󠄀"):
        assert legible(words) == words
    assert plain_name("  东街 \n 派出所 ") == "东街 派出所"


@pytest.mark.parametrize("sign", [NO_WIDTH, TURNED, BLANK, "\ufeff", "\xad", " ", "\u3000", "\x00", HALF])
@pytest.mark.parametrize("kind", ["police_station", "governance_centre"])
def test_no_second_unit_looks_like_the_first(town: Town, sign: str, kind: str) -> None:
    """A keeper founds 「东街派出所」 beside 东街派出所: a resident reads the name and nothing else."""
    real = org.unit(town.unit("police_station"))
    assert real
    name = real.name[:2] + sign + real.name[2:]
    other = town.unit("governance_centre")

    with pytest.raises(NotNow):
        found_unit(UnitDraft(kind, name, real.area, town.now.date()), by=town.wuguanli, now=town.now)
    with pytest.raises(NotNow):
        rename_unit(other, name, by=town.wuguanli, now=town.now)


def test_a_unit_may_keep_its_name_and_get_another_number(town: Town) -> None:
    unit = org.unit(town.unit("police_station"))
    assert unit
    rename_unit(unit.id, unit.name, "0355-2024567", by=town.wuguanli, now=town.now)


def test_names_of_people_and_posts_show_all_they_hold(town: Town) -> None:
    person = accounts.register("newone", f"赵{TURNED}警官{NO_WIDTH}", None, by=SYSTEM, now=town.now)
    post = open_post(town.unit("police_station"), f"民{TURNED}警", "handler", by=town.wuguanli, now=town.now)

    assert person.name == "赵警官"
    assert Post.objects.get(id=post).title == "民警"


def test_a_residents_words_do_not_turn_the_line_around(town: Town) -> None:
    ref = town.reported(f"井盖{TURNED}坏了\x00", place=f"广场{TURNED}{NO_WIDTH}北口")
    town.speak(Verb.SUPPLEMENT, ref, town.resident(ref), note=f"还{HALF}{TURNED}有")

    row = Matter.objects.get(id=ref.id, county=ref.county)
    assert (row.text, row.place) == ("井盖坏了", "广场北口")
    assert Movement.objects.filter(county=ref.county, verb="supplement").get().note == "还有"
    assert matters.progress(matters.resident_code(ref.id), now=town.now).text == "井盖坏了"


def test_cells_of_a_sheet_hold_nothing_that_a_database_refuses(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"code,name\n1,东\x00街{TURNED}\n", encoding="utf-8")

    (row,) = read_rows(path, {"code": ("code",), "name": ("name",)})

    assert row.cells == {"code": "1", "name": "东街"}


def test_alike_is_blind_to_width_case_and_space() -> None:
    assert alike("ＡＢ 派出所") == alike("ab派出所") == alike(f"a{NO_WIDTH}b派出所")
    assert alike("东街派出所") != alike("西街派出所")
