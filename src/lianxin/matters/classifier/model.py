"""The trained model when it serves: numpy only, one file, nothing in the file can run.

The file is an npz read with `allow_pickle=False`: arrays, and a JSON header that says what they mean.
Features are TF-IDF of `grams` and, beside them, the lexicon's votes; the model is linear, so every answer can
name its words.
"""

import json
import logging
import zipfile
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid
from lianxin.matters.classifier.grams import grams
from lianxin.matters.classifier.lexicon import Lexicon, Vote, own_lexicon

log = logging.getLogger(__name__)
Floats = npt.NDArray[np.float32]
FORMAT = "lianxin-classifier-1"
VOTES_WEIGH = 1.5  # of the lexicon's unit vector beside the grams' unit vector; see docs/measurements
LARGEST = 2_000_000_000  # bytes unpacked; a file that claims more is not ours
REASONS = 5


@dataclass(frozen=True)
class Guess:
    """`words` stood in the text and spoke for `label`, strongest first; `share` is 0…1."""

    label: str
    share: float
    second: str | None
    words: tuple[str, ...]


@dataclass(frozen=True)
class Model:
    """`weights` is (grams + lexicon kinds) × labels. `heat` turns scores into honest shares."""

    labels: tuple[str, ...]
    vocabulary: dict[str, int]
    idf: Floats
    kinds: dict[str, int]
    weights: Floats
    offsets: Floats
    heat: float
    rows: int

    def guess(self, text: str, lexicon: Lexicon | None = None) -> Guess | None:
        """What the model thinks and why; None when it knows nothing in the text."""
        votes = (lexicon or own_lexicon()).votes(text)
        where, values, names = self._features(text, votes)
        if not len(where):
            return None
        gathered = self.weights[where]
        scores = values @ gathered + self.offsets
        shares = self.shares(scores)
        order = np.argsort(-shares, kind="stable")
        best = int(order[0])
        spoke = values * (gathered[:, best] - gathered.mean(axis=1))
        second = self.labels[int(order[1])] if len(order) > 1 else None
        return Guess(self.labels[best], float(shares[best]), second, _reasons(spoke, names))

    def label(self, text: str) -> str:
        """The likeliest label even for a text it knows nothing of: then the commonest one."""
        guess = self.guess(text)
        return guess.label if guess else self.labels[int(np.argmax(self.offsets))]

    def scores(self, text: str) -> Floats:
        """One number per label, before `heat`."""
        where, values, _ = self._features(text, own_lexicon().votes(text))
        return np.asarray(values @ self.weights[where] + self.offsets, dtype=np.float32)

    def shares(self, scores: Floats) -> Floats:
        raised = np.exp((scores - scores.max()) * self.heat)
        return np.asarray(raised / raised.sum(), dtype=np.float32)

    def _features(
        self, text: str, votes: list[Vote]
    ) -> tuple[npt.NDArray[np.intp], Floats, list[tuple[str, ...]]]:
        known = [(gram, n) for gram, n in Counter(grams(text)).items() if gram in self.vocabulary]
        spoken = [vote for vote in votes if vote.category in self.kinds]
        where = [self.vocabulary[gram] for gram, _ in known]
        tf = np.array([n for _, n in known], dtype=np.float32)
        said = np.array([vote.score for vote in spoken], dtype=np.float32)
        weighed = (1 + np.log(tf)) * self.idf[where] if where else tf
        values = np.concatenate([_unit(weighed), VOTES_WEIGH * _unit(said)]).astype(np.float32)
        where += [len(self.vocabulary) + self.kinds[vote.category] for vote in spoken]
        names = [(gram.strip(" ~"),) if _is_a_word(gram) else () for gram, _ in known]
        return np.array(where, dtype=np.intp), values, names + [vote.words for vote in spoken]

    def save(self, path: Path) -> None:
        """Write beside, then put in place: a reader never meets half a model."""
        header = {
            "format": FORMAT,
            "labels": self.labels,
            "kinds": list(self.kinds),
            "vocabulary": list(self.vocabulary),
            "heat": self.heat,
            "rows": self.rows,
        }
        packed = np.frombuffer(json.dumps(header, ensure_ascii=False).encode(), dtype=np.uint8)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.part")
        with beside.open("wb") as file:
            np.savez_compressed(file, header=packed, idf=self.idf, weights=self.weights, offsets=self.offsets)
        beside.replace(path)


def load(path: Path) -> Model:
    """A model file, checked from end to end before it is believed."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST:
                raise ValueError("too large")
        with np.load(path, allow_pickle=False) as arrays:
            return _model(json.loads(arrays["header"].tobytes()), arrays)
    except FileNotFoundError as missing:
        raise Invalid(
            _("找不到模型文件：%(path)s。") % {"path": path},
            instead=_("先运行 lianxin classify train 训练一个。"),
        ) from missing
    except (ValueError, KeyError, TypeError, OSError, EOFError, zipfile.BadZipFile) as broken:
        raise Invalid(
            _("这个文件不是可以使用的分类模型：%(path)s。") % {"path": path},
            instead=_("重新运行 lianxin classify train。"),
        ) from broken


def standing(path: Path) -> Model | None:
    """The town's own model if one has been put at `path`, read again when the file changes.

    A file that cannot be used is said in the log and left aside: a report never waits for a model."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return _standing(path, seen.st_mtime_ns, seen.st_size)


@lru_cache(maxsize=2)
def _standing(path: Path, changed: int, size: int) -> Model | None:
    try:
        return load(path)
    except Invalid as unusable:
        log.warning("%s %s", unusable.sentence, unusable.instead)
        return None


def _model(header: dict[str, Any], arrays: Any) -> Model:
    if header["format"] != FORMAT:
        raise ValueError(header["format"])
    vocabulary = {str(gram): at for at, gram in enumerate(header["vocabulary"])}
    kinds = {str(kind): at for at, kind in enumerate(header["kinds"])}
    labels = tuple(str(label) for label in header["labels"])
    weights, idf, offsets = (np.asarray(arrays[name], np.float32) for name in ("weights", "idf", "offsets"))
    shapes = (weights.shape, idf.shape, offsets.shape)
    if not labels or shapes != (
        (len(vocabulary) + len(kinds), len(labels)),
        (len(vocabulary),),
        (len(labels),),
    ):
        raise ValueError("shapes")
    if not all(np.isfinite(array).all() for array in (weights, idf, offsets)):
        raise ValueError("not numbers")
    return Model(labels, vocabulary, idf, kinds, weights, offsets, float(header["heat"]), int(header["rows"]))


def _unit(values: Floats) -> Floats:
    length = float(np.sqrt((values * values).sum()))
    return values / np.float32(length) if length else values


def _is_a_word(gram: str) -> bool:
    """Single characters and pieces of words speak, but they make no reason a person could read."""
    return gram.startswith(" ") or (len(gram) > 1 and not gram.startswith("~"))


def _reasons(spoke: Floats, names: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The strongest words, none inside another: `工资` is silent beside `拖欠工资`."""
    chosen: list[str] = []
    for at in np.argsort(-spoke, kind="stable"):
        if spoke[at] <= 0 or len(chosen) >= REASONS:
            break
        for word in names[int(at)][:2]:
            if not any(word in other or other in word for other in chosen):
                chosen.append(word)
    return tuple(chosen[:REASONS])
