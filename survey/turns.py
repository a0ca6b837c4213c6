"""What a visit does inside a unit of work."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from people.person import Person, PersonKey, Visit
from people.service import person_of
from survey.added_words import add_words
from survey.engine import apply, show, start
from survey.events import AnswerRecorded, AnswerRemoved, Input, SelectionChanged, Step, Submitted, TooYoung, Wrote
from survey.hosting import may_host
from survey.ports import OWN, Channel, Occasion, OpenSession, Response, ResponseId, ResponseStatus, SurveyWork
from survey.questionnaire import Questionnaire
from survey.session import Answer, Session, Stage
from survey.sheet import Entry, enter, read_entries
from survey.submission import Submission, has_answered
from survey.turn import Turn
from survey.upkeep import SESSION_LIVES, leave


@dataclass(frozen=True, slots=True)
class Turns:
    """The moves of a survey at one moment, `now`. `questionnaire` is the one new sessions start with."""

    questionnaire: Questionnaire
    earlier: tuple[Questionnaire, ...]
    now: datetime
    zone: ZoneInfo
    randomness: Callable[[int], bytes]

    def begin(self, work: SurveyWork, visit: Visit, *, anew: bool) -> Turn:
        """Start, or go on; `anew` starts again where what was open has expired."""
        person = person_of(work, visit)
        self._clear(work, visit.person, anew=anew)
        turn = self.look(work, visit)
        if not (turn.session or turn.answered or turn.expired):
            turn = self._start(work, person, turn, OWN)
        work.inbox.finish(visit.update)
        return self._submission.with_receipt(work, work.sessions.find(visit.person), person, turn)

    def open(self, work: SurveyWork, person: Person, questionnaire: Questionnaire, occasion: Occasion) -> Turn:
        """Start that questionnaire, whatever was open: that is left as it is."""
        kept = work.sessions.find(person.key)
        if kept:
            leave(work, kept)
        asked = _in_round(questionnaire, occasion)
        return self._start(work, person, Turn(person.language, asked, None, channel=occasion.channel), occasion)

    def look(self, work: SurveyWork, visit: Visit) -> Turn:
        """Where the visitor stands."""
        person, kept = work.people.find(visit.person), work.sessions.find(visit.person)
        language = person.language if person else visit.hint
        if kept and kept.position.stage is Stage.EXPIRED:
            return Turn(language, self.questionnaire, None, card=kept.card, expired=True)
        turn = self._turn(work, language, kept)
        return turn or Turn(
            language,
            self.questionnaire,
            None,
            answered=has_answered(work, self.questionnaire.round, visit.chat),
        )

    def take(self, work: SurveyWork, visit: Visit, given: Input) -> Turn:
        """Take one tap, text or place."""
        return self._step(
            work,
            visit,
            lambda asked, session: apply(asked, session, given, self.today),
            on_paper=read_entries(given.text) if isinstance(given, Wrote) else (),
        )

    def add(self, work: SurveyWork, visit: Visit, question: str, words: Wrote) -> Turn:
        """Let `words` stand for what was written to an answered question; the open place stays where it is."""
        return self._step(work, visit, lambda asked, session: add_words(asked, session, question, words, self.today))

    def written(self, work: SurveyWork, person: PersonKey, question: str) -> str | None:
        """The words of an answer in the person's open survey."""
        kept = work.sessions.find(person)
        answer = work.responses.answers(kept.response).get(question) if kept else None
        return answer.text if answer else None

    def remind(self, work: SurveyWork, visit: Visit, at: datetime | None) -> Turn:
        """Remember when the visitor wants to be reminded; None: not at all."""
        turn, kept = self.look(work, visit), work.sessions.find(visit.person)
        if kept is None or not turn.unfinished or turn.changing:
            return turn
        work.sessions.save(replace(kept, remind_at=at))
        return replace(turn, remind_at=at)

    def interrupted(self, work: SurveyWork, since: datetime, until: datetime) -> Iterator[Person]:
        """People who can be reached and whose survey was last touched in [since, until) and is still open."""
        for kept in work.sessions.touched_between(max(since, self.now - SESSION_LIVES), until):
            person = work.people.find(kept.person)
            if person and person.reachable and self._version(kept):
                yield person

    def again(self, work: SurveyWork, key: PersonKey) -> Turn | None:
        """What the person should see now, None where no survey is open."""
        person, kept = work.people.find(key), work.sessions.find(key)
        turn = self._turn(work, person.language, kept) if person else None
        return self._submission.with_receipt(work, kept, person, turn) if person and turn else None

    @property
    def today(self) -> date:
        """The residents' day."""
        return self.now.astimezone(self.zone).date()

    @property
    def _submission(self) -> Submission:
        return Submission(self.now, self.today, self.randomness)

    def _clear(self, work: SurveyWork, person: PersonKey, *, anew: bool) -> None:
        """Leave a survey that cannot go on: its version is gone, or it has expired and the person begins again."""
        kept = work.sessions.find(person)
        if kept and (anew if kept.position.stage is Stage.EXPIRED else self._version(kept) is None):
            leave(work, kept)

    def _start(self, work: SurveyWork, person: Person, turn: Turn, occasion: Occasion) -> Turn:
        response, asked = ResponseId(self.randomness(16).hex()), turn.questionnaire
        step = start(asked, response)
        fresh = OpenSession(
            person=person.key,
            response=response,
            questionnaire=asked.name,
            version=asked.version,
            position=step.session.position,
            card=None,
            touched=self.now,
            occasion=occasion,
        )
        work.sessions.save(fresh)
        return replace(turn, session=step.session, events=step.events)

    def _turn(self, work: SurveyWork, language: str, kept: OpenSession | None) -> Turn | None:
        """What an open survey shows; None where there is none that can go on."""
        opened = self._open(work, kept)
        if kept is None or opened is None:
            return None
        return Turn(
            language,
            *opened,
            (show(*opened),),
            kept.card,
            changing=_is_changing(work, kept),
            remind_at=kept.remind_at,
            channel=kept.occasion.channel,
        )

    def _step(
        self,
        work: SurveyWork,
        visit: Visit,
        decide: Callable[[Questionnaire, Session], Step | None],
        on_paper: tuple[Entry, ...] = (),
    ) -> Turn:
        """Take a step in the open survey. `on_paper` is what it is where a sheet is being entered."""
        person, kept = work.people.find(visit.person), work.sessions.find(visit.person)
        work.inbox.finish(visit.update)
        opened = self._open(work, kept)
        if person is None or kept is None or opened is None:
            return self.look(work, visit)
        if not may_host(work, kept):
            leave(work, kept)
            return Turn(person.language, opened[0], None, channel=kept.occasion.channel, unhosted=True)
        if kept.position.stage is Stage.SUBMITTED:
            return self._submission.with_receipt(work, kept, person, self.look(work, visit))
        is_sheet = on_paper and kept.occasion.channel is Channel.PAPER
        step = enter(*opened, on_paper, self.today) if is_sheet else decide(*opened)
        return self._keep(work, kept, person, *opened, step) if step else self.look(work, visit)

    def _keep(
        self,
        work: SurveyWork,
        kept: OpenSession,
        person: Person,
        questionnaire: Questionnaire,
        session: Session,
        step: Step,
    ) -> Turn:
        """Keep what a step came to."""
        channel = kept.occasion.channel
        turn = Turn(person.language, questionnaire, step.session, step.events, kept.card, channel=channel)
        if any(isinstance(event, TooYoung) for event in step.events):
            work.responses.remove(kept.response)
            work.sessions.remove(kept.person)
            work.people.remove_idle(kept.person)
            return replace(turn, session=None)
        self._keep_answers(work, kept, person, turn, answered_before=bool(session.answers))
        if isinstance(step.events[-1], Submitted):
            return self._submission.submit(work, turn, kept, person)
        moved = replace(kept, position=step.session.position, touched=self.now, remind_at=_still_to_remind(kept, step))
        work.sessions.save(moved)
        # Only the review says whether it is a change, and an answer is to be quick.
        changing = moved.position.stage is Stage.REVIEW and _is_changing(work, moved)
        return replace(turn, changing=changing, offer=_offer(person, session, step), remind_at=moved.remind_at)

    def _keep_answers(
        self, work: SurveyWork, kept: OpenSession, person: Person, turn: Turn, *, answered_before: bool
    ) -> None:
        """Keep what was answered; the response itself comes to be with its first answer."""
        exists = answered_before
        for event in turn.events:
            if isinstance(event, AnswerRecorded):
                if not exists and work.responses.find(kept.response) is None:
                    work.responses.add(self._new_response(kept, person, turn.questionnaire))
                exists = True
                work.responses.put_answer(kept.response, event.question, event.answer)
            elif isinstance(event, AnswerRemoved):
                work.responses.drop_answer(kept.response, event.question)

    def _new_response(self, kept: OpenSession, person: Person, questionnaire: Questionnaire) -> Response:
        return Response(
            id=kept.response,
            status=ResponseStatus.OPEN,
            survey=questionnaire.name,
            version=questionnaire.version,
            round=questionnaire.round,
            language=kept.occasion.language or person.language,
            channel=kept.occasion.channel.value,
            started_on=kept.occasion.day or self.today,
        )

    def _open(self, work: SurveyWork, kept: OpenSession | None) -> tuple[Questionnaire, Session] | None:
        """The session with its questionnaire; None where there is none, or it cannot go on."""
        questionnaire = self._version(kept) if kept else None
        if kept is None or questionnaire is None:
            return None
        answers = work.responses.answers(kept.response)
        return questionnaire, Session(kept.questionnaire, kept.version, kept.position, answers, draw=kept.response)

    def _version(self, kept: OpenSession) -> Questionnaire | None:
        """The questionnaire of the session; None where it expired, or the content lacks it or its open question."""
        if kept.position.stage is Stage.EXPIRED:
            return None
        wanted = (kept.questionnaire, kept.version)
        known = (self.questionnaire, *self.earlier)
        found = next((each for each in known if (each.name, each.version) == wanted), None)
        name = kept.position.question
        return _in_round(found, kept.occasion) if found and (not name or found.question(name)) else None


def _in_round(questionnaire: Questionnaire, occasion: Occasion) -> Questionnaire:
    return replace(questionnaire, round=occasion.round) if occasion.round else questionnaire


def _is_changing(work: SurveyWork, kept: OpenSession) -> bool:
    """Whether the open response was submitted before."""
    response = work.responses.find(kept.response)
    return response is not None and response.status is ResponseStatus.SUBMITTED and _is_unfinished(kept)


def _is_unfinished(kept: OpenSession) -> bool:
    return kept.position.stage in (Stage.QUESTIONS, Stage.REVIEW)


def _still_to_remind(kept: OpenSession, step: Step) -> datetime | None:
    """When to remind; not any more once the person has gone on by themselves."""
    went_on = any(isinstance(event, (AnswerRecorded, SelectionChanged)) for event in step.events)
    return None if went_on else kept.remind_at


def _offer(person: Person, session: Session, step: Step) -> str | None:
    """The language of a text just given, if the person reads another; only for the first such text of a survey."""
    given = next((event for event in step.events if isinstance(event, AnswerRecorded)), None)
    if given is None or given.answer.text is None:
        return None
    reads = {None, person.language.partition("_")[0]}
    before = {name: answer for name, answer in session.answers.items() if not _goes_on(given, name, answer)}
    first = all(answer.language in reads for answer in before.values())
    return given.answer.language if first and given.answer.language not in reads else None


def _goes_on(given: AnswerRecorded, name: str, answer: Answer) -> bool:
    """Whether what was given goes on from that answer, as the second of two messages sent at once does."""
    return name == given.question and bool(answer.text) and str(given.answer.text).startswith(f"{answer.text}\n")
