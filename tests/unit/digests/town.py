"""A promise with two commitments, a question to each, and what digests of it look like."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from digests.content import DigestContent
from digests.period import Daily, QuietHours, Weekly
from digests.service import DigestRules
from people.organisation import Organisation
from promises.promise import Activity, Commitment, Milestone, ProgressUpdate, Promise, Status
from survey.questionnaire import Choice, Kind, Question

MUNICIPALITY, POLICE = Organisation.MUNICIPALITY, Organisation.POLICE
STOCKHOLM = ZoneInfo("Europe/Stockholm")

PROMISE = Promise(
    name="promise",
    title={"sv": "En tryggare vardag", "en": "A safer everyday life"},
    summary={"sv": "…", "en": "…"},
    parties={
        "municipality": {"sv": "Kommunen", "en": "The municipality"},
        "police": {"sv": "Polisen"},
    },
    starts=date(2026, 1, 1),
    ends=date(2027, 12, 31),
    signed=date(2026, 1, 1),
    source="https://example.se",
    commitments=(
        Commitment("lights", {"sv": "Lys upp parken", "en": "Light the park"}, {"sv": "…"}, (MUNICIPALITY,)),
        Commitment(
            "patrols",
            {"sv": "Patrullera på kvällar", "en": "Patrol in the evenings"},
            {"sv": "…"},
            (MUNICIPALITY, POLICE),
            (
                Activity("fridays", {"sv": "Fredagar"}, 1, (Milestone({"sv": "Alla fredagar"}, date(2026, 12, 1)),)),
                Activity("saturdays", {"sv": "Lördagar"}, 3, (Milestone({"sv": "Två lag ute"}, date(2026, 9, 1)),)),
            ),
        ),
    ),
)


def question(name: str, labels: dict[str, str]) -> Question:
    choices = tuple(Choice(option, {"sv": label}) for option, label in labels.items())
    return Question(name, Kind.SELECT_ONE, {"sv": name}, choices=choices)


NOTICE = {"yes": "märks", "little": "märks lite", "no": "märks inte", "unknown": "vet inte"}
LIGHTS, PATROLS = question("view_lights", NOTICE), question("view_patrols", NOTICE)
WORRIES = question(
    "worries", {"dark": "Mörka gångvägar", "drugs": "Narkotika", "bikes": "Buskörning", "fights": "Bråk"}
)

CONTENT = DigestContent(
    PROMISE, "2026", {"lights": LIGHTS, "patrols": PATROLS}, WORRIES, asked=(WORRIES, LIGHTS, PATROLS)
)
RULES = DigestRules(STOCKHOLM, Daily(7, 30), Weekly(0, 17, 0), QuietHours(time(21), time(7)))


def at(text: str) -> datetime:
    """A local moment."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM).astimezone(UTC)


def update(
    commitment: str, recorded: str, text: str = "Nya lampor", source: str = "https://sandviken.se/x"
) -> ProgressUpdate:
    return ProgressUpdate(
        1, commitment, Status.IN_PROGRESS, text, "sv", source, Organisation.MUNICIPALITY, at(recorded)
    )
