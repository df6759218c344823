"""Words that residents could have said, made by us for the bench, the tests and the sample town.

Communities of 东街 are real names; spots and streets are plain ones; nobody in here is a real person."""

from lianxin.shell.words.generator import Generator, Words
from lianxin.shell.words.stories import STORIES, Story

__all__ = ["STORIES", "Generator", "Story", "Words"]
