"""The project's own words: believable, plentiful, the same for the same seed."""

import time
from itertools import islice
from pathlib import Path

from lianxin.org import __path__ as org_path
from lianxin.shell.words import STORIES, Generator
from lianxin.shell.words.places import COMMUNITIES


def leaves() -> set[str]:
    lines = (Path(org_path[0]) / "data" / "categories.csv").read_text(encoding="utf-8").splitlines()[1:]
    codes = {line.split(",")[0] for line in lines}
    return {code for code in codes if not any(other.startswith(f"{code}.") for other in codes)}


def test_every_kind_of_matter_has_words() -> None:
    assert set(Generator(1).categories) == leaves()


def test_the_same_seed_says_the_same() -> None:
    assert list(islice(Generator(5), 200)) == list(islice(Generator(5), 200))
    assert list(islice(Generator(5), 200)) != list(islice(Generator(6), 200))


def test_ten_thousand_reports_are_nearly_all_different() -> None:
    said = list(islice(Generator(2), 10_000))

    assert len({words.text for words in said}) > 9_500
    lengths = [len(words.text) for words in said]
    assert min(lengths) < 15
    assert max(lengths) > 100


def test_no_choice_is_left_open_and_nothing_shouts() -> None:
    for words in islice(Generator(3), 5_000):
        assert not set("(|)!！") & set(words.text + words.place), words.text


def test_both_halves_of_the_sentences_cover_every_kind_and_share_none() -> None:
    taught, asked = Generator(4, part=0), Generator(4, part=1)

    for kind in taught.categories:
        assert taught.report(kind).category == asked.report(kind).category == kind
    first = {sentence for said in taught.sentences.values() for sentence in said}
    assert first.isdisjoint({sentence for said in asked.sentences.values() for sentence in said})


def test_a_million_matters_get_words_in_seconds() -> None:
    said = iter(Generator(9))
    next(said)
    start = time.process_time()
    for _ in islice(said, 20_000):
        pass

    assert 20_000 / (time.process_time() - start) > 50_000, "measured 236,000 a second"


def test_the_stories_happen_in_the_ten_communities_and_end_in_kind_words() -> None:
    communities = {code for code, _ in COMMUNITIES}

    assert len(STORIES) >= 60
    for story in STORIES:
        assert story.community in communities
        assert story.category in leaves()
        assert story.handled
        assert not set("!！") & set(story.text + story.handled + story.thanks)
    assert {story.community for story in STORIES} == communities
    assert sum(story.category.startswith("dispute.") for story in STORIES) >= 15
