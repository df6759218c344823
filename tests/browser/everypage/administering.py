"""Accounts and tokens, outside systems and where news goes, letters, people, the journal."""

from datetime import timedelta
from uuid import uuid4

from browser.everypage.eyes import Eyes, Sight, seen, sent
from lianxin.kernel import clock
from lianxin.shell.town.cast import COUNTY

NEVER = "?since=2199-01-01"
# An address in numbers asks no name server; nothing is sent there by a list of pages.
NEWS = {"name": "事情的进展", "url": "https://93.184.216.34/in", "kinds": "matter.closed"}


def person(eyes: Eyes) -> str:
    return eyes.link("anquan", "/people/?q=liwangge", "main table a")


def token(eyes: Eyes) -> None:
    """One's own, just made: the secret stands there once."""
    told = {"name": "夜里对账", "scopes": "matters:read", "per_minute": "60"}
    today = clock.local(clock.now()).date()
    days = {"valid_from": f"{today}", "valid_until": f"{today + timedelta(days=90)}"}
    eyes.send("/account/tokens/", "/account/tokens/", **told, **days)


def partner(eyes: Eyes) -> str:
    """An outside system, registered for this list."""
    if "partner" not in eyes.known:
        told = {"name": f"市12345热线 {uuid4().hex[:4]}", "contact": "市热线办 0355-5551234"}
        page = eyes.others("xitong").send("/partners/", "/partners/", areas=COUNTY, **told).page
        eyes.known["partner"] = page.url.partition("?")[0].removeprefix(eyes.base)
    return eyes.known["partner"]


def partner_token(eyes: Eyes) -> None:
    told = {"name": "日常对接", "scopes": "reports:write", "per_minute": "60"}
    today = clock.local(clock.now()).date()
    days = {"valid_from": f"{today}", "valid_until": f"{today + timedelta(days=90)}"}
    eyes.send(at := partner(eyes), at + "tokens/", **told, **days)


def hook(eyes: Eyes) -> str:
    """Where news goes, added for this list, with a trial that waits to go."""
    if "hook" not in eyes.known:
        at = f"/hooks/new/{partner(eyes).split('/')[2]}/"
        system = eyes.others("xitong")
        page = system.send(at, at, **{**NEWS, "name": f"事情的进展 {uuid4().hex[:4]}"}).page
        there = page.locator("main p a.button").get_attribute("href") or ""
        system.send(there, there + "ping/")
        eyes.known["hook"] = there
    return eyes.known["hook"]


def adding(eyes: Eyes) -> str:
    return f"/hooks/new/{partner(eyes).split('/')[2]}/"


ADMINISTERING: tuple[Sight, ...] = (
    seen("account", "liwangge", "/account/", "accounts:account"),
    sent(
        "account-refused",
        "liwangge",
        "/account/",
        "/account/password/",
        "accounts:password",
        old="x",
        password="y",
    ),
    seen("tokens-none", "liwangge", "/account/tokens/", "tokens:own"),
    sent("tokens-refused", "liwangge", "/account/tokens/", "/account/tokens/", name=""),
    Sight("token-made", "zhengchengguan", token),
    seen("tokens", "zhengchengguan", "/account/tokens/"),
    seen("partners", "xitong", "/partners/", "tokens:partners"),
    sent("partners-refused", "xitong", "/partners/", "/partners/", name="", areas="999999"),
    Sight("partner", "xitong", lambda eyes: eyes.at(partner(eyes)), ("tokens:partner",)),
    Sight("partner-done", "xitong", lambda eyes: eyes.at(partner(eyes) + "?done=register")),
    Sight(
        "partner-refused",
        "xitong",
        lambda eyes: eyes.send(at := partner(eyes), at + "change/", name=""),
        ("tokens:change",),
    ),
    seen("letters", "qianpaiqian", "/letters/", "letters:basket"),
    seen("letters-not-mine", "liwangge", "/letters/"),
    Sight(
        "letter",
        "qianpaiqian",
        lambda eyes: eyes.at(eyes.link("qianpaiqian", "/letters/", "main .rows a")),
        ("letters:letter",),
    ),
    Sight(
        "letter-refused",
        "qianpaiqian",
        lambda eyes: eyes.send(
            at := eyes.link("qianpaiqian", "/letters/", "main .rows a"), at + "drop/", reason=""
        ),
        ("letters:drop",),
    ),
    Sight(
        "letter-without-place",
        "qianpaiqian",
        lambda eyes: eyes.send(
            at := eyes.link("qianpaiqian", "/letters/", "main .rows a"), at + "place/", area=""
        ),
        ("letters:place",),
    ),
    seen("hooks-none", "xitong", "/hooks/"),
    Sight("hook-add", "xitong", lambda eyes: eyes.at(adding(eyes)), ("webhooks:add",)),
    Sight("hook-add-refused", "xitong", lambda eyes: eyes.send(at := adding(eyes), at, url="http://x")),
    Sight("hook", "xitong", lambda eyes: eyes.at(hook(eyes)), ("webhooks:hook",)),
    Sight("hook-done", "xitong", lambda eyes: eyes.at(hook(eyes) + "?done=ping")),
    Sight(
        "hook-refused",
        "xitong",
        lambda eyes: eyes.send(at := hook(eyes), at + "change/", name=""),
        ("webhooks:change",),
    ),
    Sight(
        "hook-secret",
        "xitong",
        lambda eyes: eyes.send(at := hook(eyes), at + "secret/"),
        ("webhooks:secret",),
    ),
    Sight("hooks", "xitong", lambda eyes: (hook(eyes), eyes.at("/hooks/"))[1], ("webhooks:hooks",)),
    Sight(
        "hook-delivery",
        "xitong",
        lambda eyes: eyes.at(eyes.link("xitong", hook(eyes), "main table a")),
        ("webhooks:delivery",),
    ),
    seen("hooks-not-mine", "wuguanli", "/hooks/"),
    Sight("partner-token", "xitong", partner_token, ("tokens:issue",)),
    seen("api", "", "/api/", "document:readable"),
    seen("people", "anquan", "/people/", "accounts:people"),
    seen("people-none", "anquan", "/people/?q=没有这个人"),
    Sight("person", "anquan", lambda eyes: eyes.at(person(eyes)), ("accounts:person",)),
    Sight("person-done", "anquan", lambda eyes: eyes.at(person(eyes) + "?done=end")),
    Sight(
        "person-self",
        "anquan",
        lambda eyes: eyes.at(eyes.link("anquan", "/people/?q=anquan", "main table a")),
    ),
    Sight(
        "person-refused",
        "anquan",
        lambda eyes: eyes.send(at := person(eyes), at + "lock/", reason=""),
        ("accounts:change",),
    ),
    Sight(
        "new-password",
        "anquan",
        lambda eyes: eyes.send(
            at := eyes.link("anquan", "/people/?q=g036", "main table a"),
            at + "password/",
            reason="forgot",
        ),
        ("accounts:renew",),
    ),
    Sight(
        "new-word",
        "anquan",
        lambda eyes: eyes.send(
            at := eyes.link("anquan", "/people/?q=g038", "main table a"), at + "reset/", reason="lost_phone"
        ),
        ("accounts:reset",),
    ),
    sent(
        "register-refused",
        "anquan",
        "/people/",
        "/people/register/",
        "accounts:register",
        username="",
        name="",
    ),
    seen("journal", "shenji", f"/journal/?county={COUNTY}", "accounts:journal"),
    seen("journal-nation", "shenji", "/journal/"),
    seen("journal-empty", "shenji", f"/journal/{NEVER}"),
    sent("journal-proved", "shenji", "/journal/", "/journal/verify/", "accounts:verify", county="000000"),
    seen("no-work-here", "xitong", "/account/"),
)
