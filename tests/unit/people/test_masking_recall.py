"""How much is found, and how much is hidden for nothing, in thousands of texts made by chance."""

from collections import Counter
from collections.abc import Callable

import pytest

from people.masking.mask import Hidden, mask
from tests.personal_data.carriers import CARRIERS
from tests.personal_data.ordinary import ordinary_texts
from tests.personal_data.sample import samples

pytestmark = pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them

_SEED = 20261124
_COUNT = 5000
_NUMBERS_AND_MAIL = (Hidden.PERSONAL_NUMBER, Hidden.PHONE, Hidden.EMAIL)

Record = Callable[[str, object], None]


def test_personal_data_is_found_in_whatever_spelling(record_testsuite_property: Record) -> None:
    written, found, exact = Counter[Hidden](), Counter[Hidden](), Counter[Hidden]()
    for sample in samples(_COUNT, _SEED):
        masked = mask(sample.text).text
        written[sample.kind] += 1
        found[sample.kind] += not sample.leaks(masked)
        exact[sample.kind] += masked == sample.masked
    recall = {kind: found[kind] / written[kind] for kind in Hidden}
    for kind in Hidden:
        record_testsuite_property(f"recall of {kind}", f"{recall[kind]:.2%} of {written[kind]}")
        record_testsuite_property(f"the rest as it was: {kind}", f"{exact[kind] / written[kind]:.2%}")
    record_testsuite_property("recall", f"{found.total() / _COUNT:.2%}")
    assert found.total() >= 0.99 * _COUNT
    assert min(recall.values()) >= 0.97
    assert min(recall[kind] for kind in _NUMBERS_AND_MAIL) >= 0.999
    assert exact.total() >= 0.985 * _COUNT


def test_ordinary_texts_are_left_alone(record_testsuite_property: Record) -> None:
    texts = list(ordinary_texts(_COUNT, _SEED))
    masked = Counter(kind for text in texts for kind in mask(text).hidden)
    wrong = sum(bool(mask(text).hidden) for text in texts)
    record_testsuite_property("texts masked for nothing", f"{wrong / len(texts):.2%} of {len(texts)}")
    record_testsuite_property("kinds", dict(masked))
    assert wrong <= 0.01 * len(texts)


@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_sentences_around_hold_nothing_to_hide(carrier: str) -> None:
    assert mask(carrier.format("")).hidden == ()
