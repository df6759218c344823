"""Who may open what, written down from product.md and issue 2 before looking at the code, and kept by hand.

A relation names how somebody stands to the probed matter, which lies in 城隍庙社区 of 东街街道, 潞州区:

    anonymous             nobody signed in
    code                  the resident who holds the code of this matter
    other_code            a resident who holds the code of another matter
    grid_officer          of the community
    grid_officer_elsewhere   of the next community
    handler, unit_head    of the unit that has it
    other_handler         of a unit that does not
    assisting             handler of a unit that was asked to help
    reporter              serves in the next community, and took this report down
    town_dispatcher, county_dispatcher, overseer   over the place
    keeper                of the whole deployment: keeps the house, reads no matter
    mediator              leads the probed dispute, for the committee of the street office
    guide                 of the justice office: guides mediation over the place
    outsider              dispatcher of the next county
    system, security, audit   the three administrators: no duties, no resident's data
    ended                 was handler of the unit, and reported; the duty ended yesterday
    locked                is handler of the unit; the account was locked after signing in
    half                  is handler of the unit; the password was right, the second factor is owed
"""

from dataclasses import dataclass

STRANGERS = frozenset({"anonymous", "code", "other_code", "locked"})
ADMINISTRATORS = frozenset({"system", "security", "audit"})
SERVING = frozenset(
    [
        "grid_officer",
        "grid_officer_elsewhere",
        "handler",
        "unit_head",
        "other_handler",
        "assisting",
        "reporter",
        "town_dispatcher",
        "county_dispatcher",
        "overseer",
        "keeper",
        "mediator",
        "guide",
        "outsider",
    ]
)
SIGNED_IN = SERVING | ADMINISTRATORS | {"ended"}
EVERYBODY = STRANGERS | SIGNED_IN  # "half" is led to the second factor whatever it asks for

OVER_THE_PLACE = frozenset({"grid_officer", "town_dispatcher", "county_dispatcher", "overseer", "reporter"})
IN_THE_UNIT = frozenset({"handler", "unit_head"})  # while a unit has it
SEES = OVER_THE_PLACE | IN_THE_UNIT | {"assisting"}
REVEALS = IN_THE_UNIT | {"grid_officer", "town_dispatcher", "county_dispatcher"}
KEEPER = frozenset({"keeper"})
DESKS = frozenset({"town_dispatcher", "county_dispatcher"})
COUNTS = frozenset({"guide", "mediator", "assisting"})  # the last mediates for another committee
ANSWERING = IN_THE_UNIT | DESKS | {"other_handler", "assisting", "outsider"}
SOURCES = DESKS | {"keeper", "outsider"}  # the outsider has sources of their own to name


@dataclass(frozen=True)
class Row:
    """`opens` for these relations; whoever else is signed in gets `denied` ("refused": told that it is not
    theirs; "absent": told, to the byte, what would be told of a thing that does not exist). Strangers are
    led to the door, or where `public` get what is `denied` like everybody else."""

    opens: frozenset[str]
    denied: str = "refused"
    public: bool = False


OPEN = Row(EVERYBODY, public=True)
SIGNED = Row(SIGNED_IN)
KEPT, KEPT_HIDDEN = Row(KEEPER), Row(KEEPER, "absent")
LOOKED_AFTER = Row(KEEPER | {"guide"}, "absent")
NOTHING = Row(frozenset(), "absent", public=True)
KEYLESS = Row(frozenset(), public=True)  # for whoever shows a key, and nobody here has one
METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS")
HOLDER = Row(frozenset({"code"}), "absent", public=True)
RUNS_IT, SENT_IT = Row(DESKS | KEEPER, "absent"), Row(frozenset({"county_dispatcher"}), "absent")

SYSTEM = Row(frozenset({"system"}), "absent")

# Free for those half signed in too: the way in, the way out, the language.
ON_THE_WAY = frozenset(
    {
        "accounts:sign_in",
        "accounts:second",
        "accounts:enrol",
        "accounts:sign_out",
        "pages:prefer",
        "document:openapi",
    }
)

ROUTES: dict[str, dict[str, Row]] = {
    # residents, without an account
    "matters:say": {"GET": OPEN, "HEAD": OPEN, "POST": OPEN},
    "matters:before": {"POST": OPEN},  # of public space alone, in words anybody may read
    "matters:join": {"POST": HOLDER},
    "matters:hints": {"POST": Row(SERVING)},
    "matters:another": {"POST": Row(DESKS, "absent")},
    "matters:places": {"GET": OPEN},
    "matters:outlines": {"GET": OPEN},
    "matters:find": {"GET": OPEN},
    "matters:progress": {"GET": HOLDER},
    "matters:said": {"GET": HOLDER},
    "matters:resident_speak": {"POST": HOLDER},
    "matters:resident_photo": {"GET": HOLDER},
    "matters:resident_photo_remove": {"POST": HOLDER},
    "matters:mine": {"GET": HOLDER},  # the rest asks for the telephone too where a number was left
    "matters:mine_send": {"POST": HOLDER},
    "matters:mine_prove": {"POST": HOLDER},
    "matters:mine_copy": {"POST": HOLDER},
    "matters:mine_correct": {"POST": HOLDER},
    "matters:mine_erase": {"POST": HOLDER},
    # parties to a dispute, without an account: their own code opens, that of a matter does not
    "mediation:find": {"GET": OPEN},
    "mediation:apply": {"GET": OPEN, "HEAD": OPEN, "POST": Row(STRANGERS, public=True)},
    "mediation:own": {"GET": HOLDER},
    "mediation:applied": {"GET": HOLDER},
    "mediation:own_speak": {"POST": HOLDER},
    "mediation:mine": {"GET": HOLDER},
    "mediation:own_paper": {"GET": HOLDER},
    "mediation:mine_copy": {"POST": HOLDER},
    "mediation:mine_correct": {"POST": HOLDER},
    "mediation:mine_hide": {"POST": HOLDER},
    # those who serve
    "matters:start": {"GET": SIGNED},
    "matters:needle": {"GET": SIGNED},
    "matters:list": {"GET": SIGNED},
    "matters:search": {"GET": SIGNED},  # of what each may see: tests/search/test_visible.py
    "matters:suggestions": {"GET": SIGNED},
    "matters:take_down": {"GET": Row(SERVING), "HEAD": Row(SERVING), "POST": Row(SERVING)},
    "matters:matter": {"GET": Row(SEES, "absent")},
    "matters:photo": {"GET": Row(SEES, "absent")},
    "matters:photo_public": {method: Row(DESKS, "absent") for method in ("GET", "HEAD", "POST")},
    "matters:public_photo": {"GET": OPEN},  # the covered one, once a dispatcher has said so
    "matters:slip": {"GET": Row(frozenset({"reporter"}), "absent")},  # of what they took down
    "matters:reveal": {"POST": Row(REVEALS, "absent")},  # who sees but may not: told so, see SEEING_ONLY
    "matters:speak": {
        "POST": Row(frozenset({"grid_officer", "reporter"}), "absent")
    },  # probed with supplement
    "matters:follow_ups": {"GET": Row(DESKS | {"overseer", "outsider"})},
    **{f"commons:{name}": {"GET": OPEN, "HEAD": OPEN} for name in ("board", "map", "sign", "feed")},
    "matters:oversight": {"GET": Row(DESKS | {"overseer", "outsider"})},
    "matters:oversight_of": {"GET": Row(DESKS | {"overseer"})},  # of 东街街道
    # the way in and one's own account
    "accounts:sign_in": {"GET": OPEN, "HEAD": OPEN, "POST": OPEN},
    "accounts:second": {"GET": OPEN, "HEAD": OPEN, "POST": OPEN},
    "accounts:enrol": {"GET": OPEN, "HEAD": OPEN, "POST": OPEN},
    "accounts:sign_out": {"POST": OPEN},
    "accounts:account": {"GET": SIGNED},
    "accounts:password": {"POST": SIGNED},
    "accounts:everywhere": {"POST": SIGNED},
    # the three administrators
    "accounts:people": {"GET": Row(frozenset({"security"}), "absent")},
    "accounts:register": {"POST": Row(frozenset({"security"}), "absent")},
    "accounts:person": {"GET": Row(frozenset({"security"}), "absent")},
    "accounts:renew": {"POST": Row(frozenset({"security"}), "absent")},
    "accounts:reset": {"POST": Row(frozenset({"security"}), "absent")},
    "accounts:change": {"POST": Row(frozenset({"security"}), "absent")},
    "accounts:journal": {"GET": Row(frozenset({"audit"}), "absent")},
    "accounts:verify": {"POST": Row(frozenset({"audit"}), "absent")},
    # programs: outside systems and their tokens; one's own
    "tokens:partners": {"GET": SYSTEM, "HEAD": SYSTEM, "POST": SYSTEM},
    "tokens:partner": {"GET": SYSTEM},
    "tokens:change": {"POST": SYSTEM},
    "tokens:close": {"POST": SYSTEM},
    "tokens:issue": {"POST": SYSTEM},
    "tokens:revoke": {"POST": SYSTEM},
    "tokens:own": {"GET": SIGNED, "HEAD": SIGNED, "POST": SIGNED},
    "tokens:own_revoke": {"POST": Row(frozenset({"handler"}), "absent")},  # of the handler's own
    # the map: outlines below the county are for those who serve
    "territory:map_all": {"GET": OPEN},
    "territory:map": {"GET": Row(SIGNED_IN, "absent", public=True)},  # of 东街街道
    "territory:divisions": {"GET": SIGNED},
    "territory:divisions_import": {"GET": KEPT, "POST": KEPT},
    "territory:divisions_take": {"POST": KEPT},
    "territory:divisions_bad": {"GET": KEPT},
    "territory:grids": {"GET": SIGNED},
    "territory:grid_map": {"GET": SIGNED},
    "territory:grid_around": {"GET": SIGNED},
    "territory:grid_draw": {"POST": KEPT},
    "territory:grid_file": {"POST": KEPT},
    "territory:grid_preview": {"GET": SIGNED},
    "territory:grid_faults": {"GET": KEPT},
    # who does what: no resident's data
    "org:catalogue": {"GET": OPEN},
    "org:categories": {"GET": KEPT, "POST": KEPT},
    "org:category-retire": {"POST": KEPT},
    "org:duties": {"GET": SIGNED},
    "org:duties-import": {"GET": SIGNED, "POST": KEPT},
    **{f"org:{name}": {"GET": OPEN, "HEAD": OPEN} for name in ("roads", "road", "roads-export")},
    "org:roads-import": {"GET": SIGNED, "POST": KEPT},
    "org:duties-export": {"GET": SIGNED},
    "org:units": {"GET": SIGNED},
    "org:unit-new": {"GET": KEPT_HIDDEN, "POST": KEPT_HIDDEN},
    "org:unit": {"GET": KEPT_HIDDEN},
    "org:unit-change": {"POST": KEPT_HIDDEN},
    # who may be asked onto a panel: for keepers of a place and guides of mediation
    "mediation:panel": {"GET": LOOKED_AFTER},
    "mediation:panel-new": {"GET": LOOKED_AFTER, "POST": LOOKED_AFTER},
    "mediation:panel-member": {"GET": LOOKED_AFTER, "POST": LOOKED_AFTER},
    "mediation:panel-end": {"POST": LOOKED_AFTER},
    "mediation:panel-export": {"GET": LOOKED_AFTER},
    "mediation:panel-import": {"GET": LOOKED_AFTER, "POST": LOOKED_AFTER},
    "mediation:panel-kinds": {"GET": KEPT, "POST": KEPT},
    "mediation:panel-kind-drop": {"POST": KEPT},
    "mediation:paper_templates": {"GET": KEPT},
    "mediation:paper_template": {"GET": KEPT, "POST": KEPT},
    "mediation:paper_template_shipped": {"GET": KEPT},
    "mediation:paper_template_withdraw": {"POST": KEPT},
    # promises
    "deadlines:calendar": {"GET": SIGNED},
    "deadlines:year": {"GET": SIGNED, "POST": KEPT},
    "deadlines:clear_day": {"POST": KEPT},
    "deadlines:confirm_year": {"POST": KEPT},
    "deadlines:service_times": {"GET": SIGNED},
    "deadlines:change_service_time": {"POST": KEPT},
    "deadlines:change_ladder": {"POST": KEPT},
    # what could not be sent: addresses of the deployment's post, never words
    "notices:undelivered": {"GET": KEPT_HIDDEN},
    "notices:again": {"POST": KEPT},
    "notices:carriers": {"GET": KEPT_HIDDEN},
    "notices:quiet": {"POST": KEPT_HIDDEN},
    "notices:carrier": {"GET": KEPT_HIDDEN, "POST": KEPT_HIDDEN},
    "notices:carrier_off": {"POST": KEPT_HIDDEN},
    "notices:carrier_trial": {"POST": KEPT_HIDDEN},
    "notices:unit_carrier": {"GET": KEPT_HIDDEN, "POST": KEPT_HIDDEN},
    "notices:unit_carrier_off": {"POST": KEPT_HIDDEN},
    "notices:unit_carrier_trial": {"POST": KEPT_HIDDEN},
    # letters that somebody must read: for those who dispatch where the mailbox serves (here: 东街街道)
    "letters:basket": {"GET": Row(DESKS | {"outsider"}, "absent")},
    "letters:letter": {"GET": Row(DESKS, "absent")},
    "letters:place": {"POST": Row(DESKS, "absent")},
    "letters:drop": {"POST": Row(DESKS, "absent")},
    # disputes: the file for who leads it; the procedure for the guide; for all others there is none
    "mediation:today": {"GET": Row(frozenset({"mediator", "assisting"}), "absent")},
    "mediation:new": dict.fromkeys(("GET", "HEAD", "POST"), Row(frozenset({"mediator", "assisting"}))),
    "mediation:file": {"GET": Row(frozenset({"mediator", "guide"}), "absent")},
    "mediation:open_file": {"POST": Row(frozenset({"mediator", "guide"}), "absent")},
    "mediation:speak": {"POST": Row(frozenset({"mediator", "guide"}), "absent")},  # names another mediator
    "mediation:after": {"GET": Row(frozenset({"mediator", "guide"}), "absent")},
    # whoever mediates, and the police: place, kind and how often; of nobody
    "mediation:signs": {"GET": Row(frozenset({"mediator", "assisting", "handler"}), "absent")},
    "mediation:panel_of": dict.fromkeys(("GET", "HEAD", "POST"), Row(frozenset({"mediator"}), "absent")),
    "mediation:aside": {"POST": Row(frozenset({"mediator", "guide"}), "absent")},  # sees the procedure
    "mediation:agreement": dict.fromkeys(("GET", "HEAD", "POST"), Row(frozenset({"mediator"}), "absent")),
    "mediation:sitting": dict.fromkeys(("GET", "HEAD", "POST"), Row(frozenset({"mediator"}), "absent")),
    "mediation:settle": {"POST": Row(frozenset({"mediator"}), "absent")},
    # procedure alone: for who guides mediation over the place, and for the centre that oversees
    "mediation:oversight": {"GET": Row(frozenset({"guide", "overseer"}), "absent")},
    "mediation:statistics": {"GET": Row(COUNTS | {"overseer"}, "absent")},
    "mediation:statistics-export": {"GET": Row(COUNTS, "absent")},  # the rows; the centre has the sums alone
    "mediation:claims": {"GET": Row(COUNTS, "absent")},
    "mediation:claim": {"POST": Row(COUNTS, "absent")},
    "mediation:claims-export": {"GET": Row(COUNTS, "absent")},
    "mediation:decide": {"POST": Row(frozenset({"guide"}), "absent")},
    # what was handed to a unit: who answers for some unit has the page, who answers for this one its answer
    "mediation:offered": {"GET": Row(ANSWERING, "absent")},
    "mediation:answer": {"POST": Row(IN_THE_UNIT, "absent")},
    "mediation:papers": {"GET": Row(frozenset({"mediator", "guide"}), "absent")},
    "mediation:papers_whole": {
        "GET": Row(frozenset({"mediator"}), "absent"),
        "POST": Row(frozenset({"mediator", "guide"}), "absent"),
    },
    "mediation:paper": {"GET": Row(frozenset({"mediator"}), "absent")},
    "mediation:slip": {"GET": Row(frozenset({"mediator"}), "absent")},
    # where news goes: ids and codes, for the system administrator
    "webhooks:hooks": {"GET": SYSTEM},
    "webhooks:add": {"GET": SYSTEM, "HEAD": SYSTEM, "POST": SYSTEM},
    "webhooks:hook": {"GET": SYSTEM},
    "webhooks:change": {"POST": SYSTEM},
    "webhooks:secret": {"POST": SYSTEM},
    "webhooks:tell": {"POST": SYSTEM},
    "webhooks:delivery": {"GET": SYSTEM},
    "webhooks:again": {"POST": SYSTEM},
    "pages:prefer": {"POST": OPEN},
    # Open311: what anybody may read; a key with every write, and with what only its holder reads
    **{
        f"{endpoint}:{name}": {"GET": OPEN, "HEAD": OPEN, "OPTIONS": OPEN}
        for endpoint in ("open311", "open311_trial")
        for name in ("root", "discovery", "services", "service")
    },
    **{
        f"{endpoint}:requests": {"GET": OPEN, "HEAD": OPEN, "OPTIONS": OPEN, "POST": KEYLESS}
        for endpoint in ("open311", "open311_trial")
    },
    **{
        f"{endpoint}:{name}": {"GET": NOTHING, "HEAD": NOTHING, "OPTIONS": OPEN}  # this one is not public
        for endpoint in ("open311", "open311_trial")
        for name in ("request", "token")
    },
    "open311:nothing": dict.fromkeys(METHODS, NOTHING),
    "open311_trial:nothing": dict.fromkeys(METHODS, NOTHING),
    # what the API is: the same for everybody, without a token
    "document:readable": {"GET": OPEN},
    "document:openapi": {"GET": OPEN, "HEAD": OPEN},
    # other offices' rows: a source of the county; a file that the county's dispatcher sent
    "exchange:export": {"GET": Row(SERVING), "HEAD": Row(SERVING), "POST": Row(SERVING)},
    "exchange:home": {"GET": Row(SOURCES), "HEAD": Row(SOURCES), "POST": Row(SOURCES)},
    "exchange:source": {"GET": RUNS_IT, "HEAD": RUNS_IT, "POST": RUNS_IT},
    "exchange:settings": {"POST": RUNS_IT},  # of the town's dispatcher the form comes back with why not
    "exchange:answers": {"POST": Row(DESKS, "absent")},
    "exchange:batch": {"GET": SENT_IT},
    "exchange:match": {"POST": SENT_IT},
    "exchange:confirm": {"POST": SENT_IT},
    "exchange:go_on": {"POST": SENT_IT},
    "exchange:drop": {"POST": SENT_IT},
    "exchange:progress": {"GET": SENT_IT},
    "exchange:to_mend": {"GET": SENT_IT},
}

# The code is not enough: the telephone is asked for as well, of whoever has not shown it.
ASKS_PROOF = frozenset({"matters:mine_copy", "matters:mine_correct", "matters:mine_erase"})

# They see the matter, so a refusal may say so; nobody else learns that it exists.
SEEING_ONLY = {
    "matters:reveal": SEES - REVEALS,
    "matters:another": SEES - DESKS,
    "matters:speak": SEES - {"grid_officer", "reporter"},
    "matters:photo_public": SEES - DESKS,
}

# Which relations may speak a verb (in whatever state the table allows it from). Everybody else is refused.
SPEAKS: dict[str, frozenset[str]] = {
    "submit": frozenset(),
    "route": DESKS,
    "rule": DESKS,
    "accept": IN_THE_UNIT,
    "send_back": IN_THE_UNIT,
    "begin": frozenset({"handler"}),
    "transfer": DESKS | {"unit_head"},
    "escalate": DESKS | IN_THE_UNIT,
    "hand_down": DESKS,
    "assist": DESKS | IN_THE_UNIT,
    "ask_time": IN_THE_UNIT,
    "extend": DESKS | {"overseer"},
    "shelve": DESKS | {"overseer"},
    "resume": IN_THE_UNIT | {"overseer"},
    "finish": frozenset({"handler"}),
    "verify": DESKS | {"grid_officer", "overseer"},
    "redo": DESKS | {"grid_officer", "overseer"},
    "close": DESKS,
    "rate": DESKS | {"code"},  # a desk only after a look at the number, to call it
    "follow_up": DESKS | {"overseer"},
    "reopen": DESKS | {"code", "reporter"},
    "appeal": frozenset({"code"}),
    "decline": DESKS,
    "merge": DESKS | {"code", "reporter"},  # theirs into what is open, and of public space
    "separate": DESKS,
    "carry_on": frozenset(),
    "move_along": frozenset(),
    "withdraw": frozenset({"code"}),  # the reporter took it down for somebody
    "supplement": frozenset({"code", "reporter", "grid_officer"}),
    "chase": frozenset({"code", "reporter", "grid_officer"}),
    "oversee": frozenset({"overseer"}),
    "publish": DESKS,
    "unpublish": DESKS | {"overseer", "code"},
}
