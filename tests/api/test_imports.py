"""Another office's sheet by token: sent, matched, tried, confirmed, and its bad rows read back."""

from typing import Any

import pytest

from calling import Caller, person_calls, told
from exchange.office import COLUMNS, HEADINGS, Office, as_csv, opened, row
from lianxin.exchange.models import Batch
from lianxin.matters.models import Matter
from town import Town

MAPPED = {"columns": COLUMNS, "categories": {"市政设施": "facility.manhole"}}


@pytest.fixture
def office(town: Town) -> Office:
    return opened(town)


@pytest.fixture
def desk(town: Town) -> Caller:
    return person_calls(town, town.luxianpai)


def sent(desk: Caller, raw: bytes, **heads: str) -> str:
    answer = desk.send("/sources/sz12345/batches", raw, **heads)
    assert answer.status_code == 201, answer.content.decode()
    id_: str = told(answer)["id"]
    return id_


def read(desk: Caller, at: str) -> dict[str, Any]:
    found: dict[str, Any] = told(desk.get(at))
    return found


def test_from_the_file_to_the_matters(office: Office, desk: Caller) -> None:
    raw = as_csv([row(1), row(2), row(3, area="月亮社区")])
    at = f"/sources/sz12345/batches/{sent(desk, raw)}"
    asking = read(desk, at)
    assert (asking["step"], asking["asked"]["guess"]) == ("asking", COLUMNS)
    assert "13800138000" not in str(asking)

    assert desk.post(f"{at}/match", MAPPED).status_code == 200
    office.work()
    tried = desk.get(at)
    assert (told(tried)["step"], told(tried)["new"], told(tried)["bad"]) == ("checked", 2, 1)
    assert not Matter.objects.exists()

    assert desk.post(f"{at}/confirm", if_match=tried["ETag"]).status_code == 200
    office.work()
    assert (read(desk, at)["step"], Matter.objects.count()) == ("done", 2)
    bad = read(desk, f"{at}/bad-rows")
    assert bad["headings"] == list(HEADINGS)
    assert bad["rows"] == [
        {
            "line": 4,
            "number": "CZ20260003",
            "reason": "不知道“月亮社区”是哪里。可以在对照里选一个地方。",
            "cells": row(3, area="月亮社区"),
        }
    ]
    found = read(desk, "/sources/sz12345/arrival?number=CZ20260001")
    assert (found["number"], found["state"]) == (office.matter("CZ20260001").number, "routed")


def test_sent_again_under_its_key_it_is_one_file(office: Office, desk: Caller) -> None:
    office.matched()
    raw = as_csv([row(1)])

    assert sent(desk, raw, idempotency_key="a") == sent(desk, raw, idempotency_key="a")
    other = desk.send("/sources/sz12345/batches", as_csv([row(2)]), idempotency_key="a")
    assert (other.status_code, Batch.objects.count()) == (422, 1)


def test_nothing_goes_in_on_a_result_that_nobody_has_read(office: Office, desk: Caller) -> None:
    at = f"/sources/sz12345/batches/{sent(desk.__class__(desk.secret), as_csv([row(1)]))}"
    desk.post(f"{at}/match", MAPPED)
    office.work()
    old = desk.get(at)["ETag"]
    desk.post(f"{at}/match", {**MAPPED, "areas": {"城隍庙社区": "140403"}})
    office.work()
    Batch.objects.update(bad=1)

    assert desk.post(f"{at}/confirm").status_code == 428
    assert desk.post(f"{at}/confirm", if_match=old).status_code == 412
    office.work()
    assert not Matter.objects.exists()


def test_bad_rows_come_page_by_page_and_none_twice(office: Office, desk: Caller) -> None:
    office.matched()
    at = f"/sources/sz12345/batches/{sent(desk, as_csv([row(n, area='月亮社区') for n in range(1, 251)]))}"
    office.work()

    lines, after = [], ""
    while True:
        page = read(desk, f"{at}/bad-rows?after={after}")
        lines += [one["line"] for one in page["rows"]]
        after = page["next_after"]
        if not after:
            break

    assert lines == list(range(2, 252))


def test_a_file_is_dropped_and_gone(office: Office, desk: Caller) -> None:
    office.matched()
    at = f"/sources/sz12345/batches/{sent(desk, as_csv([row(1)]))}"

    assert desk.post(f"{at}/go-on").status_code == 409
    assert desk.post(f"{at}/drop").status_code == 200
    assert desk.get(at).status_code == 404
    assert read(desk, "/sources/sz12345/batches")["batches"] == []


def test_what_is_no_table_is_refused_in_words(office: Office, desk: Caller) -> None:
    answer = desk.send("/sources/sz12345/batches", b"\xd0\xcf\x11\xe0 old")

    assert (answer.status_code, told(answer)["title"]) == (422, "这是旧版的 Excel 表(.xls),这里读不了。")


def test_a_source_is_named_mapped_and_changed_by_who_has_seen_it(town: Town, desk: Caller) -> None:
    named = {"code": "chengguan", "name": "区城管平台", "area": town.county, "channel": "import"}
    assert desk.post("/sources", named).status_code == 201
    assert told(desk.post("/sources/chengguan/mapping", MAPPED)) == {"version": 1}

    found = desk.get("/sources/chengguan")
    assert told(found)["mapping"]["columns"] == COLUMNS
    wanted = {"name": "区城管局", "tells": True, "closed": False}
    at = "/sources/chengguan/change"
    assert desk.post(at, wanted).status_code == 428
    assert desk.post(at, wanted, if_match=found["ETag"]).status_code == 200
    assert desk.post(at, wanted, if_match=found["ETag"]).status_code == 412
    assert read(desk, "/sources")["sources"][0]["name"] == "区城管局"


def test_what_is_never_taken_is_taken_by_no_program(office: Office, desk: Caller) -> None:
    refused = {"columns": {**COLUMNS, "身份证号": "also"}}

    assert desk.post("/sources/sz12345/mapping", refused).status_code == 422
    assert desk.post("/sources/sz12345/mapping", {"columns": {"a": "nothing"}}).status_code == 422


def test_nobody_else_sees_the_file_or_the_source(town: Town, office: Office, desk: Caller) -> None:
    office.matched()
    at = f"/sources/sz12345/batches/{sent(desk, as_csv([row(1)]))}"
    colleague, outsider = person_calls(town, town.qianpaiqian), person_calls(town, town.wailai)
    handler = person_calls(town, town.zhaojing)

    assert colleague.get(at).status_code == 404
    for path in ("", "/batches", "/arrival?number=1"):
        answer, none = outsider.get(f"/sources/sz12345{path}"), outsider.get(f"/sources/nobodys{path}")
        assert (answer.status_code, answer.content) == (404, none.content)
    assert outsider.send("/sources/sz12345/batches", as_csv([row(1)])).status_code == 404
    assert handler.send("/sources/sz12345/batches", as_csv([row(1)])).status_code == 404
    assert told(handler.get("/sources")) == {"sources": []}
    for tail in ("/confirm", "/drop", "/go-on"):
        assert colleague.post(f"{at}{tail}", if_match="*").status_code == 404
