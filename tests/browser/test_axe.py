"""Nobody is left outside: axe finds nothing on any page, in any light, size or language."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.conftest import Visit, Visitor
from browser.test_journey import told

NOBODY = ["/", "/p/", "/p/?code=WRONGWRONG", "/nowhere/", "/sign-in/"]
STAFF = {
    "zhengchengguan": ["/needle/", "/matters/new/"],
    "liwangge": ["/needle/"],
    "zhouzhuren": ["/oversight/", "/oversight/140403/?cause=shelved", "/duties/", "/matters/"],
    "wuguanli": [
        "/needle/",
        "/divisions/",
        "/calendar/",
        "/units/",
        "/grids/",
        "/categories/",
        "/service-times/",
    ],
}
# (desk, dark, english): every two of the three meet in every way.
LOOKS = [(False, False, False), (False, True, True), (True, False, True), (True, True, False)]


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{page.url} {fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]


def opened(visitor: Visitor, addresses: list[str]) -> list[str]:
    wrong = []
    for address in addresses:
        page = visitor.goes(address)
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        page.wait_for_timeout(150)
        wrong += faults(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            wrong.append(f"{page.url} is {wide} px wider than the screen")
    return wrong


@pytest.mark.parametrize(("desk", "dark", "english"), LOOKS)
def test_residents_pages_have_no_fault(visit: Visit, desk: bool, dark: bool, english: bool) -> None:
    code = told(visit(), "幼儿园门口斑马线看不清")
    visitor = visit(desk=desk, dark=dark, english=english)

    assert opened(visitor, [*NOBODY, f"/p/{code}/", f"/p/{code}/said/"]) == []


@pytest.mark.parametrize("who", STAFF)
@pytest.mark.parametrize(("desk", "dark", "english"), LOOKS)
def test_pages_of_those_who_serve_have_no_fault(
    visit: Visit, who: str, desk: bool, dark: bool, english: bool
) -> None:
    visitor = visit(who, desk=desk, dark=dark, english=english)
    page = visitor.goes("/needle/")
    matters = page.locator(".matter-words").evaluate_all("links => links.map(link => link.pathname)")

    assert opened(visitor, [*STAFF[who], *matters[:2]]) == []
