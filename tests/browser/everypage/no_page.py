"""Addresses that answer no page: what they answer instead is checked."""

from browser.everypage.eyes import SAME
from lianxin.shell.town.cast import CHENGHUANG, COUNTY

NOBODY = f"{'0' * 8}-0000-0000-0000-{'0' * 12}"
LEADS_ON, DATA = "leads on to a page after a change", "data"
PIECE = "a piece of the page on which one writes: seen there"
OPEN311 = (
    ("root", ""),
    ("discovery", "discovery.json"),
    ("services", "services.json"),
    ("service", "services/facility.manhole.json"),
    ("requests", "requests.json"),
    ("request", "requests/140403-261123-XXXXXXX.json"),
    ("token", "tokens/140403-261123-XXXXXXX.json"),
    ("nothing", "nothing.json"),
)
NO_PAGE: dict[str, tuple[str, str]] = {
    "webhooks:tell": (LEADS_ON, f"/hooks/{NOBODY}/ping/"),
    "webhooks:again": (LEADS_ON, f"/deliveries/000000/{NOBODY}/again/"),
    "matters:before": (PIECE, "/before/"),
    "matters:hints": (PIECE, "/matters/hints/"),
    "matters:join": (LEADS_ON, f"/p/{'0' * 10}/join/"),
    "matters:another": (LEADS_ON, f"/matters/{COUNTY}/{SAME}/another/{SAME}/"),
    "mediation:mine_copy": (DATA, f"/t/{'0' * 10}/mine/copy/"),
    "mediation:mine_hide": (LEADS_ON, f"/t/{'0' * 10}/mine/hide/"),
    "tokens:close": (LEADS_ON, f"/partners/{NOBODY}/close/"),
    "tokens:revoke": (LEADS_ON, f"/partners/{NOBODY}/tokens/{NOBODY}/revoke/"),
    "tokens:own_revoke": (LEADS_ON, f"/account/tokens/{NOBODY}/revoke/"),
    "exchange:confirm": (LEADS_ON, f"/exchange/sz12345/{NOBODY}/confirm/"),
    "exchange:go_on": (LEADS_ON, f"/exchange/sz12345/{NOBODY}/go-on/"),
    "exchange:drop": (LEADS_ON, f"/exchange/sz12345/{NOBODY}/drop/"),
    "exchange:progress": (DATA, f"/exchange/sz12345/{NOBODY}/progress/"),
    "exchange:to_mend": (DATA, f"/exchange/sz12345/{NOBODY}/to-mend/"),
    "exchange:answers": (DATA, "/exchange/sz12345/answers/"),
    "pages:prefer": (LEADS_ON, "/preferences/"),
    "document:openapi": (DATA, "/api/v1/openapi.json"),
    "matters:photo": (DATA, f"/matters/{COUNTY}/{NOBODY}/photos/{'0' * 32}/small/"),
    "matters:resident_photo": (DATA, f"/p/WRONGWRONG/photos/{'0' * 32}/small/"),
    "matters:resident_photo_remove": (LEADS_ON, f"/p/{'0' * 10}/photos/{'0' * 32}/remove/"),
    "matters:public_photo": (DATA, f"/photos/{COUNTY}/{'0' * 32}/small.jpg"),
    "matters:places": (DATA, "/places/?q=城隍庙"),
    "matters:outlines": (DATA, "/places/outlines/"),
    **{f"matters:mine_{way}": (LEADS_ON, f"/p/{'0' * 10}/mine/{way}/") for way in ("send", "correct")},
    "matters:mine_copy": (DATA, f"/p/{'0' * 10}/mine/copy/"),
    "matters:mine_erase": (LEADS_ON, f"/p/{'0' * 10}/mine/erase/words/"),
    "commons:map": (DATA, "/commons/map/"),
    "commons:feed": (DATA, "/commons/feed.geojson"),
    "matters:suggestions": (DATA, "/search/suggestions/?q=井"),
    "matters:start": ("leads to the page on which one's day begins", "/start/"),
    "matters:oversight": ("leads to the page of one's own area", "/oversight/"),
    "accounts:sign_out": (LEADS_ON, "/sign-out/"),
    "accounts:everywhere": (LEADS_ON, "/account/sign-out-everywhere/"),
    "territory:divisions_take": (
        "says what the same page said when it was tried",
        f"/divisions/import/{'0' * 32}/",
    ),
    "territory:divisions_bad": (DATA, f"/divisions/import/{'0' * 32}/bad.csv"),
    "territory:grid_draw": (LEADS_ON, f"/grids/{CHENGHUANG}/draw/"),
    "territory:grid_around": (DATA, f"/grids/{CHENGHUANG}/around.geojson"),
    "territory:grid_preview": (DATA, f"/grids/{CHENGHUANG}/preview/3.geojson"),
    "territory:grid_faults": (DATA, f"/grids/{CHENGHUANG}/faults/{'0' * 32}/wgs84.geojson"),
    "territory:map_all": (DATA, "/map/all.geojson"),
    "territory:map": (DATA, f"/map/{COUNTY}.geojson"),
    "org:catalogue": (DATA, "/categories.json"),
    "org:category-retire": (LEADS_ON, "/categories/noise/retire/"),
    "org:duties-export": (DATA, "/duties/export.csv"),
    "org:roads-export": (DATA, "/roads/export.csv"),
    "mediation:own_paper": (DATA, f"/t/{'0' * 10}/papers/record.pdf"),
    "mediation:paper_template_shipped": (DATA, "/paper-templates/note/shipped/typst/"),
    "mediation:paper_template_withdraw": (LEADS_ON, "/paper-templates/note/docx/withdraw/"),
    "mediation:paper": (DATA, f"/disputes/{COUNTY}/{NOBODY}/papers/record.pdf"),
    "mediation:panel-export": (DATA, "/panel/export.csv"),
    "mediation:statistics-export": (DATA, "/disputes/statistics/rows.csv"),
    "mediation:claims-export": (DATA, "/disputes/claims/export.csv"),
    **{
        f"{endpoint}:{name}": (DATA, f"{base}{path}")
        for endpoint, base in (("open311", "/open311/v2/"), ("open311_trial", "/open311/test/v2/"))
        for name, path in OPEN311
    },
    "deadlines:clear_day": (LEADS_ON, "/calendar/2026/clear/"),
    "deadlines:confirm_year": (LEADS_ON, "/calendar/2026/confirm/"),
    "notices:carrier_off": (LEADS_ON, "/channels/sms/off/"),
    "notices:unit_carrier_off": (LEADS_ON, f"/channels/wecom/{'0' * 8}-0000-0000-0000-{'0' * 12}/off/"),
    "notices:again": (LEADS_ON, f"/undelivered/{COUNTY}/{'0' * 8}-0000-0000-0000-{'0' * 12}/again/"),
}
