"""Disputes: what waits for a mediator, the file, a sitting, the agreement; what a guide sees of them."""

from collections.abc import Callable

from browser.everypage.eyes import Eyes, Sight, seen, sent

CHEN, GUIDE = "chentiaojie", "yansifa"


def dispute(kind: str) -> Callable[[Eyes], str]:
    """The file of the town's quarrel of that kind."""
    return lambda eyes: eyes.link(CHEN, "/disputes/", f".matter-words:has-text('{kind}')")


BORN, INVITED, TALKING, AGREED = map(dispute, ("邻里纠纷", "生产经营", "房屋", "劳动争议"))
TERMS = {"term-TOTAL_FORMS": "1", "term-INITIAL_FORMS": "0", "term-0-does": "尽快处理,不准报警"}

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
)
