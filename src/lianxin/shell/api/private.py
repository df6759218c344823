"""Every address that is no operation of the API: the page for whose sake it is there, with the operation that
does the same, or the reason why nothing does. A test holds this list and the resolver together (API9)."""

FRAME = "of pages alone: the way in and out, the language, where a day begins"
ACCOUNTS = "accounts, passwords, second factors and tokens are administered by people, on pages"
PICTURES = "pictures are sent and looked at on pages, and by Open311; no operation of the API yet"
FILES = "a file with its dry run: on its page, or by the command line"
OTHER_API = (
    "an interface that others defined (Open311 GeoReport v2), documented there; the same verbs behind it"
)
MINE = (
    "rights of the person: the telephone is proved in their own browser, so that no program collects copies"
)
CARRIERS = "how messages leave: set up by the administrator, with a trial message"
SUGGESTED = "what was said before is shown to a person, who chooses; no program merges or joins"
DOCUMENT = "says what there is; open to all"

# A page → the operation of the API that does the same (by its operationId).
SAME: dict[str, str] = {
    "matters:say": "submit_report",
    "matters:said": "read_progress",
    "matters:find": "read_progress",
    "matters:progress": "read_progress",
    "matters:resident_speak": "resident_verb",
    "matters:places": "find_places",
    "matters:outlines": "read_map",
    "matters:needle": "needle",
    "matters:list": "list_matters",
    "matters:search": "find_matters",
    "matters:suggestions": "suggest",
    "matters:matter": "read_matter",
    "matters:speak": "speak",
    "matters:reveal": "reveal_contact",
    "matters:slip": "read_slip",
    "matters:take_down": "submit_report",
    "matters:follow_ups": "follow_ups",
    "matters:oversight": "oversight",
    "matters:oversight_of": "oversight",
    "territory:divisions": "list_divisions",
    "territory:grids": "list_divisions",
    "territory:grid_map": "list_grids",
    "territory:grid_around": "read_map",
    "territory:grid_draw": "draw_grids",
    "territory:map": "read_map",
    "territory:map_all": "read_map",
    "org:catalogue": "list_categories",
    "org:categories": "keep_category",
    "org:category-retire": "retire_category",
    "org:duties": "read_duty_list",
    "org:duties-export": "read_duty_list",
    "org:units": "list_units",
    "org:unit": "read_unit",
    "org:unit-new": "found_unit",
    "org:unit-change": "rename_unit",
    "deadlines:calendar": "read_calendar",
    "deadlines:year": "set_day",
    "deadlines:clear_day": "clear_day",
    "deadlines:confirm_year": "confirm_year",
    "deadlines:service_times": "read_service_times",
    "deadlines:change_service_time": "change_service_time",
    "deadlines:change_ladder": "change_ladder",
    "notices:undelivered": "read_undelivered",
    "notices:again": "send_again",
}
# An address, or a room with a star, → why the API has nothing like it.
PRIVATE: dict[str, str] = {
    "pages:prefer": FRAME,
    "matters:start": FRAME,
    "matters:photo": PICTURES,
    "matters:photo_public": PICTURES,
    "matters:public_photo": PICTURES,
    "matters:resident_photo": PICTURES,
    "matters:resident_photo_remove": PICTURES,
    "accounts:sign_in": FRAME,
    "accounts:second": FRAME,
    "accounts:enrol": FRAME,
    "accounts:sign_out": FRAME,
    "accounts:everywhere": FRAME,
    "accounts:journal": "the journal is read by the audit administrator, who has no token",
    "accounts:verify": "the journal is proved by the audit administrator, or by `lianxin journal verify`",
    "accounts:*": ACCOUNTS,
    "tokens:*": ACCOUNTS,
    "commons:*": "the public board: its feeds (Atom, GeoJSON, CSV) are for programs, open to all",
    "letters:*": "a clerk reads a letter and says where it belongs: a decision of a person",
    "webhooks:*": "outside systems and where they hear are kept by the administrator, on pages",
    "notices:carriers": CARRIERS,
    "notices:carrier": CARRIERS,
    "notices:carrier_off": CARRIERS,
    "notices:carrier_trial": CARRIERS,
    "notices:unit_carrier": CARRIERS,
    "notices:unit_carrier_off": CARRIERS,
    "notices:unit_carrier_trial": CARRIERS,
    "notices:quiet": CARRIERS,
    "matters:another": SUGGESTED,
    "matters:before": SUGGESTED,
    "matters:hints": SUGGESTED,
    "matters:join": SUGGESTED,
    "matters:mine": MINE,
    "matters:mine_send": MINE,
    "matters:mine_prove": MINE,
    "matters:mine_copy": MINE,
    "matters:mine_correct": MINE,
    "matters:mine_erase": MINE,
    "territory:divisions_import": FILES,
    "territory:divisions_take": FILES,
    "territory:divisions_bad": FILES,
    "territory:grid_file": FILES,
    "territory:grid_faults": FILES,
    "territory:grid_preview": "a picture of what drawing would make; the drawing itself is draw_grids",
    "org:duties-import": FILES,
    "document:*": DOCUMENT,
    "open311:*": OTHER_API,
    "open311_trial:*": OTHER_API,
    "exchange:*": FILES,
    "api:api-root": "ninja's own mark of where the API begins: answers 404",
}
