"""Words for the public, approved by the dispatcher."""

from lianxin.matters.public import Ref, Verb
from town import Town


def publish(town: Town, ref: Ref, words: str) -> Ref:
    return town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=words)
