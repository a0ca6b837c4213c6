import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promises.draft_json import from_json, to_json
from promises.drafting import Draft, Step
from promises.promise import Status
from tests.unit.promises.examples import DRAFT

DRAFTS = st.builds(
    Draft,
    step=st.sampled_from(Step),
    answered=st.frozensets(st.sampled_from(Step)),
    commitment=st.text(max_size=5),
    status=st.none() | st.sampled_from(Status),
    percent=st.none() | st.integers(),
    text=st.text(st.characters(categories=None), max_size=9),
    language=st.text(min_size=1, max_size=9),
    translations=st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=3),
    corrects=st.none() | st.integers(),
    sample=st.booleans(),
)


@given(DRAFTS)
def test_every_draft_survives_a_restart(draft: Draft) -> None:
    assert from_json(to_json(draft)) == draft


@given(DRAFTS, st.data())
def test_a_draft_of_another_version_is_gone_on_with(draft: Draft, data: st.DataObject) -> None:
    fields = json.loads(to_json(draft)) | {"mood": "new in a later version"}
    gone = data.draw(st.sets(st.sampled_from(Draft.__slots__)))
    found = from_json(json.dumps({name: value for name, value in fields.items() if name not in gone}))
    assert found is not None
    for name in Draft.__slots__:
        assert getattr(found, name) == getattr(Draft() if name in gone else draft, name)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(Draft.__slots__), JSON))
def test_a_draft_whose_parts_mean_something_else_now_is_still_a_draft(fields: dict[str, object]) -> None:
    found = from_json(json.dumps(fields | {"kind": "update"}))
    assert found is not None
    assert from_json(to_json(found)) == found


def test_a_step_or_a_status_that_is_no_more_is_asked_again() -> None:
    text = to_json(DRAFT).replace('"preview"', '"weather"').replace('"in_progress"', '"sunny"')
    found = from_json(text)
    assert found is not None
    assert (found.step, found.status, found.text) == (Step.COMMITMENT, None, DRAFT.text)


@pytest.mark.parametrize("text", ["", "null", "[]", "1", "{", '"draft"', "{}", '{"kind": "invite", "text": "x"}'])
def test_what_is_no_draft_is_none(text: str) -> None:
    assert from_json(text) is None
