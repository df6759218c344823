"""Disputes: what waits for a mediator, the file, a sitting, the agreement; what a guide sees of them."""

from collections.abc import Callable

from browser.everypage.eyes import Eyes, Sight, seen, sent

CHEN, GUIDE = "chentiaojie", "yansifa"


def dispute(kind: str) -> Callable[[Eyes], str]:
    """The file of the town's quarrel of that kind."""
    return lambda eyes: eyes.link(CHEN, "/disputes/", f".matter-words:has-text('{kind}')")


def offer(eyes: Eyes) -> str:
    """Where the first thing offered to the police is answered."""
    return eyes.action(POLICE, "/disputes/offered/", "form[action*='/offered/']")


def returned(eyes: Eyes) -> str:
    """Where the first claim that waits is returned."""
    return eyes.action(GUIDE, "/disputes/claims/", "form[action$='/return/']")


BORN, INVITED, TALKING, AGREED = map(dispute, ("邻里纠纷", "生产经营", "房屋", "劳动争议"))
TERMS = {"term-TOTAL_FORMS": "1", "term-INITIAL_FORMS": "0", "term-0-does": "尽快处理,不准报警"}

CENTRE, POLICE = "zhouzhuren", "zhaojing"
OVERSEEING = (
    seen("dispute-oversight", GUIDE, "/disputes/oversight/", "mediation:oversight"),
    seen("dispute-oversight-claims", GUIDE, "/disputes/oversight/?cause=claim"),
    seen("dispute-oversight-centre", CENTRE, "/disputes/oversight/"),
    seen("dispute-statistics", GUIDE, "/disputes/statistics/", "mediation:statistics"),
    seen("dispute-statistics-mediator", CHEN, "/disputes/statistics/"),
    seen("dispute-statistics-refused", GUIDE, "/disputes/statistics/?first=2026-05-01&last=2026-04-01"),
    seen("dispute-statistics-centre", CENTRE, "/disputes/statistics/"),
    seen("dispute-claims", GUIDE, "/disputes/claims/", "mediation:claims"),
    seen("dispute-claims-mediator", CHEN, "/disputes/claims/"),
    sent("dispute-claims-refused", CHEN, "/disputes/claims/", "/disputes/claims/claim/", "mediation:claim",
         month="2099-01"),
    Sight(
        "dispute-claims-returned-refused",
        GUIDE,
        lambda eyes: eyes.send("/disputes/claims/", returned(eyes), reason=""),
        ("mediation:decide",),
    ),
    seen("disputes-offered", POLICE, "/disputes/offered/", "mediation:offered"),
    seen("disputes-offered-none", "zhengchengguan", "/disputes/offered/"),
    Sight(
        "disputes-offered-refused",
        POLICE,
        lambda eyes: eyes.send("/disputes/offered/", offer(eyes), answer="return", reason=""),
        ("mediation:answer",),
    ),
)  # fmt: skip

DISPUTING: tuple[Sight, ...] = (
    seen("disputes", CHEN, "/disputes/", "mediation:today"),
    seen("disputes-done", CHEN, "/disputes/?done=register"),
    seen("disputes-colleague", "qintiaojie", "/disputes/"),
    seen("dispute-new", CHEN, "/disputes/new/", "mediation:new"),
    sent("dispute-new-refused", CHEN, "/disputes/new/", "/disputes/new/", account=""),
    Sight("dispute-registered", CHEN, lambda eyes: eyes.at(BORN(eyes)), ("mediation:file",)),
    Sight("dispute-invited", CHEN, lambda eyes: eyes.at(INVITED(eyes))),
    Sight("dispute", CHEN, lambda eyes: eyes.at(TALKING(eyes))),
    Sight("dispute-agreed", CHEN, lambda eyes: eyes.at(AGREED(eyes))),
    Sight(
        "dispute-refused",
        CHEN,
        lambda eyes: eyes.send(at := INVITED(eyes), at + "open/"),
        ("mediation:speak",),
    ),
    Sight(
        "dispute-aside-refused",
        CHEN,
        lambda eyes: eyes.send(at := TALKING(eyes), at + "aside/", words=""),
        ("mediation:aside",),
    ),
    Sight("dispute-procedure", GUIDE, lambda eyes: eyes.at(TALKING(eyes)), ("mediation:open_file",)),
    Sight(
        "dispute-sitting", CHEN, lambda eyes: eyes.at(TALKING(eyes) + "sittings/2/"), ("mediation:sitting",)
    ),
    Sight("dispute-sitting-over", CHEN, lambda eyes: eyes.at(TALKING(eyes) + "sittings/1/")),
    Sight("dispute-after", CHEN, lambda eyes: eyes.at(AGREED(eyes) + "after/"), ("mediation:after",)),
    seen("dispute-signs", "zhaojing", "/disputes/signs/", "mediation:signs"),
    Sight("dispute-panel", CHEN, lambda eyes: eyes.at(TALKING(eyes) + "panel/"), ("mediation:panel_of",)),
    Sight(
        "dispute-panel-refused",
        CHEN,
        lambda eyes: eyes.send(at := TALKING(eyes) + "panel/", at, tie=""),
    ),
    Sight(
        "dispute-agreement",
        CHEN,
        lambda eyes: eyes.at(TALKING(eyes) + "agreement/"),
        ("mediation:agreement",),
    ),
    Sight(
        "dispute-agreement-refused",
        CHEN,
        lambda eyes: eyes.send(at := TALKING(eyes) + "agreement/", at, **TERMS),
    ),
    Sight(
        "dispute-unsigned-refused",
        CHEN,
        lambda eyes: eyes.send(at := TALKING(eyes), at + "settle/"),
        ("mediation:settle",),
    ),
    *OVERSEEING,
    Sight("dispute-papers", CHEN, lambda eyes: eyes.at(AGREED(eyes) + "papers/"), ("mediation:papers",)),
    Sight(
        "dispute-code-sheet",
        CHEN,
        lambda eyes: eyes.at(TALKING(eyes) + "parties/1/slip/"),
        ("mediation:slip",),
    ),
    Sight("dispute-papers-shut", GUIDE, lambda eyes: eyes.at(TALKING(eyes) + "papers/")),
    Sight(
        "dispute-papers-refused",
        GUIDE,
        lambda eyes: eyes.send(at := TALKING(eyes) + "papers/", at + "file/", reason=""),
        ("mediation:papers_whole",),
    ),
)
