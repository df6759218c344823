"""A real browser before the real server with the sample town: nothing here is faked but the position."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from quiet import QUIET

HERE = Path(__file__).parent
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
# A point in 城隍庙社区 of the sample town.
SQUARE = {"longitude": 113.1189, "latitude": 36.1955, "accuracy": 10}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sample town that nobody lives in: made once a run, by whichever process comes first."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent  # where all processes of this run meet
    with (root / "sample-town.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "sample-town-is-made").exists():
            words = ["-m", "lianxin.shell", "demo", "--only-prepare", "--data", str(root / "sample-town")]
            subprocess.run(
                [sys.executable, *words], env=_surroundings(), stdout=subprocess.DEVNULL, check=True
            )
            (root / "sample-town-is-made").touch()
    return root / "sample-town"


def _surroundings() -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "LIANXIN_DATA"}}
    return {**env, "LIANXIN_SAMPLE_TOWN": "1"}


@pytest.fixture(scope="session")
def data(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a sample town of its own lies: every process of the run serves a copy."""
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("town") / "data"))


@pytest.fixture(scope="session")
def base(data: Path) -> Iterator[str]:
    """Its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "lianxin.shell", "demo", "--port", str(port), "--data", str(data)]
    server = subprocess.Popen(words, env=_surroundings(), stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _try in range(600):
        assert server.poll() is None, "the server ended before it began"
        try:
            urlopen(f"{address}/p/", timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not start within two minutes")


@pytest.fixture(scope="session")
def playwright_here() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright_here: Playwright) -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("Chromium is not installed: apt install chromium")
    browser = playwright_here.chromium.launch(executable_path=path, args=QUIET)
    yield browser
    browser.close()


@dataclass
class Visitor:
    """Somebody with a browser: `page` is theirs, `who` is "" for a resident."""

    page: Page
    context: BrowserContext
    base: str

    def goes(self, address: str) -> Page:
        self.page.goto(self.base + address)
        return self.page


Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def known() -> dict[str, Any]:
    """Who has come through the door already, with what their browser kept: nobody signs in twice."""
    return {}


@pytest.fixture
def visit(base: str, chromium: Browser, known: dict[str, Any]) -> Iterator[Visit]:
    """`visit()` is a resident with a phone; `visit("liwangge", desk=True)` is Officer Li at a desk."""
    opened: list[BrowserContext] = []

    def come(
        who: str = "", *, desk: bool = False, dark: bool = False, english: bool = False, **more: Any
    ) -> Visitor:
        context = chromium.new_context(
            viewport=DESK if desk else PHONE,
            color_scheme="dark" if dark else "light",
            geolocation=SQUARE,
            permissions=["geolocation"],
            has_touch=not desk,
            storage_state=known.get(who),
            **more,
        )
        context.set_default_timeout(20000)
        opened.append(context)
        visitor = Visitor(context.new_page(), context, base)
        if who and who not in known:
            sign_in(visitor, who)
            known[who] = {"cookies": context.cookies(), "origins": []}
        if english:
            context.add_cookies([{"name": "lx_language", "value": "en", "url": base}])
        return visitor

    yield come
    for context in opened:
        context.close()


def sign_in(visitor: Visitor, who: str) -> None:
    """Through the door, with both factors, as the sample town offers it."""
    page = visitor.goes("/sign-in/")
    page.locator("[data-sample-town] > summary").click()
    page.locator(f"form:has(input[value={who}]) button").click()
    page.locator("main form button.primary").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
