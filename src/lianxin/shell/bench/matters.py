"""The peer table of promises.md: storing, listing and reading among many matters."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client

from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.kernel.ids import uuid7
from lianxin.matters import public as matters
from lianxin.matters.public import Ref, Verb, Wanted, alike
from lianxin.org import public as org
from lianxin.shell.bench import programs
from lianxin.shell.bench.filling import fill
from lianxin.shell.bench.measuring import Figure, measure
from lianxin.shell.bench.storing import Storing
from lianxin.shell.town.cast import CHENGHUANG, COUNTY, TOWN
from lianxin.shell.town.lay import People

# Just before the oldest: where an OFFSET would have to walk past everything.
TWO_YEARS = timedelta(days=729, hours=22)


class Bench:
    """One database full of matters, and the questions asked of it."""

    def __init__(self, people: People, number: int, progress: Callable[[int], None]) -> None:
        self.people, self.number, self.now = people, number, clock.now()
        self.store = Storing(7)
        fill(number, now=self.now, progress=progress)

    def rows(self) -> list[Figure]:
        client = Client()
        storing = [
            measure("store a report", self.store, times=400, aim="≤ 15 statements, ≤ 10 ms CPU"),
            measure("store a report, as a page", self._posted(client), times=200, aim="the whole stack"),
        ]
        before = [measure("what may be the same, while one types", self._asked, times=200, aim="≤ 30 ms")]
        one_verb = measure("one verb (accept)", self._accepting(), times=100)
        by_token = programs.rows(self.store, self.people["qianpaiqian"], self._one(), self.now)
        return [*storing, *self._lists(), *self._reads(), *before, one_verb, *by_token]

    def _lists(self) -> list[Figure]:
        dispatcher, now = self.people["luxianpai"], self.now
        last = Wanted(after=Wanted.mark(now - TWO_YEARS))
        aims = ("≤ 8 statements, ≤ 30 ms", "as the first")
        asked = (
            ("list 50, first page", lambda _: matters.listing(dispatcher, Wanted(), now=now), 100, aims[0]),
            ("list 50, last page", lambda _: matters.listing(dispatcher, last, now=now), 100, aims[1]),
            ("the needle", lambda _: matters.needle(dispatcher, now=now), 50, ""),
            ("oversight of a county", self._overseen, 20, ""),
        )
        return [measure(name, call, times=times, aim=aim) for name, call, times, aim in asked]

    def _reads(self) -> list[Figure]:
        dispatcher, now, one = self.people["luxianpai"], self.now, self._one()
        code, aim = self.store().code, "≤ 8 statements, ≤ 15 ms"
        return [
            measure("one matter", lambda _: matters.dossier(dispatcher, one, now=now), times=200, aim=aim),
            measure("progress by code", lambda _: matters.progress(code, now=now), times=200, aim=aim),
            measure("the catalogue", lambda _: org.categories(), times=500, aim="≤ 2 statements, ≤ 5 ms"),
        ]

    def _asked(self, number: int) -> object:
        """Each time other words, in the grid where a third of everything lies."""
        said = self.store.words.report()
        heard = alike.Heard(said.text, said.place, None, f"{CHENGHUANG}001", said.category, self.now)
        return alike.around(heard, now=self.now, open_only=bool(number % 2))

    def _overseen(self, _number: int) -> object:
        return matters.oversight(self.people["zhouzhuren"], COUNTY, now=self.now)

    def _posted(self, client: Client) -> Callable[[int], object]:
        def post(number: int) -> object:
            # Each from a house of its own: one address may report sixty times an hour.
            address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
            said = self.store.words.report()
            form = {"id": str(uuid7()), "text": said.text, "place": said.place, "area": CHENGHUANG}
            response = client.post("/", form, REMOTE_ADDR=address)
            if response.status_code != 302:
                raise AssertionError(f"the page answered {response.status_code}")
            return response

        return post

    def _accepting(self) -> Callable[[int], object]:
        waiting: list[Ref] = []
        while len(waiting) < 110:
            ref = self.store().ref
            if matters.whereabouts(ref).state == matters.State.ROUTED:
                waiting.append(ref)

        def accept(_number: int) -> object:
            ref = waiting.pop()
            unit = matters.whereabouts(ref).unit
            assert unit is not None  # noqa: S101  # routed a moment ago
            handler = org.members(unit, "handler", clock.local(self.now).date())[0]
            return matters.speak(Verb.ACCEPT, ref, by=Actor.staff(handler.id), now=clock.now())

        return accept

    def _one(self) -> Ref:
        return matters.listing(self.people["qianpaiqian"], Wanted(area=TOWN), now=self.now).cards[0].ref


def run(people: People, number: int, progress: Callable[[int], None]) -> dict[str, Any]:
    bench = Bench(people, number, progress)
    return {
        "engine": connection.vendor,
        "matters": number,
        "rows": [row.told() for row in bench.rows()],
    }
