"""What is asked of every route, and what an answer says."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lianxin.deadlines.queries import ladder
from lianxin.matters import public as matters
from lianxin.matters.models import Matter
from lianxin.matters.public import Ref
from lianxin.media import shelf
from lianxin.media.models import Picture
from lianxin.mediation.codes import party_code
from lianxin.mediation.models import PanelMember
from quarrel import parties, taken
from security.cast import Cast

METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS")
TOKEN, GUESS = "0" * 32, "ZZZZZZZZZZ"
_SECRETS = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+|(name="id" value=")[^"]+')


def names(resolver: URLResolver | None = None, space: str = "") -> list[str]:
    """Every route of the house as `room:name`."""
    found = []
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found += names(one, one.namespace or space)
        elif isinstance(one, URLPattern):
            found.append(f"{space}:{one.name}")
    return found


@dataclass
class Probe:
    """One thing to ask for, and the same asked of something that does not exist (None: it names nothing)."""

    path: str
    absent: str | None = None
    body: dict[str, Any] = field(default_factory=dict)


def code_for(relation: str, ref: Ref) -> str:
    """Only the holder knows the code; everybody else guesses."""
    return matters.resident_code(ref.id) if relation == "code" else GUESS


def probe_of(route: str, relation: str, cast: Cast, ref: Ref) -> Probe:
    """A request that would succeed for somebody who may."""
    kind = _KINDS.get(route.split(":")[0])
    body = _bodies(cast).get(route, {})
    found = kind(route, relation, cast, ref) if kind else None
    if found is None:
        path, *absent = ({**_PLAIN, **_units(cast)}).get(route) or (reverse(route),)
        return Probe(path, absent[0] if absent else None, body)
    return Probe(*found, body)


def _matters(route: str, relation: str, cast: Cast, ref: Ref) -> tuple[str, str | None] | None:
    named = {"matters:reveal": "contact/", "matters:speak": "supplement/", "matters:matter": ""}
    named |= {"matters:slip": "slip/"}
    name = cast.once(f"photo {ref.id}", lambda: photo_of(ref)) if "photo" in route else ""
    photo = f"photos/{name}/small/"
    if route == "matters:public_photo":
        return f"/photos/{ref.county}/{name}/small.jpg", f"/photos/{ref.county}/{'0' * 32}/small.jpg"
    named |= {"matters:photo": photo, "matters:photo_public": f"photos/{name}/public/"}
    if route in named:
        tail = named[route]
        return f"/matters/{ref.county}/{ref.id}/{tail}", f"/matters/{ref.county}/{uuid4()}/{tail}"
    if route == "matters:another":
        beside = cast.once("beside", lambda: cast.town.reported("北口的窨井盖裂了").id)
        return (
            f"/matters/{ref.county}/{ref.id}/another/{beside}/",
            f"/matters/{ref.county}/{uuid4()}/another/{beside}/",
        )
    by_code = {"matters:progress": "", "matters:said": "said/", "matters:resident_speak": "supplement/"}
    by_code |= {"matters:resident_photo": photo, "matters:resident_photo_remove": f"photos/{name}/remove/"}
    by_code |= {"matters:mine": "mine/", "matters:mine_erase": "mine/erase/words/"}
    by_code |= {f"matters:mine_{way}": f"mine/{way}/" for way in ("send", "prove", "copy", "correct")}
    by_code |= {"matters:join": "join/"}
    if route in by_code:
        tail = by_code[route]
        return f"/p/{code_for(relation, ref)}/{tail}", f"/p/YYYYYYYYYY/{tail}"
    return None


def photo_of(ref: Ref) -> str:
    """A photo that came with the report, laid down without the darkroom: who may open it is the question."""
    now, name = datetime.now(UTC), shelf.new_name()
    shelf.put(name, b"large", b"small")
    told = {"digest": "0" * 64, "width": 4, "height": 3, "size": 10, "kept_at": now, "kept_until": now.date()}
    shown = {"public_name": name, "public_width": 4, "public_height": 3, "public_at": now}
    named = {"county": ref.county, "subject": f"matter:{ref.id}", "part": 1, "name": name}
    Picture.objects.create(**named, **told, **shown)
    return name


def _accounts(route: str, relation: str, cast: Cast, ref: Ref) -> tuple[str, str | None] | None:
    tails = {"accounts:person": "", "accounts:renew": "password/", "accounts:change": "end/"}
    tails |= {"accounts:reset": "reset/"}
    if route not in tails:
        return None
    person, tail = cast.actors["other_handler"].id, tails[route]
    return f"/people/{person}/{tail}", f"/people/{uuid4()}/{tail}"


def _tokens(route: str, relation: str, cast: Cast, ref: Ref) -> tuple[str, str | None] | None:
    if route in {"tokens:partners", "tokens:own"}:
        return None
    partner, token, own = cast.known["tokens"]
    if route == "tokens:own_revoke":
        return f"/account/tokens/{own}/revoke/", f"/account/tokens/{uuid4()}/revoke/"
    tail = {"tokens:partner": "", "tokens:change": "change/", "tokens:close": "close/"}.get(route, "tokens/")
    tail += f"{token}/revoke/" if route == "tokens:revoke" else ""
    return f"/partners/{partner}/{tail}", f"/partners/{uuid4()}/{tail}"


def _open311(route: str, relation: str, cast: Cast, ref: Ref) -> tuple[str, str | None] | None:
    room, _colon, name = route.partition(":")
    if name not in {"request", "token"}:
        return None
    base = f"/open311/{'test/' if room == 'open311_trial' else ''}v2/{name}s/"
    number = Matter.objects.filter(county=ref.county, id=ref.id).values_list("number", flat=True).get()
    return f"{base}{number}.json", f"{base}140403-261123-XXXXXXX.json"


def _exchange(route: str, relation: str, cast: Cast, ref: Ref) -> tuple[str, str | None] | None:
    tail = route.partition(":")[2].replace("_", "-") + "/"
    if tail in {"source/", "settings/", "answers/"}:
        tail = tail.removeprefix("source/")
        return f"/exchange/rexian/{tail}", f"/exchange/nobodys/{tail}"
    if tail in {"home/", "export/"}:
        return None
    tail = tail.removeprefix("batch/")
    return f"/exchange/rexian/{cast.known['batch']}/{tail}", f"/exchange/rexian/{uuid4()}/{tail}"


def _webhooks(route: str, relation: str, cast: Cast, ref: Ref) -> tuple[str, str | None] | None:
    if route == "webhooks:hooks":
        return None
    if route == "webhooks:add":
        partner = cast.known["tokens"][0]
        return f"/hooks/new/{partner}/", f"/hooks/new/{uuid4()}/"
    hook, delivery = cast.known["hook"]
    if route in {"webhooks:delivery", "webhooks:again"}:
        tail = "again/" if route == "webhooks:again" else ""
        return f"/deliveries/000000/{delivery}/{tail}", f"/deliveries/000000/{uuid4()}/{tail}"
    tail = {"webhooks:change": "change/", "webhooks:secret": "secret/", "webhooks:tell": "ping/"}.get(
        route, ""
    )
    return f"/hooks/{hook}/{tail}", f"/hooks/{uuid4()}/{tail}"


def _letters(route: str, relation: str, cast: Cast, ref: Ref) -> tuple[str, str | None] | None:
    if route == "letters:basket":
        return None
    tail = {"letters:letter": ""}.get(route, route.split(":")[1] + "/")
    return f"/letters/{cast.known['letter']}/{tail}", f"/letters/{uuid4()}/{tail}"


def _mediation(route: str, relation: str, cast: Cast, ref: Ref) -> tuple[str, str | None] | None:
    tails = {
        "file": "",
        "open_file": "open-file/",
        "speak": "assign/",
        "aside": "aside/",
        "settle": "settle/",
    }
    tails |= {"agreement": "agreement/", "sitting": "sittings/1/", "panel_of": "panel/", "after": "after/"}
    tails["slip"] = "parties/1/slip/"
    tails |= {"papers": "papers/", "papers_whole": "papers/file/", "paper": "papers/cover.docx"}
    name = route.split(":")[1]
    if name in ("panel-member", "panel-end"):
        member = cast.once("panel member", lambda: PanelMember.objects.get(name="常淑琴").id)
        tail = "" if name == "panel-member" else "end/"
        return f"/panel/{member}/{tail}", f"/panel/{uuid4()}/{tail}"
    if name == "answer":
        at = "/disputes/offered/140403/"
        return f"{at}{cast.known['hand_over']}/", f"{at}{uuid4()}/"
    if name == "decide":
        at = "/disputes/claims/140403/"
        return f"{at}{cast.known['claim']}/approve/", f"{at}{uuid4()}/approve/"
    if name not in tails:
        return _parties(route, relation, cast, ref)
    dispute, tail = cast.known["dispute"], tails[name]
    return f"/disputes/140403/{dispute}/{tail}", f"/disputes/140403/{uuid4()}/{tail}"


def _parties(route: str, relation: str, cast: Cast, ref: Ref) -> tuple[str, str | None] | None:
    """The code of a party opens; whoever holds that of another matter has none here."""
    tails = {"mediation:own": "", "mediation:applied": "applied/", "mediation:own_speak": "write/"}
    tails |= {"mediation:mine": "mine/", "mediation:own_paper": "papers/record.pdf"}
    tails |= {f"mediation:mine_{way}": f"mine/{way}/" for way in ("copy", "correct", "hide")}
    if route not in tails:
        return None
    party = cast.once("party", lambda: party_code(parties(taken(cast.town))[0].id))
    mine = party if relation == "code" else code_for(relation, ref)
    return f"/t/{mine}/{tails[route]}", f"/t/YYYYYYYYYY/{tails[route]}"


_KINDS = {
    "mediation": _mediation,
    "exchange": _exchange,
    "matters": _matters,
    "accounts": _accounts,
    "tokens": _tokens,
    "webhooks": _webhooks,
    "letters": _letters,
    "open311": _open311,
    "open311_trial": _open311,
}
_C, _N = "140403001004", "140403999999"
_PLAIN: dict[str, tuple[str, ...]] = {
    "matters:places": ("/places/?q=城隍庙",),
    "matters:outlines": ("/places/outlines/?area=140403",),
    "commons:feed": ("/commons/feed.atom",),
    "matters:oversight_of": ("/oversight/140403001/", "/oversight/140403999/"),
    "territory:divisions_take": (f"/divisions/import/{TOKEN}/",),
    "territory:divisions_bad": (f"/divisions/import/{TOKEN}/bad.csv",),
    "territory:grid_map": (f"/grids/{_C}/",),
    "territory:grid_around": (f"/grids/{_C}/around.geojson",),
    "territory:grid_draw": (f"/grids/{_C}/draw/",),
    "territory:grid_file": (f"/grids/{_C}/file/",),
    "territory:grid_preview": (f"/grids/{_C}/preview/2.geojson",),
    "territory:grid_faults": (f"/grids/{_C}/faults/{TOKEN}/wgs84.geojson",),
    "territory:map": ("/map/140403001.geojson", "/map/140403999.geojson"),
    "org:road": ("/roads/dispute.neighbour/",),
    "org:roads-export": ("/roads/export.csv",),
    "org:roads-import": ("/roads/import/",),
    "mediation:statistics-export": ("/disputes/statistics/rows.csv",),
    "mediation:paper_template": ("/paper-templates/note/",),
    "mediation:paper_template_shipped": ("/paper-templates/note/shipped/docx/",),
    "mediation:paper_template_withdraw": ("/paper-templates/note/docx/withdraw/",),
    "mediation:panel-kind-drop": ("/panel/kinds/station_chief/drop/",),
    "org:category-retire": ("/categories/order.dogs/retire/",),
    "org:unit-new": ("/units/new/?area=140403001",),
    "deadlines:year": ("/calendar/2026/",),
    "deadlines:clear_day": ("/calendar/2026/clear/",),
    "deadlines:confirm_year": ("/calendar/2027/confirm/",),
    **{
        f"{endpoint}:{name}": (f"{base}{path}",)
        for endpoint, base in (("open311", "/open311/v2/"), ("open311_trial", "/open311/test/v2/"))
        for name, path in (
            ("root", ""),
            ("discovery", "discovery.json"),
            ("services", "services.xml"),
            ("service", "services/facility.manhole.json"),
            ("requests", "requests.json"),
            ("nothing", "elsewhere.json"),
        )
    },
    "notices:again": (f"/undelivered/140403/{UUID(int=1)}/again/",),
    "notices:carrier": ("/channels/sms/", "/channels/nothing/"),
    "notices:carrier_off": ("/channels/sms/off/", "/channels/nothing/off/"),
    "notices:carrier_trial": ("/channels/sms/trial/", "/channels/nothing/trial/"),
    "notices:unit_carrier": (f"/channels/wecom/{UUID(int=1)}/", f"/channels/nothing/{UUID(int=1)}/"),
    "notices:unit_carrier_off": (f"/channels/wecom/{UUID(int=1)}/off/", f"/channels/x/{UUID(int=1)}/off/"),
    "notices:unit_carrier_trial": (
        f"/channels/wecom/{UUID(int=1)}/trial/",
        f"/channels/x/{UUID(int=1)}/trial/",
    ),
}


def _units(cast: Cast) -> dict[str, tuple[str, ...]]:
    unit = cast.once("unit", lambda: cast.town.unit("police_station"))
    return {
        "org:unit": (f"/units/{unit}/", f"/units/{uuid4()}/"),
        "org:unit-change": (f"/units/{unit}/rename/", f"/units/{uuid4()}/rename/"),
    }


def _bodies(cast: Cast) -> dict[str, dict[str, Any]]:
    shares = cast.once("shares", lambda: {rung.code: rung.after_percent + 1 for rung in ladder()})
    return {
        "matters:before": {"text": "北口的井盖坏了", "area": _C},
        "matters:hints": {"text": "北口的井盖坏了", "area": _C},
        "mediation:apply": {
            "id": str(uuid4()), "account": "楼上漏水,说了两次没有修", "area": _C, "name": "周大姐",
        },
        "mediation:own_speak": {"seen": 2, "note": "那天来不了"},
        "mediation:mine_correct": {"name": "王阿姨"},
        "mediation:mine_hide": {"hidden": "1"},
        "matters:say": {"id": str(uuid4()), "text": "井盖坏了", "area": _C},
        "matters:take_down": {"id": str(uuid4()), "text": "井盖坏了", "area": _C, "channel": "visit"},
        "matters:reveal": {"reason": "约上门时间"},
        "matters:speak": {"note": "又看了一次"},
        "matters:photo_public": {"looked": "on"},
        "matters:resident_speak": {"note": "又看了一次"},
        "matters:mine_prove": {"proof": "1"},
        "matters:mine_correct": {"phone": "13900001111"},
        "accounts:sign_in": {"username": "nobody", "password": "x" * 200},
        "accounts:register": {"username": "xinren", "name": "新人"},
        "accounts:renew": {"reason": "forgot"},
        "accounts:reset": {"reason": "lost_phone"},
        "accounts:change": {"reason": "suspicion"},
        "accounts:verify": {"county": "140403"},
        "territory:divisions_take": {"valid_from": "2026-12-01"},
        "territory:grid_draw": {"parts": "2"},
        "org:categories": {"code": "other.new", "name": "新类", "service": "ordinary", "family": "event"},
        "org:unit-new": {
            "kind": "police_station", "name": "新所", "area": "140403001", "valid_from": "2026-01-01",
        },
        "org:unit-change": {"name": "改名", "phone": "1"},
        "deadlines:year": {"day": "2026-12-05", "working": "1", "name": "补班"},
        "deadlines:clear_day": {"day": "2026-10-01"},
        "deadlines:change_service_time": {
            "code": "ordinary", "name": "普通", "dispatch": 1, "dispatch_unit": "hours", "answer": 3,
            "answer_unit": "workdays", "valid_from": "2030-01-01", "basis": "x",
        },
        "deadlines:change_ladder": shares,
        "webhooks:add": {"name": "x了", "url": "https://93.184.216.34/", "kinds": "matter.closed"},
        "webhooks:change": {"name": "x了", "url": "https://93.184.216.34/", "kinds": "matter.closed"},
        "letters:place": {"area": _C},
        "letters:drop": {"reason": "advert"},
        "mediation:panel-new": {
            "name": "新来的", "kinds": "lawyer", "area": _C, "cap": 3, "starts_on": "2026-11-24",
        },
        "mediation:panel-member": {
            "name": "常淑琴", "kinds": "lawyer", "area": _C, "cap": 3, "starts_on": "2023-06-30",
        },
        "mediation:panel-end": {"ends_on": "2030-01-01"},
        "mediation:panel-kinds": {"code": "veteran", "group": "elder", "name": "老兵"},
        "mediation:new": {"account": "楼上漏水", "area": "140403001", "category": "dispute.neighbour"},
        "mediation:answer": {"answer": "accept"},
        "mediation:open_file": {"reason": "当事人来电,核实"},
        "mediation:papers_whole": {"reason": "当事人来电,核实"},
        "mediation:speak": {"mediator": str(cast.actors["mediator"].id)},
        "mediation:panel_of": {"seats": "nobody"},
        "mediation:agreement": {"term-TOTAL_FORMS": 0, "term-INITIAL_FORMS": 0},
        "pages:prefer": {"language": "en"},
        "exchange:export": {"columns": "ours", "kind": "csv"},
        "exchange:home": {"name": "区城管平台", "code": "chengguan", "channel": "import", "area": "140403"},
        "exchange:settings": {"name": "市12345"},
    }  # fmt: skip


def told(answer: HttpResponse, path: str) -> tuple[int, bytes, str]:
    """What a stranger could compare: status, body and Location, without what differs at every request."""
    body = _SECRETS.sub(b"", answer.content).replace(path.encode(), b"<here>")
    return answer.status_code, body, unquote(answer.get("Location", "")).replace(path, "<here>")


def leads_to(answer: HttpResponse, door: str) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith(door)
