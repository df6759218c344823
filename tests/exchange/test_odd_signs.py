"""What a resident may have typed spoils no file for those who take it along."""

from xml.parsers import expat
from zipfile import ZipFile

import pytest

from lianxin.kernel.legible import legible
from lianxin.kernel.writing import made_book
from lianxin.matters.models import Matter
from town import Town


@pytest.mark.parametrize("sign", ["\uffff", "\ufffe", "\x0b", "\x00", "\ud800", "\x85"])
@pytest.mark.django_db
def test_no_sign_that_no_xml_holds_is_kept(town: Town, sign: str) -> None:
    town.reported(f"井盖{sign}坏了", place=f"广场{sign}北口")

    matter = Matter.objects.get()
    assert sign not in matter.text + matter.place
    assert legible(f"a{sign}b") == "ab"


@pytest.mark.parametrize("sign", ["\uffff", "\ufffe"])
def test_a_workbook_with_such_a_sign_in_it_can_be_opened(sign: str) -> None:
    """Kept before it was left out, or from another office's sheet."""
    with made_book([["说的话"], [f"井盖{sign}坏了"]]) as made, ZipFile(made) as book:
        for name in book.namelist():
            if name.endswith(".xml"):
                expat.ParserCreate().Parse(book.read(name), True)
