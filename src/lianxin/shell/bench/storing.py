"""One client who reports something new at every call, in the words of our own generator."""

from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.kernel.ids import uuid7
from lianxin.kernel.points import Point
from lianxin.matters import public as matters
from lianxin.matters.public import Report
from lianxin.shell.town.cast import CHENGHUANG
from lianxin.shell.words import Generator
from lianxin.territory import public as territory


class Storing:
    def __init__(self, seed: int) -> None:
        self.words = Generator(seed)
        inside = territory.outline_of(CHENGHUANG).representative_point()
        self.point = Point(inside.x, inside.y)

    def __call__(self, _number: int = 0) -> matters.Submitted:
        return matters.submit_report(self._report(), by=Actor.resident(), now=clock.now())

    def _report(self) -> Report:
        said, now = self.words.report(), clock.now()
        return Report(
            id=uuid7(),
            text=said.text,
            place=said.place,
            point=self.point,
            phone="0355-5550199",
            made_at=now,
        )
