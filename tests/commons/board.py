"""A board with matters on it, and everything that must never stand there."""

from typing import Any

from lianxin.matters.public import Ref, Verb
from town import Town

WORDS = "广场一带:井盖破损,正在换"
MARKS = {  # planted in every column that may hold something of a person
    "text": "原话标记甲,我住三单元",
    "place": "标记乙家门口",
    "name": "标记丙阿姨",
    "phone": "13900001111",
    "reason": "催办标记丁",
    "note": "办理标记戊",
    "rating": "评价标记己",
}


def shown(town: Town, words: str = WORDS, spot: bool = False, **more: Any) -> Ref:
    ref = town.accepted(**{"place": "广场北口", **more})
    return town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=words, spot=spot)


def marked(town: Town) -> Ref:
    """One whose whole life is full of marks, shown, rated and talked about."""
    ref = town.reported(
        MARKS["text"], place=MARKS["place"], name=MARKS["name"], phone=MARKS["phone"], point=town.point(),
        category="facility.manhole",
    )  # fmt: skip
    town.speak(Verb.SUPPLEMENT, ref, town.resident(ref), note=MARKS["reason"])
    town.speak(Verb.ACCEPT, ref, town.handler(ref))
    town.speak(Verb.BEGIN, ref, town.handler(ref))
    town.speak(Verb.FINISH, ref, town.handler(ref), note=MARKS["note"])
    town.speak(Verb.VERIFY, ref, town.liwangge, note=MARKS["note"])
    town.speak(Verb.CLOSE, ref, town.qianpaiqian)
    town.speak(Verb.RATE, ref, town.resident(ref), level="2", note=MARKS["rating"])
    return town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=WORDS)
