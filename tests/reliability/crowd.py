"""Residents with patience: each sends a report through the real page until it is acknowledged, always under
the same id, and sometimes once more after that."""

import http.client
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from reliability.hamlet import report_of

KEY = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
CODE = re.compile(r"^/p/(\w+)/said/")
PATIENCE = 30.0  # seconds for one report before the test calls it stuck


@dataclass
class Crowd:
    """`acks` maps a report's number to the code that was promised; `statuses` counts every answer; `waits` is
    how long the slowest report took in seconds; `faults` are answers that no resident should ever get."""

    port: int
    seed: str = ""
    acks: dict[int, str] = field(default_factory=dict)
    statuses: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    stop: threading.Event = field(default_factory=threading.Event)
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1_000_000)))
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _threads: list[threading.Thread] = field(default_factory=list)

    def go(self, residents: int) -> "Crowd":
        key = self._key()
        self._threads = [threading.Thread(target=self._live, args=(n, key)) for n in range(residents)]
        for thread in self._threads:
            thread.start()
        return self

    def end(self) -> None:
        """Nobody begins another report; those under way are carried to their acknowledgement."""
        self.stop.set()
        for thread in self._threads:
            thread.join()

    def _live(self, number: int, key: str) -> None:
        chance = random.Random(f"{self.seed}:{number}")
        while not self.stop.is_set():
            with self._lock:
                report = next(self._numbers)
            code = self._until_acknowledged(report, key)
            if code and chance.random() < 0.1 and self._until_acknowledged(report, key) != code:
                self.faults.append(f"report {report} was given two codes")

    def _key(self) -> str:
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            status, _headers, page = self._ask("GET", "/")
            found = KEY.search(page)
            if status == 200 and found:
                return found[1]
            time.sleep(0.05)
        raise AssertionError("the page did not open")

    def _until_acknowledged(self, number: int, key: str) -> str:
        began, words = time.monotonic(), form_of(number, self.seed, key)
        while time.monotonic() - began < PATIENCE:
            status, headers, page = self._ask("POST", "/", words, key)
            found = CODE.match(headers.get("Location", ""))
            if status == 302 and found:
                self.acks[number] = found[1]
                self.slowest = max(self.slowest, time.monotonic() - began)
                return found[1]
            self._judge(number, status, headers, page)
            time.sleep(0.02)
        self.faults.append(f"report {number} was never acknowledged")
        return ""

    def _judge(self, number: int, status: int, headers: dict[str, str], page: str) -> None:
        if status == 0 or (status in {503, 507} and headers.get("Retry-After")):
            return
        self.faults.append(f"report {number}: {status} {headers} {page[:300]}")

    def _ask(self, method: str, path: str, words: str = "", key: str = "") -> tuple[int, dict[str, str], str]:
        """Status 0: the connection was cut."""
        headers = {"Cookie": f"csrftoken={self._cookie}"} if key else {}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if words else {}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, words or None, headers)
            answer = connection.getresponse()
            page, told = answer.read().decode(), {name.title(): value for name, value in answer.getheaders()}
        except (OSError, http.client.HTTPException) as cut:
            self.statuses[f"cut ({type(cut).__name__})"] += 1
            return 0, {}, ""
        finally:
            connection.close()
        self.statuses[str(answer.status)] += 1
        cookie = re.match(r"csrftoken=(\w+)", told.get("Set-Cookie", ""))
        if cookie:
            self._cookie = cookie[1]
        return answer.status, told, page

    _cookie = ""


def form_of(number: int, seed: str, key: str) -> str:
    report = report_of(number, seed=seed)
    assert report.point
    told = {"csrfmiddlewaretoken": key, "id": report.id, "text": report.text}
    told |= {"point": f"{report.point.lon},{report.point.lat}", "phone": report.phone, "name": report.name}
    return urlencode(told)
