"""Learn a model from labelled texts, with scikit-learn. Only the command line comes here.

With few rows the words alone teach little (43 % of 69 dispute texts in five folds); the lexicon's votes as
features, and two rows made of each label's own name and its lexicon words, carry the first months (82 %).
"""

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
import scipy.sparse as sp
from django.utils.translation import gettext as _
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, SGDClassifier

from lianxin.kernel.errors import Invalid
from lianxin.matters.classifier.grams import grams
from lianxin.matters.classifier.lexicon import Lexicon, own_lexicon
from lianxin.matters.classifier.model import VOTES_WEIGH, Floats, Model

Progress = Callable[[str, int, int], None]
SEED = 20260101
EXACT_UP_TO = 1_000_000  # rows × labels; beyond it stochastic descent gives nearly the same, much sooner
ROUNDS = 8
MOST_GRAMS = 100_000
HEATS = (0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0)
HONEST_FROM = 40  # rows; with fewer there is nothing to set aside for the shares


def train(
    texts: Sequence[str],
    labels: Sequence[str],
    *,
    names: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    honest: bool = True,
) -> Model:
    """A model of these rows: the same rows give the same model, bit for bit.

    `names` are the labels' names for people (a label without one is its own name). `honest` sets a fifth of
    the rows aside first, to learn how sure the model may sound; then the model learns from all rows."""
    if len(set(labels)) < 2:
        raise Invalid(_("所有的行都是同一个类别，没有可以区分的。"), instead=_("训练至少需要两个类别。"))
    tell = progress or _silent
    heat = 1.0
    if honest and len(texts) >= HONEST_FROM:
        heat = _heat(texts, labels, names or {}, tell)
    return _fit(texts, labels, names or {}, heat, tell)


def cross_validate(
    texts: Sequence[str],
    labels: Sequence[str],
    folds: int,
    *,
    names: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> list[str]:
    """For each row, what a model says that was trained without that row's fold."""
    if not 2 <= folds <= len(texts):
        sentence = _("%(rows)s 行不能分成 %(folds)s 份。") % {"rows": len(texts), "folds": folds}
        raise Invalid(sentence, instead=_("份数应在 2 和行数之间。"))
    dealt = deal(labels, folds)
    given = [""] * len(texts)
    for fold in range(folds):
        kept = [at for at in range(len(texts)) if dealt[at] != fold]
        learnt = [labels[at] for at in kept]
        if len(set(learnt)) < 2:
            raise Invalid(_("去掉一份以后只剩一个类别，无法交叉验证。"), instead=_("需要更多类别的行。"))
        model = train([texts[at] for at in kept], learnt, names=names, honest=False)
        for at in range(len(texts)):
            if dealt[at] == fold:
                given[at] = model.label(texts[at])
        if progress:
            progress("folds", fold + 1, folds)
    return given


def deal(labels: Sequence[str], folds: int) -> list[int]:
    """A fold for every row, each label spread as evenly as it goes; seeded."""
    dice = np.random.default_rng(SEED)
    fold_of, turn = [0] * len(labels), 0
    by_label: dict[str, list[int]] = {}
    for at, label in enumerate(labels):
        by_label.setdefault(label, []).append(at)
    for label in sorted(by_label):
        for at in dice.permutation(by_label[label]):
            fold_of[int(at)] = turn % folds
            turn += 1
    return fold_of


def _fit(
    texts: Sequence[str], labels: Sequence[str], names: Mapping[str, str], heat: float, tell: Progress
) -> Model:
    lexicon = own_lexicon()
    seeds = list(_seeds(sorted(set(labels)), names, lexicon))
    least = 1 if len(texts) < 3_000 else 2 if len(texts) < 30_000 else 3
    reader = TfidfVectorizer(
        analyzer=grams, sublinear_tf=True, min_df=least, max_features=MOST_GRAMS, dtype=np.float32
    )
    try:
        reader.fit(_counted(texts, "words", tell))
    except ValueError as empty:
        raise Invalid(_("这些文字里没有可以学习的词。"), instead=_("text 一列需要有文字。")) from empty
    everything = [*texts, *(text for text, _ in seeds)]
    seen = reader.transform(_counted(everything, "features", tell))
    table = sp.hstack([seen, _votes(everything, lexicon)]).tocsr().astype(np.float32)
    wanted = [*labels, *(label for _, label in seeds)]
    ordered, weights, offsets = _learn(table, wanted, tell)
    vocabulary = {str(gram): at for at, gram in enumerate(reader.get_feature_names_out())}
    kinds = {kind: at for at, kind in enumerate(lexicon.categories)}
    idf = np.asarray(reader.idf_, dtype=np.float32)
    return Model(ordered, vocabulary, idf, kinds, weights, offsets, heat, len(texts))


def _learn(
    table: sp.csr_matrix, wanted: Sequence[str], tell: Progress
) -> tuple[tuple[str, ...], Floats, Floats]:
    classes = sorted(set(wanted))
    if table.shape[0] * len(classes) <= EXACT_UP_TO:
        tell("learning", 0, 1)
        learner = LogisticRegression(C=10.0, max_iter=300, random_state=SEED)
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", ConvergenceWarning
            )  # 300 rounds decide; a later digit changes nothing
            learner.fit(table, wanted)
        tell("learning", 1, 1)
    else:
        learner = _descend(table, wanted, classes, tell)
    weights, offsets = np.asarray(learner.coef_), np.asarray(learner.intercept_)
    if len(classes) == 2:
        weights, offsets = np.vstack([-weights / 2, weights / 2]), np.concatenate([-offsets / 2, offsets / 2])
    found = tuple(str(label) for label in learner.classes_)
    return found, np.ascontiguousarray(weights.T, dtype=np.float32), offsets.astype(np.float32)


def _descend(
    table: sp.csr_matrix, wanted: Sequence[str], classes: Sequence[str], tell: Progress
) -> SGDClassifier:
    learner = SGDClassifier(loss="log_loss", alpha=2e-6, random_state=SEED, average=True)
    for done in range(ROUNDS):
        learner.partial_fit(table, wanted, classes=np.array(classes, dtype=object))
        tell("learning", done + 1, ROUNDS)
    return learner


def _seeds(labels: Iterable[str], names: Mapping[str, str], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """A label's own name is its first row; the lexicon words of the kind it names, the second."""
    for label in labels:
        name = names.get(label, label)
        yield name, label
        votes = lexicon.votes(name)
        kind = label if label in lexicon.categories else votes[0].category if votes else ""
        if kind:
            yield "，".join(lexicon.words_for(kind)), label


def _votes(texts: Sequence[str], lexicon: Lexicon) -> sp.csr_matrix:
    columns = {kind: at for at, kind in enumerate(lexicon.categories)}
    rows, cells, values = [], [], []
    for at, text in enumerate(texts):
        votes = lexicon.votes(text)
        length = float(np.sqrt(sum(vote.score**2 for vote in votes)))
        rows += [at] * len(votes)
        cells += [columns[vote.category] for vote in votes]
        values += [VOTES_WEIGH * vote.score / length for vote in votes]
    return sp.csr_matrix((values, (rows, cells)), shape=(len(texts), len(columns)), dtype=np.float32)


def _heat(texts: Sequence[str], labels: Sequence[str], names: Mapping[str, str], tell: Progress) -> float:
    """The factor on the scores under which rows set aside are least surprising."""
    dealt = deal(labels, 5)
    kept = [at for at, fold in enumerate(dealt) if fold]
    if len({labels[at] for at in kept}) < 2:
        return 1.0
    model = _fit([texts[at] for at in kept], [labels[at] for at in kept], names, 1.0, tell)
    aside = [at for at, fold in enumerate(dealt) if not fold and labels[at] in model.labels][:2_000]
    known = [(model.scores(texts[at]), model.labels.index(labels[at])) for at in aside]
    return min(HEATS, key=lambda heat: _surprise(known, heat)) if known else 1.0


def _surprise(known: Sequence[tuple[Floats, int]], heat: float) -> float:
    lost = 0.0
    for scores, right in known:
        raised = (scores - scores.max()) * heat
        lost += float(np.log(np.exp(raised).sum()) - raised[right])
    return lost


def _counted(texts: Sequence[str], what: str, tell: Progress) -> Iterator[str]:
    for at, text in enumerate(texts):
        if at % 500 == 0:
            tell(what, at, len(texts))
        yield text
    tell(what, len(texts), len(texts))


def _silent(what: str, done: int, of: int) -> None:
    return None
