from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.content import Content, read_content
from bot.doubts import doubts
from people.concern.concerns import Concerns
from people.help_lines import HelpLines

TODAY = date(2026, 11, 24)
CONTENT = read_content(Path(__file__).parents[3] / "content" / "sandviken")


def said(content: Content) -> str:
    return "\n".join(doubts(content, TODAY))


def test_what_no_native_speaker_has_reviewed_is_told() -> None:
    everything = ", ".join(CONTENT.catalogues.languages)
    assert f"the questions in {everything} (" in said(CONTENT)
    assert f"the bot's words in {everything} (" in said(CONTENT)
    reviewed = replace(CONTENT, questionnaire=replace(CONTENT.questionnaire, reviewed=CONTENT.questionnaire.languages))
    assert "the questions in" not in said(reviewed)


def test_every_concern_has_a_help_line_and_every_language_a_word_list() -> None:
    assert "no help line" not in said(CONTENT)
    assert "there is no word list" not in said(CONTENT)
    deaf = replace(CONTENT, concerns=Concerns(()), help_lines=HelpLines(TODAY, CONTENT.help_lines.lines[1:2]))
    assert 'there is no word list for "so"' in said(deaf)
    assert 'somebody who writes of "crime_now"' in said(deaf)
