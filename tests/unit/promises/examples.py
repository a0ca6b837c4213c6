"""A promise with a commitment of three activities and one of none, and what was published about it."""

from datetime import UTC, date, datetime

from people.organisation import Organisation
from people.person import PersonKey
from people.staff import Role, StaffMember
from promises.drafting import Draft, Step
from promises.promise import Activity, Commitment, ProgressUpdate, Promise, Status

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
BOTH = (Organisation.POLICE, Organisation.MUNICIPALITY)
DIALOGUE = Commitment("dialogue", {"sv": "Samtal"}, {"sv": "Lyssna"}, BOTH)
PREVENTION = Commitment(
    "prevention",
    {"sv": "Förebygga"},
    {"sv": "I tid"},
    (Organisation.MUNICIPALITY,),
    (
        Activity("parents", {"sv": "Föräldramöten"}, 1),
        Activity("schools", {"sv": "Skolor"}, 2),
        Activity("clubs", {"sv": "Föreningar"}, 1),
    ),
)
PROMISE = Promise(
    name="sandviken",
    title={"sv": "Tryggare vardag", "en": "Safer everyday life"},
    summary={"sv": "Tillsammans", "en": "Together"},
    parties={"municipality": {"sv": "Kommunen"}, "police": {"sv": "Polisen"}},
    starts=date(2020, 1, 1),
    ends=date(2021, 12, 31),
    signed=date(2020, 5, 27),
    source="https://www.sandviken.se",
    commitments=(DIALOGUE, PREVENTION),
)
DRAFT = Draft(
    step=Step.PREVIEW,
    commitment="dialogue",
    status=Status.IN_PROGRESS,
    text="Två samtal har hållits.",
    source="https://www.sandviken.se/samtal",
)


def update(number: int, status: Status = Status.IN_PROGRESS, **said: object) -> ProgressUpdate:
    fields: dict[str, object] = {
        "id": number,
        "commitment": "dialogue",
        "status": status,
        "text": "Vi har setts.",
        "language": "sv",
        "source": "",
        "organisation": Organisation.MUNICIPALITY,
        "recorded": NOW,
    }
    return ProgressUpdate(**(fields | said))  # type: ignore[arg-type]  # the fields by name


def member(number: int, organisation: Organisation | None, role: Role = Role.EDITOR) -> StaffMember:
    return StaffMember(number, PersonKey(f"{number:040}"), f"member {number}", role, organisation, (), NOW.date())
