from dataclasses import replace
from datetime import date

from bot.content import Content
from bot.doubts import doubts
from people.concern.concerns import Concerns
from people.help_lines import HelpLines
from tests.shipped import shipped

TODAY = date(2026, 11, 24)


def said(content: Content) -> str:
    return "\n".join(doubts(content, TODAY))


def test_what_no_native_speaker_has_reviewed_is_told() -> None:
    everything = ", ".join(shipped().catalogues.languages)
    assert f"the questions in {everything} (" in said(shipped())
    assert f"the bot's words in {everything} (" in said(shipped())
    reviewed = replace(
        shipped(), questionnaire=replace(shipped().questionnaire, reviewed=shipped().questionnaire.languages)
    )
    assert "the questions in" not in said(reviewed)


def test_every_concern_has_a_help_line_and_every_language_a_word_list() -> None:
    assert "no help line" not in said(shipped())
    assert "there is no word list" not in said(shipped())
    deaf = replace(shipped(), concerns=Concerns(()), help_lines=HelpLines(TODAY, shipped().help_lines.lines[1:2]))
    assert 'there is no word list for "so"' in said(deaf)
    assert 'somebody who writes of "crime_now"' in said(deaf)
