"""An update while somebody writes it: what is said so far, and which step is open."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from localization.catalogue import SOURCE
from people.organisation import Organisation
from promises.promise import ProgressUpdate, Status
from promises.proposal import Proposal
from promises.signing import fingerprint


class Step(StrEnum):
    """What is asked for, in this order."""

    COMMITMENT = "commitment"
    ACTIVITY = "activity"
    STATUS = "status"
    PERCENT = "percent"
    TEXT = "text"
    SOURCE = "source"
    FINDING = "finding"
    TRANSLATIONS = "translations"
    PREVIEW = "preview"


_TYPED = frozenset({Step.PERCENT, Step.TEXT, Step.SOURCE})
_ALL = frozenset(Step) - {Step.PREVIEW}


@dataclass(frozen=True, slots=True)
class Draft:
    """An update as somebody writes it, before it is checked as a whole. The fields are those of `ProgressUpdate`.

    `answered` are the steps that have been dealt with; `translating` is the language whose words are awaited.
    `revises` is the proposal that this is to take the place of, None for a new one; `instead_of` is the fingerprint of
    what that proposal said when the draft was begun.
    """

    step: Step = Step.COMMITMENT
    answered: frozenset[Step] = frozenset()
    commitment: str = ""
    activity: str = ""
    status: Status | None = None
    percent: int | None = None
    text: str = ""
    language: str = SOURCE
    source: str = ""
    answers: str = ""
    translations: Mapping[str, str] = field(default_factory=dict)
    translating: str = ""
    corrects: int | None = None
    revises: int | None = None
    instead_of: str = ""
    sample: bool = False

    @property
    def waits_for_words(self) -> bool:
        """Whether typed words are meant for it now."""
        return self.step in _TYPED or (self.step is Step.TRANSLATIONS and bool(self.translating))


def correction(update: ProgressUpdate) -> Draft:
    """A draft that sets a published update right. It begins as what was published."""
    return _of(update, corrects=update.id)


def revision(proposal: Proposal) -> Draft:
    """A draft that is to take a proposal's place. It begins as what was proposed."""
    draft = _of(proposal.update, corrects=proposal.update.corrects)
    return replace(draft, revises=proposal.id, instead_of=fingerprint(proposal.update))


def as_update(draft: Draft, organisation: Organisation, moment: datetime) -> ProgressUpdate:
    """What the draft says, in the name of an organisation."""
    return ProgressUpdate(
        id=None,
        commitment=draft.commitment,
        status=draft.status or Status.NO_UPDATE,
        text=draft.text.strip(),
        language=draft.language,
        source=draft.source.strip(),
        organisation=organisation,
        recorded=moment,
        sample=draft.sample,
        activity=draft.activity,
        percent=draft.percent,
        translations={language: text.strip() for language, text in draft.translations.items()},
        corrects=draft.corrects,
        answers=draft.answers,
    )


def _of(update: ProgressUpdate, corrects: int | None) -> Draft:
    return Draft(
        step=Step.PREVIEW,
        answered=_ALL,
        commitment=update.commitment,
        activity=update.activity,
        status=update.status,
        percent=update.percent,
        text=update.text,
        language=update.language,
        source=update.source,
        answers=update.answers,
        translations=update.translations,
        corrects=corrects,
        sample=update.sample,
    )
