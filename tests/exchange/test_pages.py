"""A dispatcher matches, tries, confirms and mends; nobody else sees the file."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exchange.office import COLUMNS, Office, as_csv, row
from lianxin.accounts.models import Person
from lianxin.exchange import public as exchange
from lianxin.exchange.models import Batch
from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.matters.models import Matter
from signin import signed_in


@pytest.fixture(autouse=True)
def _clock(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: office.now)


def page_of(person: Actor) -> Client:
    return signed_in(Client(), Person.objects.get(id=person.id))


def upload(client: Client, raw: bytes) -> Any:
    file = SimpleUploadedFile("gongdan.csv", raw)
    return client.post("/exchange/sz12345/", {"file": file})


def fields(answer: Any) -> dict[str, str]:
    """The form as it stands on the page."""
    form = answer.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_the_first_file_is_asked_about_with_a_guess_at_every_column(office: Office) -> None:
    client = page_of(office.by)

    asked = client.get(upload(client, as_csv([row(1), row(2)])).url)

    guess = [asked.context["form"][name].value() for _heading, name in asked.context["form"].columns]
    assert guess == list(COLUMNS.values())
    assert "市政设施" in asked.content.decode()  # a kind that nobody has matched yet
    assert "13800138000" not in asked.content.decode()


def test_matched_tried_confirmed_and_in(office: Office) -> None:
    client = page_of(office.by)
    at = upload(client, as_csv([row(1), row(2)])).url
    told = fields(client.get(at)) | {"category_word_0": "facility.manhole"}

    client.post(f"{at}match/", told)
    office.work()
    assert "让这 2 件进来" in client.get(at).content.decode()
    client.post(f"{at}confirm/")
    office.work()

    assert {matter.category for matter in Matter.objects.all()} == {"facility.manhole"}
    assert "都办好了" in client.get(at).content.decode()
    assert client.get(f"{at}progress/").json() == {"step": "done", "done": 2, "rows": 2}


def test_a_mapping_under_which_no_row_was_good_is_not_remembered(office: Office) -> None:
    client = page_of(office.by)
    at = upload(client, as_csv([row(1), row(2)])).url
    wrong = fields(client.get(at)) | {
        "column_3": "",
        "column_4": "area",
        "category_word_0": "facility.manhole",
    }

    client.post(f"{at}match/", wrong)
    office.work()

    assert "这次的对照没有记住" in client.get(at).content.decode()
    again = client.get(f"{at}?match=1").context["form"]
    assert [again[name].value() for name in ("column_3", "column_4")] == [
        "",
        "area",
    ]  # to be mended, not retyped
    assert office.card(office.sent(as_csv([row(3)]))).step == "asking"


def test_a_mapping_is_remembered_once_a_row_was_good(office: Office) -> None:
    client = page_of(office.by)
    at = upload(client, as_csv([row(1), row(2, area="月亮社区")])).url

    client.post(f"{at}match/", fields(client.get(at)))
    office.work()

    assert "没有记住" not in client.get(at).content.decode()
    assert office.tried(as_csv([row(3)])).new == 1


def test_a_column_that_was_not_there_before_is_asked_about(office: Office) -> None:
    office.matched()
    client = page_of(office.by)
    raw = as_csv([[*row(1), "加急"]], [*COLUMNS, "紧急程度"])

    asked = client.get(upload(client, raw).url).content.decode()

    assert "表头和上次不一样" in asked
    assert "新来的列:紧急程度" in asked


def test_what_is_never_taken_is_not_even_offered(office: Office) -> None:
    client = page_of(office.by)
    headings = ["编号", "内容", "社区", "身份证号", "民族"]

    asked = client.get(upload(client, as_csv([["1", "井盖坏了", "城隍庙社区", "1404", "汉"]], headings)).url)

    by_heading = {str(field.label): field for field, _seen, _new in asked.context["form"].column_rows()}
    assert [len(by_heading[name].field.choices) for name in ("身份证号", "民族")] == [1, 1]
    told = {"column_0": "number", "column_1": "text", "column_2": "area", "column_3": "also"}
    refused = client.post(asked.wsgi_request.path + "match/", fields(asked) | told)
    assert refused.status_code == 422


def test_bad_rows_come_back_as_the_same_sheet_with_the_reason(office: Office) -> None:
    office.matched()
    client = page_of(office.by)
    at = upload(client, as_csv([row(1), row(2, area="月亮社区", text="=1+1")])).url
    office.work()

    lines = b"".join(client.get(f"{at}to-mend/?as=csv").streaming_content).decode("utf-8-sig").splitlines()

    assert lines[0].split(",")[-1] == "原因(连心)"
    assert len(lines) == 2
    assert "'=1+1" in lines[1]
    assert lines[1].endswith("不知道“月亮社区”是哪里。可以在对照里选一个地方。")


def test_the_mended_sheet_goes_in_by_itself(office: Office) -> None:
    office.matched()
    client = page_of(office.by)
    at = upload(client, as_csv([row(1), row(2, area="月亮社区")])).url
    office.work()
    client.post(f"{at}confirm/")
    office.work()
    given_back = b"".join(client.get(f"{at}to-mend/?as=xlsx").streaming_content)

    again = office.tried(given_back)
    assert (again.step, again.rows, again.bad) == ("checked", 1, 1)
    mended = b"".join(client.get(f"{at}to-mend/?as=csv").streaming_content).decode("utf-8-sig")
    done = office.taken(mended.replace("月亮社区", "城隍庙社区").encode())

    assert (done.new, done.bad) == (1, 0)
    assert Matter.objects.count() == 2


@pytest.mark.parametrize("who", ["qianpaiqian", "wuguanli", "zhouzhuren", "wailai", "liwangge"])
def test_a_file_is_seen_by_nobody_but_who_sent_it(office: Office, who: str) -> None:
    office.matched()
    at = upload(page_of(office.by), as_csv([row(1)])).url

    for tail in ("", "to-mend/", "progress/"):
        assert page_of(getattr(office.town, who)).get(at + tail).status_code == 404


def test_a_town_dispatcher_brings_in_only_what_lies_in_the_town(office: Office) -> None:
    office.matched(areas={"全区": "140403"})
    office.by = office.town.qianpaiqian

    tried = office.tried(as_csv([row(1), row(2, area="全区")]))

    assert (tried.new, tried.bad) == (1, 1)
    [bad] = exchange.bad_lines(office.by, office.code, tried.id, now=office.now)
    assert bad.reason == "“全区”不在您负责的地方。"


def test_a_town_dispatcher_cannot_say_what_the_county_source_means(office: Office) -> None:
    client = page_of(office.town.qianpaiqian)

    refused = upload(client, as_csv([row(1)]))

    assert refused.status_code == 422
    assert "请管整个来源的派遣员先上传一次、对照好。" in refused.content.decode()
    assert not Batch.objects.exists()


def test_a_source_is_named_changed_and_closed_on_its_pages(office: Office) -> None:
    client = page_of(office.by)
    told = {"name": "区城管平台", "code": "chengguan", "channel": "import", "area": office.town.county}
    assert client.post("/exchange/", told).url == "/exchange/chengguan/?done=found"
    assert client.post("/exchange/", told).status_code == 422

    client.post("/exchange/chengguan/settings/", {"name": "城管平台", "closed": "on"})
    raw = SimpleUploadedFile("a.csv", as_csv([row(1)]))
    assert client.post("/exchange/chengguan/", {"file": raw}).status_code == 422
    assert "城管平台" in client.get("/exchange/").content.decode()


def test_their_number_finds_our_matter(office: Office) -> None:
    office.matched().taken(as_csv([row(7)]))

    found = page_of(office.by).get("/exchange/sz12345/?number=CZ20260007")

    assert office.matter("CZ20260007").number in found.content.decode()
