"""Somebody before a page, and what a sight is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Page

SAME = "018f2f6e-0000-7000-8000-000000000000"
SEND = """([action, fields, file]) => {
  const made = (tag, facts) => Object.assign(document.createElement(tag), facts);
  const form = made("form", { method: "post", action, enctype: "multipart/form-data" });
  const put = (name, value) => form.append(made("input", { type: "hidden", name, value }));
  const mark = document.querySelector("[name=csrfmiddlewaretoken]");
  if (mark && !("csrfmiddlewaretoken" in fields)) put("csrfmiddlewaretoken", mark.value);
  for (const [name, value] of Object.entries(fields)) put(name, value);
  if (file) {
    const input = made("input", { type: "file", name: "file" });
    const hand = new DataTransfer();
    hand.items.add(new File([file[1]], file[0]));
    input.files = hand.files;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}"""


@dataclass
class Eyes:
    """Somebody before a page. `others` lends the eyes of somebody else, `known` what was found on the way."""

    who: str
    page: Page
    base: str
    others: Callable[[str], "Eyes"]
    known: dict[str, str]
    english: bool = False

    def at(self, address: str) -> "Eyes":
        self.page.goto(self.base + address)
        return self

    def send(self, at: str, action: str, file: tuple[str, str] | None = None, /, **fields: str) -> "Eyes":
        """Send a form as the page `at` would, with whatever stands in it: what comes back is a page too."""
        if at:
            self.at(at)
        with self.page.expect_navigation():
            self.page.evaluate(SEND, [action, fields, file])
        return self

    def link(self, who: str, at: str, selector: str) -> str:
        """Where the first such link on another page leads; looked for once."""
        key = f"{who} {at} {selector}"
        if key not in self.known:
            page = self.others(who).at(at).page
            self.known[key] = page.locator(selector).first.evaluate("link => link.pathname + link.search")
        return self.known[key]

    def action(self, who: str, at: str, selector: str) -> str:
        """Where the first such form on another page is sent to; looked for once."""
        key = f"{who} {at} {selector}"
        if key not in self.known:
            page = self.others(who).at(at).page
            self.known[key] = page.locator(selector).first.evaluate("form => form.getAttribute('action')")
        return self.known[key]

    def sketch(self, draw: Callable[[HttpRequest], str]) -> "Eyes":
        """A page that nobody can be made to see at will (the store away, too many at once): drawn here from
        the same template, and shown under an address of its own so that its styles come from the server."""
        request = RequestFactory().get("/needle/")
        request.user = AnonymousUser()
        with translation.override("en" if self.english else "zh-hans"):
            body = draw(request)
        address = f"{self.base}/sketch/"
        self.page.route(
            address, lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8")
        )
        self.page.goto(address)
        self.page.unroute(address)
        return self


Show = Callable[[Eyes], object]


@dataclass(frozen=True)
class Sight:
    """One page in one state: `views` are the names of the addresses that it shows."""

    name: str
    who: str
    show: Show
    views: tuple[str, ...] = field(default=())


def seen(name: str, who: str, address: str, *views: str) -> Sight:
    return Sight(name, who, lambda eyes: eyes.at(address), views)


def sent(name: str, who: str, at: str, action: str, /, *views: str, file: Any = None, **fields: str) -> Sight:
    return Sight(name, who, lambda eyes: eyes.send(at, action, file, **fields), views)
