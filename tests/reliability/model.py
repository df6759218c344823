"""The lifecycle, told again from product.md and the law of the house, in plain Python: what must happen when
somebody says a verb. It imports nothing of matters, so that the two can disagree."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from reliability.hamlet import COUNTY, GRID, MORE, PEOPLE, TOWN, UNITS

# verb | from | to ("=" stays) | who | what must be brought
LAW = """
route      | submitted                                          | routed    | system dispatcher            | unit
rule       | submitted                                          | routed    | dispatcher                   | unit reason
accept     | routed                                             | accepted  | handler unit_head            |
send_back  | routed accepted                                    | submitted | handler unit_head            | unit reason
begin      | accepted                                           | handling  | handler                      |
finish     | handling                                           | handled   | handler                      | note
verify     | handled                                            | verified  | grid_officer overseer dispatcher | note
redo       | handled                                            | handling  | grid_officer overseer dispatcher | reason
close      | verified                                           | closed    | dispatcher system            |
rate       | closed rated merged                                | rated     | resident dispatcher          | level
follow_up  | closed rated                                       | =         | dispatcher overseer          | result
reopen     | closed rated merged                                | routed    | resident reporter dispatcher | reason
appeal     | closed rated declined merged                       | submitted | resident                     | reason
transfer   | accepted handling                                  | routed    | dispatcher unit_head         | unit reason
escalate   | accepted handling submitted                        | submitted | handler unit_head dispatcher | reason
hand_down  | submitted routed                                   | routed    | dispatcher                   | unit reason
assist     | accepted handling                                  | =         | handler unit_head dispatcher | unit reason
ask_time   | accepted handling                                  | =         | handler unit_head            | until reason
extend     | accepted handling                                  | =         | dispatcher overseer          | until reason
shelve     | accepted handling                                  | shelved   | dispatcher overseer          | until reason
resume     | shelved                                            | handling  | handler unit_head overseer system |
decline    | submitted routed accepted                          | declined  | dispatcher                   | reason route
merge      | submitted routed accepted                          | merged    | dispatcher resident reporter | into reason
separate   | merged                                             | submitted | dispatcher                   | reason
withdraw   | submitted routed accepted handling shelved         | withdrawn | resident reporter            |
supplement | submitted routed accepted handling shelved handled verified merged | = | resident reporter grid_officer | note
chase      | submitted routed accepted handling shelved handled verified | = | resident reporter grid_officer |
publish    | submitted routed accepted handling shelved handled verified closed rated declined | = | dispatcher | words
unpublish  | submitted routed accepted handling shelved handled verified closed rated declined | = | resident dispatcher overseer |
oversee    | submitted routed accepted handling shelved handled verified | = | overseer system          | reason
"""  # noqa: E501  # submit, carry_on and move_along are said by nobody
ROWS = {
    cells[0]: (set(cells[1].split()), cells[2], set(cells[3].split()), set(cells[4].split()))
    for cells in ([cell.strip() for cell in line.split("|")] for line in LAW.strip().splitlines())
}
PAIRS = {(verb, state) for verb, (froms, _to, _who, _needs) in ROWS.items() for state in froms}
TELLS_RESIDENT = {"close", "decline", "extend", "shelve", "merge", "separate", "publish"}
TELLS_FOLLOWERS = {"close", "decline", "extend", "shelve"}
PUBLIC = {"facility.manhole"}  # of the kinds that the hamlet's people report
LISTED = {"facility.manhole": {9: "patrol", 6: "patrol_above"}}  # the hamlet's duty list, tier by tier
DUTIES = {
    name: [post for post in (PEOPLE.get(name), MORE.get(name)) if post] for name in PEOPLE
}  # name → (kind, unit, area) …
TOP = "1404"  # above it nobody has a desk: what climbs past it would lie there for ever
LONGEST = 2000
ENDED = {"closed", "rated", "declined", "merged", "withdrawn"}


@dataclass
class Fact:
    verb: str
    who: str
    at: datetime


@dataclass
class Told:
    """What must be true of one matter."""

    state: str
    unit: str | None
    category: str
    phone: bool
    reporter: str
    moved_at: datetime
    received_at: datetime
    version: int = 1
    desk: str = TOWN
    bounces: int = 0
    level: str = ""
    public: str = ""  # the words that anybody reads
    objected: bool = False
    assisting: set[str] = field(default_factory=set)
    ended_at: datetime | None = None
    into: str = ""  # the number of the one it was merged into
    by_voice: bool = False  # told by word of mouth, with a number to ask at
    owed: bool = False  # a call-back
    looked: dict[str, datetime] = field(default_factory=dict)  # who looked at the number, and when last
    history: list[Fact] = field(default_factory=list)

    def relations(self, who: str) -> set[str]:
        if who in {"system", "resident"}:
            return {who}
        found = {"reporter"} if who == self.reporter else set()
        for kind, unit, area in DUTIES.get(who, []):
            in_place = {"grid_officer": GRID, "overseer": GRID, "dispatcher": self.desk}.get(kind)
            if in_place and in_place.startswith(area):
                found.add(kind)
            if kind in {"handler", "unit_head"} and unit == self.unit:
                found.add(kind)
        return found

    def sees(self, who: str, now: datetime) -> bool:
        passed = any(kind == "dispatcher" and GRID.startswith(area) for kind, _u, area in DUTIES.get(who, []))
        open_to_helpers = self.ended_at is None or now - self.ended_at <= timedelta(days=30)
        helping = open_to_helpers and any(
            unit in self.assisting for _kind, unit, _area in DUTIES.get(who, [])
        )
        return bool(self.relations(who)) or passed or helping

    def handled_by(self, who: str) -> bool:
        return any(fact.who == who and fact.verb in {"begin", "finish"} for fact in self.history)

    def works_on(self, who: str) -> bool:
        return any(fact.who == who and fact.verb in {"begin", "finish", "ask_time"} for fact in self.history)


@dataclass(frozen=True)
class Said:
    verb: str
    who: str
    brought: dict[str, object]
    now: datetime
    into: "Told | None" = None  # the matter that `into` names
    followed: bool = False  # others were merged into it
    lead: "Told | None" = None  # what it was merged into


def refusal(told: Told, said: Said) -> str:
    """Which refusal must come, or "" when it must be done: who, state, shape, then the verb's own."""
    froms, _to, who, needs = ROWS[said.verb]
    if not told.sees(said.who, said.now):
        return "NotFound"
    if not told.relations(said.who) & who:
        return "NotAllowed"
    if said.verb == "withdraw" and said.who != "resident":  # here nobody sees anything on a round
        return "NotAllowed"
    if told.state not in froms:
        return "NotNow"
    if any(not said.brought.get(need) for need in needs) or _misshapen(said):
        return "Invalid"
    return _own(told, said)


def _misshapen(said: Said) -> bool:
    too_long = any(len(str(said.brought.get(name, ""))) > LONGEST for name in ("note", "reason", "route"))
    until = said.brought.get("until")
    past = until is not None and str(until) <= f"{said.now + timedelta(hours=8):%Y-%m-%d}"
    most = 366 if said.verb == "shelve" else 3 * 366
    far = until is not None and str(until) > f"{said.now + timedelta(days=most, hours=8):%Y-%m-%d}"
    return too_long or past or far or str(said.brought.get("level", "") or "5") not in "12345"


def _own(told: Told, said: Said) -> str:
    unit, verb = str(said.brought.get("unit", "")), said.verb
    covers = bool(unit) and GRID.startswith(UNITS[unit][1])
    if (verb == "route" and told.bounces >= 2) or (verb == "rule" and told.bounces < 2):
        return "NotNow"
    if verb in {"route", "rule", "transfer"}:
        same = verb == "transfer" and unit == told.unit
        return "" if covers and not same else "NotNow" if covers else "Invalid"
    if verb in {"send_back", "assist"}:
        unseen = verb == "assist" and not covers  # asking it to help lets it see
        return "Invalid" if unit == told.unit or unseen else ""
    if verb == "hand_down":
        return _handing_down(told, unit)
    if verb == "escalate":
        return "NotNow" if told.desk == TOP else ""
    if verb in {"verify", "redo"}:
        return "NotAllowed" if told.handled_by(said.who) else ""
    after = {"rate": _rating, "follow_up": _calling, "publish": _showing, "unpublish": _showing}
    return after.get(verb, _own_more)(told, said)


def _handing_down(told: Told, unit: str) -> str:
    tier = len(UNITS[unit][1])
    if tier <= len(told.desk) and told.unit == unit:
        return "NotNow"
    return "" if LISTED.get(told.category, {}).get(tier) == unit else "NotAllowed"


def _rating(told: Told, said: Said) -> str:
    if told.state == "merged" and (said.lead is None or said.lead.state not in {"closed", "rated"}):
        return "NotNow"
    if said.who == "resident":  # once; again after a call-back, or over what somebody else wrote down
        last = next((fact for fact in reversed(told.history) if fact.verb in {"rate", "follow_up"}), None)
        own = last is not None and last.verb == "rate" and last.who == "resident"
        return "NotNow" if told.state == "rated" and (last is None or own) else ""
    if told.handled_by(said.who):
        return "NotAllowed"
    if told.state == "rated":
        return "NotNow"
    return "" if _has_looked(told, said) else "NotAllowed"


def _has_looked(told: Told, said: Said) -> bool:
    looked = told.looked.get(said.who)
    return looked is not None and looked > said.now - timedelta(days=1)


def _calling(told: Told, said: Said) -> str:
    result, words = said.brought.get("result"), said.brought.get("reason")
    if not told.owed:
        return "NotNow"
    if told.handled_by(said.who):
        return "NotAllowed"
    if (result == "written") == told.phone and result in {"written", "unreached"}:
        return "Invalid"
    if (result == "unwilling" and told.state == "rated") or (result != "unreached" and not words):
        return "Invalid"
    if said.brought.get("came") and result in {"unreached", "written"}:
        return "Invalid"
    if not said.brought.get("came") and result != "written" and not _has_looked(told, said):
        return "NotAllowed" if told.phone else "Invalid"
    calls = _calls(told)
    return "NotNow" if result == "unreached" and calls and said.now - calls[-1] < timedelta(hours=1) else ""


def _calls(told: Told) -> list[datetime]:
    since = max(i for i, fact in enumerate(told.history) if fact.verb in {"rate", "close"})
    return [fact.at for fact in told.history[since:] if fact.verb == "follow_up"]


def _still_owed(told: Told, said: Said) -> bool:
    """Unanswered calls count at the third, if they lie on two days of China's."""
    calls = _calls(told)
    days = {(at + timedelta(hours=8)).date() for at in (*calls, said.now)}
    return said.brought["result"] == "unreached" and not (len(calls) >= 2 and len(days) > 1)


def _showing(told: Told, said: Said) -> str:
    if said.verb == "unpublish":
        return "NotNow" if told.objected or (said.who != "resident" and not told.public) else ""
    if told.category not in PUBLIC or said.who == told.reporter or told.handled_by(said.who):
        return "NotAllowed"
    return "NotNow" if told.objected else ""


def _own_more(told: Told, said: Said) -> str:
    after = {
        "extend": _putting_off,
        "shelve": _putting_off,
        "merge": _merging,
        "reopen": _having_the_last_word,
        "supplement": _adding,
        "chase": _chasing,
    }.get(said.verb)
    return after(told, said) if after else ""


def _putting_off(told: Told, said: Said) -> str:
    if told.works_on(said.who):
        return "NotAllowed"
    if said.verb == "extend" and "overseer" not in told.relations(said.who):
        return "NotAllowed" if any(fact.verb == "extend" for fact in told.history) else ""
    return ""


def _adding(told: Told, said: Said) -> str:
    since = said.now - timedelta(days=1)
    mine = [f for f in told.history if f.verb == "supplement" and f.who == "resident" and f.at > since]
    if said.who == "resident" and len(mine) >= 20:
        return "NotNow"
    if told.state == "merged":  # it goes to whoever has the other
        return "NotNow" if said.lead is None or said.lead.state in ENDED else ""
    return ""


def _chasing(told: Told, said: Said) -> str:
    since, own = said.now - timedelta(days=1), said.who == "resident"
    lately = [fact for fact in told.history if fact.verb == "chase" and fact.at > since]
    return "NotNow" if any((fact.who == "resident") == own for fact in lately) else ""


def _merging(told: Told, said: Said) -> str:
    """A dispatcher into anything that stands; others into what is open, and either both of public space or
    before their eyes anyway."""
    into = said.into
    if said.followed:
        return "NotNow"
    if into is None or into is told or into.state in {"merged", "withdrawn", "declined"}:
        return "Invalid"
    if into.ended_at and into.ended_at < told.received_at:  # that was no answer to this
        return "Invalid"
    if "dispatcher" in told.relations(said.who):
        return ""
    of_all = told.category == into.category == "facility.manhole"
    known = of_all or (said.who != "resident" and into.sees(said.who, said.now))
    return "" if known and into.state not in ENDED else "Invalid"


def _having_the_last_word(told: Told, said: Said) -> str:
    if told.state == "merged" and (said.lead is None or said.lead.state not in {"closed", "rated"}):
        return "NotNow"
    unit = told.unit or (said.lead.unit if said.lead else None)
    return "NotNow" if unit is None else ""


def done(told: Told, said: Said) -> None:
    """What must be true afterwards."""
    _froms, to, _who, _needs = ROWS[said.verb]
    verb, unit = said.verb, said.brought.get("unit")
    if verb in {"rate", "reopen", "appeal", "follow_up", "close"}:
        bad = verb == "rate" and str(said.brought["level"]) in "12"
        asked = verb == "close" and told.by_voice
        told.owed = _still_owed(told, said) if verb == "follow_up" else bad or asked
    told.version += 1
    told.state = told.state if to == "=" else to
    told.moved_at = max(told.moved_at, said.now)
    told.ended_at = (told.ended_at or said.now) if told.state in ENDED else None
    told.history.append(Fact(verb, said.who, told.moved_at))
    if verb == "rate" or (verb in {"reopen", "appeal"} and said.who == "resident"):  # only they take it back
        told.level = str(said.brought.get("level", ""))
    _shown(told, said)
    _joined_or_not(told, said)
    if verb == "assist":
        told.assisting.add(str(unit))
    elif unit:
        told.unit = str(unit)
    if verb == "hand_down":
        told.desk = TOWN
    if verb in {"send_back", "escalate", "appeal"}:
        _back_to_a_desk(told, verb)


def handed_on(lead: Told, heir: Told, others: list[Told], number: str, now: datetime) -> None:
    """The first was taken back: `heir`, whose number this is, stands where it was; the others lie in that."""
    _moved_by_itself(heir, "carry_on", "submitted", now)
    heir.into, heir.unit, heir.desk, heir.bounces = "", lead.unit, lead.desk, lead.bounces
    if lead.unit:
        _moved_by_itself(heir, "route", "routed", now)
    for told in others:
        _moved_by_itself(told, "move_along", "merged", now)
        told.into = number


def _moved_by_itself(told: Told, verb: str, state: str, now: datetime) -> None:
    told.version, told.state, told.moved_at = told.version + 1, state, max(told.moved_at, now)
    told.ended_at = told.ended_at if state in ENDED else None
    told.history.append(Fact(verb, "system", told.moved_at))


def _shown(told: Told, said: Said) -> None:
    """What lies in another or was taken back is read by nobody outside; the resident's no stands."""
    if said.verb in {"publish", "unpublish"}:
        told.public = str(said.brought.get("words", ""))
        told.objected = told.objected or said.who == "resident"
    if told.state in {"merged", "withdrawn"}:
        told.public = ""


def _joined_or_not(told: Told, said: Said) -> None:
    if said.verb == "reopen" and said.lead:
        told.unit = told.unit or said.lead.unit
    if said.verb == "separate":
        told.unit = None
    if said.verb in {"merge", "appeal", "separate", "reopen"}:
        told.into = str(said.brought.get("into", ""))


def _back_to_a_desk(told: Told, verb: str) -> None:
    told.unit = None
    told.bounces += verb == "send_back"
    if verb != "send_back" or told.bounces >= 2:
        told.desk = {TOWN: COUNTY, COUNTY: TOP}.get(told.desk, TOP)
