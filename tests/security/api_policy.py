"""Who may ask what of the API, written down from product.md and the pages' policy before looking at the code.

Beside the relations of policy.py, who hold tokens of their own with every scope a person may have:

    partner            an outside system for the county, that sent the probed matter's report
    partner_beside     another one for the county
    partner_elsewhere  one for the next county

The three administrators get no tokens: they are people on pages.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from security.policy import DESKS, KEEPER, REVEALS, SEES, SERVING

PARTNERS = frozenset({"partner", "partner_beside", "partner_elsewhere"})
PEOPLE = SERVING | {"ended"}
ALL = PEOPLE | PARTNERS
UNIT, COMMUNITY = "<unit>", "140403001004"


@dataclass(frozen=True)
class Asked:
    """One operation: `opens` for these; whoever else is `denied` ("refused": 403, "absent": 404 and, to the
    byte, as for what does not exist). `only_seen`: they see it and may not, so a refusal may say so. `absent`
    replaces what stands between the angle brackets of `path`."""

    path: str
    opens: frozenset[str]
    denied: str = "refused"
    body: dict[str, Any] | bytes | None = None
    only_seen: frozenset[str] = frozenset()
    heads: dict[str, str] = field(default_factory=dict)


def _kept(path: str, body: dict[str, Any], denied: str = "refused") -> Asked:
    return Asked(path, KEEPER, denied, body)


SEEN, FILE = {"If_Match": "*"}, {"content_type": "application/octet-stream"}
SOURCE, BATCH, HOOK = "/sources/<source>", "/sources/<source>/batches/<batch>", "/hooks/<hook>"
PHOTOS = "/matters/140403/<matter>/photos"
COLUMNS = {"columns": {"编号": "number", "内容": "text", "社区": "area"}}
RUNS, NAMES, SENT = (
    DESKS | KEEPER,
    frozenset({"county_dispatcher"}) | KEEPER,
    frozenset({"county_dispatcher"}),
)
MINE = frozenset({"partner"})
TOLD = {"name": "进展", "url": "https://93.184.216.34/in", "kinds": ["matter.closed"]}


def _batch(tail: str, body: dict[str, Any]) -> Asked:
    return Asked(f"{BATCH}/{tail}", SENT, "absent", body, heads=SEEN)


def _hook(tail: str, body: dict[str, Any] | None = None) -> Asked:
    return Asked(f"{HOOK}{tail}", MINE, "absent", body, heads=SEEN if body else {})


DAY = "2026-12-05"
OPERATIONS: dict[str, Asked] = {
    # residents and those who take down for them
    "submit_report": Asked(
        "/reports",
        SERVING | {"partner", "partner_beside"},
        body={"id": str(uuid4()), "text": "井盖坏了", "area": COMMUNITY},
    ),
    "read_report": Asked("/reports/140403/<sent>", frozenset({"partner"}), "absent"),
    "read_progress": Asked("/progress/<code>", ALL - {"partner_elsewhere"}, "absent"),
    "resident_verb": Asked(
        "/progress/<code>/supplement", frozenset({"partner", "partner_beside"}), "refused", {"note": "又陷了"}
    ),
    # those who serve
    "needle": Asked("/needle", PEOPLE),
    "list_matters": Asked("/matters", PEOPLE),
    "find_matters": Asked("/search?q=井盖", PEOPLE),
    "suggest": Asked("/search/suggestions?q=井", PEOPLE),
    "read_matter": Asked("/matters/140403/<matter>", SEES, "absent"),
    "read_slip": Asked("/matters/140403/<matter>/slip", frozenset({"reporter"}), "absent"),
    "speak": Asked(
        "/matters/140403/<matter>/verbs/supplement",
        frozenset({"grid_officer", "reporter"}),
        "absent",
        {"note": "又看了一次"},
        SEES - {"grid_officer", "reporter"},
        SEEN,
    ),
    "reveal_contact": Asked(
        "/matters/140403/<matter>/contact", REVEALS, "absent", {"reason": "约上门时间"}, SEES - REVEALS
    ),
    "list_photos": Asked(PHOTOS, SEES, "absent"),
    "read_photo": Asked(f"{PHOTOS}/<photo>/jpeg/small", SEES, "absent"),
    "add_photo": Asked(
        "/matters/140403/<matter>/steps/1/photos",
        frozenset({"reporter"}),
        "absent",
        b"no photo",
        SEES - {"reporter"},
        FILE,
    ),
    "cover_photo": Asked(f"{PHOTOS}/<photo>/cover", DESKS, "absent", {"looked": True}, SEES - DESKS, SEEN),
    "withdraw_photo": Asked(f"{PHOTOS}/<photo>/withdraw", DESKS, "absent", {}, SEES - DESKS, SEEN),
    # a code opens its photos to whoever shows it
    "list_own_photos": Asked("/progress/<code>/photos", ALL - {"partner_elsewhere"}, "absent"),
    "read_own_photo": Asked(
        "/progress/<code>/photos/<photo>/jpeg/small", ALL - {"partner_elsewhere"}, "absent"
    ),
    "add_own_photo": Asked(
        "/progress/<own>/steps/1/photos",
        frozenset({"partner", "partner_beside"}),
        "refused",
        b"no photo",
        heads=FILE,
    ),
    "remove_own_photo": Asked(
        f"/progress/<own>/photos/{'0' * 32}/remove", frozenset({"partner", "partner_beside"}), "refused", {}
    ),
    # sheets of another office: of whoever dispatches, and a file is its sender's alone
    "list_sources": Asked("/sources", PEOPLE),
    "read_source": Asked(SOURCE, RUNS, "absent"),
    "found_source": Asked(
        "/sources", NAMES, body={"code": "chengguan", "name": "区城管平台", "area": "140403"}
    ),
    "change_source": Asked(
        f"{SOURCE}/change",
        NAMES,
        "absent",
        {"name": "市12345", "tells": False, "closed": False},
        frozenset({"town_dispatcher"}),
        SEEN,
    ),
    "keep_mapping": Asked(f"{SOURCE}/mapping", NAMES, "absent", COLUMNS, frozenset({"town_dispatcher"})),
    "find_arrival": Asked(f"{SOURCE}/arrival?number=1", RUNS, "absent"),
    "receive_batch": Asked(f"{SOURCE}/batches", DESKS, "absent", b"no table", KEEPER, FILE),
    "list_batches": Asked(f"{SOURCE}/batches", RUNS, "absent"),
    "read_batch": Asked(BATCH, SENT, "absent"),
    "match_batch": _batch("match", COLUMNS),
    "confirm_batch": _batch("confirm", {}),
    "go_on_batch": _batch("go-on", {}),
    "drop_batch": _batch("drop", {}),
    "list_bad_rows": Asked(f"{BATCH}/bad-rows", SENT, "absent"),
    # an outside system's own addresses
    "list_hooks": Asked("/hooks", PARTNERS),
    "add_hook": Asked("/hooks", PARTNERS, body=TOLD),
    "read_hook": _hook(""),
    "change_hook": _hook("/change", TOLD),
    "renew_hook_secret": _hook("/secret", {}),
    "tell_hook": _hook("/verbs/pause", {}),
    "list_deliveries": _hook("/deliveries"),
    "send_delivery_again": Asked("/deliveries/000000/<delivery>/again", MINE, "absent", {}),
    "oversight": Asked("/oversight/140403001", DESKS | {"overseer"}),
    "follow_ups": Asked("/follow-ups", DESKS | {"overseer", "outsider"}),
    "read_messages": Asked("/messages", PEOPLE),
    # what everybody may know who comes by token
    "me": Asked("/me", ALL),
    "lifecycle": Asked("/lifecycle", ALL),
    "find_places": Asked("/places?q=城隍庙", ALL),
    "list_categories": Asked("/categories", ALL),
    "list_units": Asked("/units?area=140403001", ALL),
    "read_duty_list": Asked("/duty-list?area=140403001", ALL),
    "who_leads": Asked(f"/duty-list/lead?category=facility.manhole&area={COMMUNITY}", ALL),
    "list_divisions": Asked("/divisions?area=140403", ALL),
    "read_division": Asked("/divisions/140403001", ALL),
    "read_calendar": Asked("/calendar/2026", ALL),
    "read_service_times": Asked("/service-times", ALL),
    "read_ladder": Asked("/ladder", ALL),
    # outlines and grids below the county are for those who serve
    "list_grids": Asked(f"/grids/{COMMUNITY}", PEOPLE),
    "read_map": Asked("/maps/140403001", PEOPLE, "absent"),
    # the keeper of the whole deployment
    "read_unit": Asked("/units/<unit>", KEEPER, "absent"),
    "read_undelivered": Asked("/messages/undelivered", KEEPER, "absent"),
    "send_again": _kept(f"/messages/140403/{uuid4()}/again", {}),
    "keep_category": _kept("/categories", {"code": "other.new", "name": "新类", "service": "ordinary"}),
    "retire_category": _kept("/categories/order.dogs/retire", {}),
    "found_unit": _kept(
        "/units",
        {"kind": "police_station", "name": "新所", "area": "140403001", "valid_from": "2026-01-01"},
        "absent",
    ),
    "rename_unit": _kept("/units/<unit>/rename", {"name": "改名"}, "absent"),
    "close_unit": _kept("/units/<unit>/close", {"valid_until": "2026-12-31"}, "absent"),
    "open_post": _kept("/units/<unit>/posts", {"title": "辅警", "kind": "handler"}, "absent"),
    "appoint": _kept(
        "/units/<unit>/appoint", {"post": str(uuid4()), "username": "zhaojing", "starts_on": DAY}, "absent"
    ),
    "relieve": _kept("/units/<unit>/relieve", {"duty": str(uuid4()), "ends_on": DAY}, "absent"),
    "draw_grids": _kept(f"/grids/{COMMUNITY}/draw", {"parts": 2}),
    "set_day": _kept("/calendar/days", {"day": DAY, "working": True, "name": "补班"}),
    "clear_day": _kept("/calendar/days/clear", {"day": DAY}),
    "confirm_year": _kept("/calendar/2027/confirm", {}),
    "change_service_time": _kept(
        "/service-times",
        {
            "code": "ordinary",
            "name": "普通",
            "dispatch_minutes": 60,
            "answer_workdays": 3,
            "basis": "试",
            "valid_from": "2030-01-01",
        },
    ),
    "change_ladder": _kept("/ladder", {"shares": {"reminder": 81}}),
}
# A right code opens nothing outside an outside system's areas: as a wrong one.
ABSENT = frozenset({("resident_verb", "partner_elsewhere"), ("add_own_photo", "partner_elsewhere")}) | {
    ("remove_own_photo", "partner_elsewhere")
}
# Nobody holds one of these under the address that is probed: the keeper is told that there is none.
GONE = frozenset({"send_again", "clear_day", "appoint", "relieve", "find_arrival", "remove_own_photo"})
# Nobody who serves may be given a token for these: they are told that, wherever they ask.
OUTSIDE = frozenset(
    name for name, asked in OPERATIONS.items() if asked.path.startswith(("/hooks", "/deliveries"))
)
# An outside system's token cannot have been made for these: it is told that, wherever it asks.
PERSONAL = frozenset(
    name
    for name, asked in OPERATIONS.items()
    if asked.opens <= PEOPLE and name not in {"list_grids", "read_map", "read_report"}
)
