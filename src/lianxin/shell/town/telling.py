"""What the sample town says: the stories written by us first, then the generator's words."""

import random
from itertools import islice

from lianxin.shell.town.cast import TOWN
from lianxin.shell.town.life import Told
from lianxin.shell.words import STORIES, Generator, Story
from lianxin.territory import public as territory

SEED = 20230306  # the day of the newspaper page that the project grew from
NUMBERS = ("0355-5550101", "0355-5550102", "0355-5550103")  # nobody's: 555 is not given out


def told_in_town(number: int) -> list[Told]:
    """`number` reports: each story once, in an order that mixes them among the generator's."""
    dice = random.Random(SEED)  # noqa: S311  # the sample town must come out the same every time
    stories = [_told(story, dice) for story in STORIES]
    communities = [grid[:12] for grid in _grids()]
    words = islice(Generator(SEED), max(0, number - len(stories)))
    made = [
        Told(word.text, word.place, dice.choice(communities), word.category, phone=_phone(dice))
        for word in words
    ]
    told = (stories + made)[:number]
    dice.shuffle(told)
    return told


def _told(story: Story, dice: random.Random) -> Told:
    return Told(
        story.text, story.place, story.community, story.category, story.handled, story.thanks, _phone(dice)
    )


def _phone(dice: random.Random) -> str:
    """Two of five leave a number."""
    return dice.choice(NUMBERS) if dice.random() < 0.4 else ""


def _grids() -> list[str]:
    return sorted(shape.code for shape in territory.grids_of(TOWN) if shape.code)
