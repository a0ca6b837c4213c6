"""Tags free text with the language it seems to be in. A guess is offered or counted, never acted on."""

import json
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import langdetect
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from langdetect.utils.lang_profile import LangProfile

FEWEST_LETTERS = 12
"""Under this the guesses are worth little: of first words alone, one in five is wrong."""
FEWEST_DIFFERENT = 5
"""Laughter is in every language."""
SUREST = 0.9
"""Under this probability a text is mixed, or in none of the languages."""

_SORANI = frozenset("ڕڵۆێەڤ")
"""Letters of Central Kurdish that neither Arabic nor Persian has (Unicode, Arabic block)."""
_PROFILES = Path(langdetect.__file__).parent / "profiles"
_SEED = 0
_FEWEST_PROFILES = 2


@dataclass(frozen=True)
class LanguageTagger:
    """Guesses among the configured languages only, so that short Swedish is not taken for Danish.

    The profiles are read at the first guess. That, and a millisecond a guess, belong in a thread.
    """

    languages: tuple[str, ...]

    def guess(self, text: str) -> str | None:
        """The code of a configured language, or None where nothing can be said."""
        letters = [letter for letter in text if letter.isalpha()]
        if len(letters) < FEWEST_LETTERS or len(set(letters)) < FEWEST_DIFFERENT:
            return None
        script = _script(Counter(letters))
        told = "ti" if script == "ETHIOPIC" else None if _SORANI.isdisjoint(letters) else "ckb"
        if told:
            return told if told in self.languages else None
        guessed = self._detector.guess(text)
        return guessed if guessed and self._detector.scripts[guessed] == script else None

    @cached_property
    def _detector(self) -> "_Detector":
        return _Detector([language for language in self.languages if (_PROFILES / language).is_file()])


class _Detector:
    """What we use of langdetect, which publishes no types: a seeded guess among a few profiles."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.scripts: dict[str, str] = {}
        self._factory = DetectorFactory()
        self._factory.set_seed(_SEED)
        for at, language in enumerate(languages):
            profile = json.loads((_PROFILES / language).read_text(encoding="utf-8"))
            self._factory.add_profile(LangProfile(**profile), at, len(languages))
            self.scripts[language] = _script(profile["freq"])

    def guess(self, text: str) -> str | None:
        """The likeliest language, if one is likely enough; among fewer than two nothing is to be told apart."""
        if len(self.scripts) < _FEWEST_PROFILES:
            return None
        detector = self._factory.create()
        detector.append(text)
        try:
            likely = [found.lang for found in detector.get_probabilities() if found.prob >= SUREST]
        except LangDetectException:
            return None
        return likely[0] if likely else None


def _script(often: Mapping[str, int]) -> str:
    """The script most of the letters are in, by the first word of their Unicode names."""
    scripts: Counter[str] = Counter()
    for letter, times in often.items():
        if len(letter) == 1 and letter.isalpha():
            scripts[unicodedata.name(letter, "").partition(" ")[0]] += times
    return max(scripts, key=scripts.__getitem__)
