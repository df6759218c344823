"""Take pictures of every page, to be looked at: phone and desk, light and dark, both languages, on paper.

    LIANXIN_SAMPLE_TOWN=1 LIANXIN_DATA=var python tools/look.py OUT [--only needle,say] [--all] [--paper]

It serves the town in LIANXIN_DATA itself, signs the cast in without their passwords (it owns the data
folder), brings up every page of tests/browser/everypage and writes
OUT/<page>.<phone|desk>.<light|dark>.<zh|en>.png, with --paper also OUT/<page>.paper.<zh|en>.png. Without
--all: light in Chinese and dark in English.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.shell.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from playwright.sync_api import Browser, Error, sync_playwright  # noqa: E402

from browser.everypage import SIGHTS  # noqa: E402
from browser.everypage.eyes import Eyes, Sight  # noqa: E402
from lianxin.accounts import public as accounts  # noqa: E402
from quiet import QUIET  # noqa: E402
from signin import signed_in  # noqa: E402

SIZES = {"phone": (390, 844), "desk": (1280, 800)}
A4 = {"width": 688, "height": 1000}  # CSS pixels between the margins
ALL = [(size, scheme) for size in SIZES for scheme in ("light", "dark")]
FEW = {"zh": [("phone", "light"), ("desk", "light")], "en": [("desk", "dark"), ("phone", "dark")]}


class Looker:
    """One browser, one context a person, kept for the whole round."""

    def __init__(self, browser: Browser, base: str, language: str) -> None:
        self.browser, self.base, self.language = browser, base, language
        self.eyes: dict[str, Eyes] = {}
        self.known: dict[str, str] = {}

    def as_(self, who: str) -> Eyes:
        if who not in self.eyes:
            context = self.browser.new_context(viewport={"width": 390, "height": 844})
            context.add_cookies(self._cookies(who))
            page = context.new_page()
            page.on("console", lambda told: told.type == "error" and print(page.url, told.text))
            english = self.language == "en"
            self.eyes[who] = Eyes(who, page, self.base, self.as_, self.known, english)
        return self.eyes[who]

    def _cookies(self, who: str) -> Any:
        cookies = [{"name": "lx_language", "value": self.language, "url": self.base}]
        if who and not who.startswith("-"):
            person = accounts.find_person(who)
            if person is None:
                raise SystemExit(f"{who} is not in this town")
            session = signed_in(Client(), person).cookies[settings.SESSION_COOKIE_NAME].value
            cookies.append({"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.base})
        return cookies

    def shoot(self, sight: Sight, out: Path, looks: list[tuple[str, str]], paper: bool) -> None:
        eyes = self.as_(sight.who)
        page = eyes.page
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": SIZES["phone"][0], "height": SIZES["phone"][1]})
        sight.show(eyes)
        page.wait_for_load_state("networkidle")
        for size, scheme in looks:
            width, height = SIZES[size]
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                print(f"{sight.name} {size} {scheme} {self.language} is wider than its screen")
            page.screenshot(path=out / f"{sight.name}.{size}.{scheme}.{self.language}.png", full_page=True)
        if paper:
            page.set_viewport_size({"width": A4["width"], "height": A4["height"]})
            page.emulate_media(media="print", color_scheme="light")
            page.screenshot(path=out / f"{sight.name}.paper.{self.language}.png", full_page=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--port", type=int, default=8123)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--paper", action="store_true")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    base = f"http://127.0.0.1:{chosen.port}"
    with socket.socket() as door:  # another's server would be looked at instead of ours
        if not door.connect_ex(("127.0.0.1", chosen.port)):
            parser.error(f"port {chosen.port} is taken; choose another with --port")
    words = [sys.executable, "-m", "lianxin.shell", "serve", "--no-work", "--port", str(chosen.port)]
    server = subprocess.Popen(words)  # our own command
    try:
        _wait(base)
        # Playwright's loop would make Django refuse the database in this thread.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
            _round(browser, base, chosen)
    finally:
        server.terminate()
    return 0


def _round(browser: Browser, base: str, chosen: argparse.Namespace) -> None:
    only = set(filter(None, chosen.only.split(",")))
    for language in ("zh", "en"):
        looker = Looker(browser, base, language)
        for sight in SIGHTS:
            if only and sight.name not in only:
                continue
            try:
                looker.shoot(sight, chosen.out, ALL if chosen.all else FEW[language], chosen.paper)
            except Error as fault:
                print(f"{sight.name} could not be shown: {fault}")


def _wait(base: str) -> None:
    for _try in range(100):
        try:
            urlopen(base + "/p/", timeout=2).close()  # noqa: S310  # our own loopback server
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    sys.exit(main())
