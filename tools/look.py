"""Take pictures of every page, to be looked at: phone and desk, light and dark, Chinese and English.

    LIANXIN_DATA=var python tools/look.py OUT [--only needle,say] [--port 8123] [--all]

It serves the town in LIANXIN_DATA itself, signs the cast in without their passwords (it owns the data folder)
and writes OUT/<page>.<phone|desk>.<light|dark>.<zh|en>.png. Without --all: phone light zh and desk dark en.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
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
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from lianxin.accounts import public as accounts  # noqa: E402
from lianxin.kernel import clock  # noqa: E402
from lianxin.kernel.actor import Actor  # noqa: E402
from lianxin.matters import public as matters  # noqa: E402
from quiet import QUIET  # noqa: E402
from signin import signed_in  # noqa: E402

SIZES = {"phone": (390, 844), "desk": (1280, 800)}
Looks = list[tuple[str, str, str]]
FEW: Looks = [
    ("phone", "light", "zh"),
    ("desk", "light", "zh"),
    ("desk", "dark", "en"),
    ("phone", "dark", "en"),
]
ALL: Looks = [(s, c, t) for s in SIZES for c in ("light", "dark") for t in ("zh", "en")]


def pages() -> dict[str, tuple[str, str]]:
    """Name → (who, address). "" is nobody."""
    found = {
        "say": ("", "/"),
        "find": ("", "/p/"),
        "unknown-code": ("", "/p/?code=WRONG"),
        "absent": ("", "/nowhere/"),
        "sign-in": ("", "/sign-in/"),
        "needle": ("zhengchengguan", "/needle/"),
        "needle-grid": ("liwangge", "/needle/"),
        "needle-dispatcher": ("qianpaiqian", "/needle/"),
        "needle-empty": ("wuguanli", "/needle/"),
        "take-down": ("liwangge", "/matters/new/"),
        "list": ("zhouzhuren", "/matters/"),
        "oversight": ("zhouzhuren", "/oversight/140403/"),
        "oversight-refused": ("zhaojing", "/oversight/140403/"),
    }
    for who in ("zhengchengguan", "qianpaiqian", "liwangge"):
        person = accounts.find_person(who)
        cards = matters.needle(Actor.staff(person.id), now=clock.now()) if person else None
        for card in (
            [row for group in (cards.late, cards.today, cards.week, cards.to_verify) for row in group][:1]
            if cards
            else []
        ):
            code = matters.resident_code(card.ref.id)
            found[f"matter-{who}"] = (who, f"/matters/{card.ref.county}/{card.ref.id}/")
            found[f"progress-{who}"] = ("", f"/p/{code}/")
            found["said"] = ("", f"/p/{code}/said/")
    return found


def cookies(who: str, language: str, base: str) -> Iterator[dict[str, Any]]:
    yield {"name": "lx_language", "value": language, "url": base}
    if who:
        person = accounts.find_person(who)
        if person is None:
            raise SystemExit(f"{who} is not in this town")
        session = signed_in(Client(), person).cookies[settings.SESSION_COOKIE_NAME].value
        yield {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base}


def shoot(browser: Browser, base: str, out: Path, look: tuple[str, str, str], only: set[str]) -> None:
    size, scheme, language = look
    width, height = SIZES[size]
    for name, (who, address) in pages().items():
        if only and name not in only:
            continue
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            device_scale_factor=1,
        )
        context.add_cookies(list(cookies(who, language, base)))  # type: ignore[arg-type]
        page = context.new_page()
        page.on("console", lambda message, name=name: message.type == "error" and print(name, message.text))
        page.goto(base + address, wait_until="networkidle")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            print(f"{name} {' '.join(look)} is wider than its screen")
        page.screenshot(path=out / f"{name}.{size}.{scheme}.{language}.png", full_page=True)
        context.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--port", type=int, default=8123)
    parser.add_argument("--all", action="store_true")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    base = f"http://127.0.0.1:{chosen.port}"
    words = [sys.executable, "-m", "lianxin.shell", "serve", "--no-work", "--port", str(chosen.port)]
    server = subprocess.Popen(words)  # our own command
    try:
        _wait(base)
        # Playwright's loop would make Django refuse the database in this thread.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
            for look in ALL if chosen.all else FEW:
                shoot(browser, base, chosen.out, look, set(filter(None, chosen.only.split(","))))
    finally:
        server.terminate()
    return 0


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
