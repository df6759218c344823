"""Nobody is left outside: axe finds nothing on any page, in Chinese and English, light and dark, on a phone
and at a desk. Each page is brought up once a language; light and size are changed under its feet."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, BrowserContext, Page

from browser.conftest import DESK, PHONE, SQUARE, Visitor, sign_in
from browser.everypage import SIGHTS
from browser.everypage.eyes import Eyes, Sight
from browser.everypage.no_page import NO_PAGE

AXE = Axe()
# Every rule that is on by default; of what passes only the count is brought back: twice as fast.
RUN = "async () => (await axe.run({ resultTypes: ['violations'] })).violations"
LOOKS = [(size, scheme) for size in (PHONE, DESK) for scheme in ("light", "dark")]
# Four of the eight hold every pair of language, size and light; all eight are one of the long proofs.
IN_CHINESE, IN_ENGLISH = [(PHONE, "light"), (DESK, "dark")], [(PHONE, "dark"), (DESK, "light")]
Looks = list[tuple[Any, str]]
UNFOLD = "document.querySelectorAll('details').forEach(fold => fold.open = true)"
DRAWN = """() => [...document.querySelectorAll(".map")].every(
  (map) => map.querySelector("path") || map.dataset.failed)"""


@pytest.fixture(scope="session")
def seen_by(base: str, chromium: Browser, known: dict[str, Any]) -> Iterator[Any]:
    """Everybody's eyes: one window and one sign-in a person. Names with a dash sign in as they go."""
    eyes: dict[str, Eyes] = {}
    found: dict[str, str] = {}

    def by(who: str) -> Eyes:
        if who not in eyes:
            context = chromium.new_context(viewport=PHONE, geolocation=SQUARE, storage_state=known.get(who))
            context.set_default_timeout(20000)
            page = context.new_page()
            if who and not who.startswith("-") and who not in known:
                sign_in(Visitor(page, context, base), who)
                known[who] = {"cookies": context.cookies(), "origins": []}
            eyes[who] = Eyes(who, page, base, by, found)
        return eyes[who]

    yield by
    for one in eyes.values():
        one.page.context.close()


def in_language(eyes: Eyes, english: bool) -> None:
    eyes.english = english
    language = "en" if english else "zh"
    eyes.page.context.add_cookies([{"name": "lx_language", "value": language, "url": eyes.base}])


def faults(page: Page, look: str) -> Iterator[str]:
    for fault in page.evaluate(RUN):
        for node in fault["nodes"]:
            yield f"{look} {page.url} {fault['id']}: {node['html'][:160]}"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        yield f"{look} {page.url} is {wide} px wider than the screen"


# What must be there for a page to be in the state that its name says.
SIGNS = {
    ("refused", "wrong", "faults", "mine", "stale-form", "too-many", "store-away"): (
        ".error:not([hidden]), [role=alert], [data-back]"
    ),
    ("done", "left"): "[role=status]",
    ("empty", "none", "nothing", "without"): ".empty",
    ("which-place",): "[name=area][type=radio]",
    ("said-before",): ".before",
    ("tried",): "dl.facts",
    ("checked", "taken"): "dl.counts",
    ("preview",): "#proposed",
    ("revealed",): "[href^='tel:']",
    ("slip",): "#code",
    ("enrol-phone",): "img[src^='data:']",
    ("new-word", "new-password"): "dd code",
}


def is_as_its_name_says(eyes: Eyes, sight: Sight) -> bool:
    page = eyes.page
    if sight.who and not sight.who.startswith("-") and "/sign-in/" in page.url:
        return False
    signs = [sign for ends, sign in SIGNS.items() if sight.name.endswith(ends)]
    return all(page.locator(sign).count() for sign in signs)


def looked_at(eyes: Eyes, sight: Sight, in_chinese: Looks, in_english: Looks) -> Iterator[str]:
    """The faults of one page in these looks."""
    for english, looks in ((False, in_chinese), (True, in_english)):
        in_language(eyes, english)
        page = eyes.page
        page.set_viewport_size(PHONE)
        sight.show(eyes)
        assert is_as_its_name_says(eyes, sight), f"{page.url} does not show {sight.name}"
        page.evaluate(UNFOLD)
        page.wait_for_function(DRAWN)
        page.evaluate(AXE.axe_script)
        for size, scheme in looks:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            yield from faults(page, f"{'en' if english else 'zh'} {size['width']} {scheme}")


@pytest.mark.parametrize("sight", SIGHTS, ids=[sight.name for sight in SIGHTS])
def test_a_page_has_no_fault_in_four_looks(seen_by: Any, sight: Sight) -> None:
    assert list(looked_at(seen_by(sight.who), sight, IN_CHINESE, IN_ENGLISH)) == []


@pytest.mark.long
@pytest.mark.parametrize("sight", SIGHTS, ids=[sight.name for sight in SIGHTS])
def test_a_page_has_no_fault_in_any_of_its_eight_looks(seen_by: Any, sight: Sight) -> None:
    assert list(looked_at(seen_by(sight.who), sight, LOOKS, LOOKS)) == []


def test_the_four_looks_hold_every_pair() -> None:
    four = [(zh, *look) for zh, looks in ((True, IN_CHINESE), (False, IN_ENGLISH)) for look in looks]
    pairs = {(a, str(look[a]), b, str(look[b])) for look in four for a in range(3) for b in range(a)}

    assert len(pairs) == 3 * 4


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """The names of all addresses, with their room."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            if pattern.namespace != "api":  # answers JSON alone: no page
                yield from addresses(pattern, f"{pattern.namespace}:" if pattern.namespace else space)


def test_there_is_no_page_that_nobody_looks_at() -> None:
    looked = {view for sight in SIGHTS for view in sight.views}

    assert looked | set(NO_PAGE) == set(addresses())
    assert not looked & set(NO_PAGE)


@pytest.mark.parametrize("name", NO_PAGE)
def test_what_is_not_looked_at_is_no_page(seen_by: Any, name: str) -> None:
    _why, address = NO_PAGE[name]
    context: BrowserContext = seen_by("wuguanli").page.context

    answer = context.request.get(seen_by("").base + address, max_redirects=0)

    is_page = answer.status == 200 and "text/html" in answer.headers.get("content-type", "")
    assert not is_page, f"{name} answers a page: give it a sight"
