from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from delivery.message import Topic
from digests.everything_held import Held
from digests.parts import LONGEST, visible_length
from digests.ports import Subscription
from handlers.own_data_view import dropped_letter, my_data_letters
from handlers.privacy_view import privacy_letters
from handlers.receipt_view import not_changed_letter, receipt_letters, refused_letter
from localization.catalogue import Words
from people.attempts import Refusal
from people.person import ChatId, Person, PersonKey
from people.privacy import Controller, Kept, Privacy, Rule
from survey.by_receipt import Change, Found
from survey.own_responses import Dropped
from survey.ports import OpenSession, Response, ResponseId, ResponseStatus
from survey.session import Answer, AnswerStatus, Position, Stage
from tests.shipped import CATALOGUES

SWEDISH = CATALOGUES.words("sv")
ALVA, CHAT = PersonKey("a" * 40), ChatId(7_100_200_300)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CODE = "0000-0000-0000-0000"
RESPONSE = Response(
    ResponseId("r1"), ResponseStatus.SUBMITTED, "gone", 1, "first", "sv", "chat", date(2026, 11, 23), date(2026, 11, 24)
)

each_language = pytest.mark.parametrize("words", [CATALOGUES.words(code) for code in CATALOGUES.languages])


def privacy(decision: str = "") -> Privacy:
    town = Controller(
        {"sv": "Staden"}, "026-24 00 00", {"sv": "Allmänt intresse."}, "https://example.org", confirmed=True
    )
    return Privacy(town, {kept: Rule(90 + at, decision) for at, kept in enumerate(Kept)})


def held(**parts: object) -> Held:
    nothing: Mapping[str, object] = {
        "person": None, "session": None, "response": None, "answers": {}, "subscription": None,
        "messages": (), "marks": {}, "updates": (),
    }  # fmt: skip
    return Held(chat=CHAT, **{**nothing, **parts})  # type: ignore[arg-type]  # the parts by name


def session(stage: Stage) -> OpenSession:
    return OpenSession(ALVA, ResponseId("r1"), "gone", 1, Position(stage), None, NOW)


@each_language
def test_without_a_decision_the_page_says_so_and_names_no_number_of_days(words: Words) -> None:
    [letter] = privacy_letters(privacy(), words)
    assert "90" not in letter.text
    assert letter.text.count(words("privacy.undecided", what="…").partition("…")[2]) == len(Kept)


@each_language
def test_with_a_decision_the_page_says_how_long_and_who_decided(words: Words) -> None:
    [letter] = privacy_letters(privacy("KS2026/123"), words)
    assert [f"{90 + at}" in letter.text for at in range(len(Kept))] == [True] * len(Kept)
    assert letter.text.count("KS2026/123") == len(Kept)
    assert words("privacy.undecided", what="…").partition("…")[2] not in letter.text


@each_language
def test_the_page_fits_into_one_message_and_names_who_answers_for_it(words: Words) -> None:
    [letter] = privacy_letters(privacy("x" * 100), words)
    assert visible_length(letter.text) <= LONGEST
    for fact in ("Staden", "026-24 00 00", "Allmänt intresse.", "imy.se", "Telegram", "/mydata", "/receipt"):
        assert fact in letter.text


@each_language
def test_every_kind_of_message_has_a_name(words: Words) -> None:
    assert all(words(f"topic.{topic}") for topic in Topic)


@each_language
def test_whatever_comes_of_it_there_are_words(words: Words) -> None:
    letters = [
        *(dropped_letter(dropped, words) for dropped in Dropped),
        *(refused_letter(refusal, words) for refusal in (*Refusal, None)),
        *(not_changed_letter(change, words) for change in (Change.OTHER_OPEN, Change.NO_LONGER_ASKED, *Refusal, None)),
    ]
    assert all(letter.text for letter in letters)


def test_answers_to_questions_that_are_gone_are_shown_as_they_are_stored_and_can_only_be_erased() -> None:
    answers = {"safe": Answer(options=("yes", "no"), text="vid ån"), "age": Answer(AnswerStatus.PREFER_NOT)}
    [letter] = receipt_letters(Found(RESPONSE, answers, None), CODE, SWEDISH)
    assert "safe\n<b>yes no vid ån</b>" in letter.text
    assert "age\n<b>prefer_not</b>" in letter.text
    assert [button.data for row in letter.buttons for button in row] == [f"r:{CODE}", "m:help"]


def test_what_somebody_wrote_is_never_read_as_markup() -> None:
    answers = {"why": Answer(text="<b>&")}
    [letter] = receipt_letters(Found(RESPONSE, answers, None), CODE, SWEDISH)
    assert "&lt;b&gt;&amp;" in letter.text


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (Stage.QUESTIONS, "svaren du håller på med"),
        (Stage.SUBMITTED, "en koppling till svar som är inskickade"),
        (Stage.EXPIRED, "att du började svara för ett tag sedan"),
    ],
)
def test_a_survey_is_told_as_what_it_is_and_only_an_open_one_can_be_dropped(stage: Stage, said: str) -> None:
    response = RESPONSE if stage is Stage.SUBMITTED else None
    person = Person(ALVA, CHAT, "sv", reachable=False)
    [letter] = my_data_letters(
        held(person=person, session=session(stage), response=response), None, UTC, SWEDISH, "Svenska"
    )
    assert said in letter.text
    assert "att du har stängt av boten" in letter.text
    offered = [button.data for row in letter.buttons for button in row]
    assert ("o:drop" in offered) is (stage is Stage.QUESTIONS)
    assert offered[-2:] == ["m:forget", "m:help"]


@each_language
def test_a_follower_reads_when_the_letter_comes(words: Words) -> None:
    follows = Subscription(ALVA, (), 3, 18, 5, date(2026, 11, 23))
    [letter] = my_data_letters(held(person=Person(ALVA, CHAT, "sv"), subscription=follows), None, UTC, words, "Svenska")
    assert "18:05" in letter.text
    assert words("weekday.3") in letter.text
