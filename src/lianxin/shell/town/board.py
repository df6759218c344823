"""What the dispatchers of the sample town wrote for the public board: words of ours, of public places."""

import random
from collections.abc import Mapping

from lianxin.matters import public as matters
from lianxin.matters.public import Verb
from lianxin.shell.town.life import Life

SHARE = 0.8  # of what may be shown; for the rest nobody has written a sentence yet
WORDS: Mapping[str, tuple[str, ...]] = {
    "facility.manhole": ("人行道上井盖破损", "路口井盖松动,车过有响声", "雨水井盖缺失,已经围上"),
    "facility.streetlight": ("一排路灯不亮", "巷口路灯一闪一闪"),
    "facility.road": ("人行道地砖松动", "路面有坑,下雨积水"),
    "facility.pipe": ("下水道堵了,污水往上翻", "雨水口堵塞"),
    "facility.fitness": ("小广场健身器材松动", "儿童滑梯有裂口"),
    "appearance.garbage": ("垃圾点清运不及时", "绿地边有一堆装修垃圾"),
    "appearance.posters": ("楼道口和电线杆上贴满小广告",),
    "appearance.dust": ("裸土没有盖上,风大时扬尘",),
    "appearance.sewage": ("路边污水流到人行道",),
    "order.parking": ("消防通道被车占着", "盲道上停了车"),
    "order.ebike": ("楼道口电动车停放充电",),
    "safety.flood": ("地道桥下雨天积水",),
    "green.tree": ("树枝断了挂在半空", "行道树挡住红绿灯"),
    "green.lawn": ("草坪踩出一条土路",),
    "construction.site": ("工地围挡倒了一段", "渣土车带泥上路"),
}


def show(life: Life, seed: int) -> None:
    """Put it on the board, as four of five are whose kind may be shown and for which somebody wrote words."""
    dice = random.Random(seed)  # noqa: S311  # the sample town must come out the same every time
    words = WORDS.get(life.told.category)
    if words is None or not matters.publicity.of_public_space(life.told.category) or dice.random() > SHARE:
        return
    own = Life(life.ref, life.told, life.now, life.latest, dice)
    own.speak(Verb.PUBLISH, own.dispatcher(), words=dice.choice(words), spot=dice.random() < 0.5)
