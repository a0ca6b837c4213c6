"""The morning digest in the chat: its hour, and what becomes of what it asks."""

from datetime import timedelta

from handlers.staff_taps import Act, pack_staff
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.library import answered
from tests.integration.handlers.staff.town_hall import done, hire, turned_away
from tests.integration.handlers.telegram import Shown


async def morning(house: House) -> None:
    """The clock goes on to the next digest, and that goes out."""
    await house.app.services.digests.tick(house.clock())
    house.clock.forward(days=1)
    await house.app.services.digests.tick(house.clock())
    while await house.deliver():
        house.clock.forward(seconds=5)


def digest(person: Person) -> Shown:
    return [each for each in person.screens if each.text.startswith("Morgonrapport nr")][-1]


async def test_a_member_chooses_an_hour_and_days_and_takes_it_back(hall: House, maria: Person) -> None:
    await maria.send("/staff")
    await maria.tap("Morgonrapporten")
    assert maria.text == "Du får morgonrapporten kl. 07:30 varje dag. Tryck för att ändra."
    assert "✓ 07:30" in maria.screen.buttons
    assert hall.count("morning_choices") == 0

    await maria.tap("06:30")
    await maria.tap_each(("lör", "sön"))
    assert maria.text == "Du får morgonrapporten kl. 06:30: mån, tis, ons, tors, fre. Tryck för att ändra."
    (row,) = hall.rows("SELECT hour, minute, weekdays FROM morning_choices")
    assert row == {"hour": 6, "minute": 30, "weekdays": "[0, 1, 2, 3, 4]"}

    await maria.tap_each(("mån", "tis", "ons", "tors", "fre"))
    assert maria.text.startswith("Du får ingen morgonrapport nu.")
    await maria.tap("Samma som alla")
    assert maria.text == "Du får morgonrapporten kl. 07:30 varje dag. Tryck för att ändra."
    assert hall.count("morning_choices") == 0


async def test_whose_role_has_no_figures_has_no_hour(hall: House, maria: Person, karin: Person) -> None:
    await hire(maria, karin, "Fältarbetare")
    await karin.send("/staff")
    assert "Morgonrapporten" not in karin.screen.buttons
    for about in ("", "at:0600", "day:1", "default"):
        await karin.press(pack_staff(Act.MORNING, *([about] if about else [])))
    assert hall.count("morning_choices") == 0
    assert karin.text.startswith("Du är fältarbetare")


async def test_an_hour_that_is_none_changes_nothing(hall: House, maria: Person) -> None:
    await maria.send("/staff")
    await maria.tap("Morgonrapporten")
    before = maria.text
    for forged in ("at:2561", "at:", "day:9", "day:", "day:12", "nonsense", "at:06:30", "default:1"):
        await maria.press(f"t:morning:{forged}")
        assert maria.text == before, forged
    assert hall.count("morning_choices") == 0


async def test_who_takes_a_matter_has_it_and_the_others_see_that(hall: House, maria: Person, johan: Person) -> None:
    await morning(hall)
    letter = digest(maria)
    assert "1. Ingen uppdatering på 60 dagar: " in letter.text
    assert list(letter.buttons)[:3] == ["1: Jag tar det", "1: Senare", "1: Inget"]

    noted = done(hall)
    await maria.tap("1: Jag tar det", letter)
    assert maria.on_top == "Tack! Det är ditt nu, och kollegorna ser det. Du gör det under /staff."
    assert next(iter(digest(maria).buttons)) == "1: Kollega 1 tar det"
    (entry,) = hall.rows("SELECT actor, deed, subject FROM audit ORDER BY number DESC LIMIT 1")
    assert (entry["actor"], entry["deed"]) == (1, "took_matter")
    assert entry["subject"].startswith("matter 1 stale ")
    assert done(hall) == noted + 1

    await johan.tap("1: Senare", digest(johan))
    assert johan.on_top == "Kollega 1 har redan tagit det."
    assert next(iter(digest(johan).buttons)) == "1: Kollega 1 tar det"
    assert (done(hall), turned_away(hall)) == (noted + 1, 1)

    await morning(hall)
    assert "Kollega 1 har tagit det." in digest(johan).text


async def test_later_comes_back_tomorrow_and_nothing_to_do_does_not(hall: House, maria: Person) -> None:
    await morning(hall)
    letter = digest(maria)
    lines = [line for line in letter.text.splitlines() if line.startswith(("1. ", "2. "))]
    await maria.tap("1: Senare", letter)
    assert maria.on_top == "Bra. Frågan kommer tillbaka i morgon."
    await maria.tap("2: Inget", digest(maria))
    assert maria.on_top == "Bra. Det kommer inte tillbaka på ett tag."
    await morning(hall)
    text = digest(maria).text
    assert lines[0].removeprefix("1. ") in text
    assert lines[1].removeprefix("2. ") not in text


async def test_forged_and_stale_presses_have_no_effect(
    hall: House, maria: Person, karin: Person, stranger: Person
) -> None:
    await morning(hall)
    await hire(maria, karin, "Fältarbetare")
    issue = f"staff:{(hall.clock()).date().isoformat()}"
    await stranger.send("/start")
    noted = done(hall)
    for person in (karin, stranger):
        await person.press(f"t:take:1:{issue}")
    for forged in ("t:take:", "t:take:x", "t:take:-1", "t:take:99999:staff:x", f"t:later:{'9' * 30}", "t:nothing:٣"):
        await maria.press(forged)
    assert hall.rows("SELECT DISTINCT decision FROM matters") == [{"decision": "open"}]
    assert done(hall) == noted


async def test_a_press_weeks_later_still_says_how_things_stand(hall: House, maria: Person) -> None:
    await morning(hall)
    letter = digest(maria)
    hall.clock.now += timedelta(weeks=5)
    await maria.tap("1: Jag tar det", letter)
    assert maria.on_top == "Tack! Det är ditt nu, och kollegorna ser det. Du gör det under /staff."


async def test_as_many_texts_wait_as_the_list_has_and_none_once_they_are_read(
    hall: House, maria: Person, karin: Person
) -> None:
    """Those that wait for company are not counted: that number beside the list's would tell how few they are."""
    await hire(maria, karin, "Analytiker")
    await answered(hall, [f"Mer ljus, tack {number}." for number in range(6)])
    await answered(hall, ["Fler bussar.", "Fler bänkar."], area="lake")
    await hall.app.services.reading.catch_up()
    await morning(hall)
    assert "1. Minst 6 texter från invånare väntar på att läsas." in digest(karin).text
    await karin.send("/staff")
    await karin.tap("Läs vad folk skriver")
    assert karin.text.startswith("6 texter\n")
    await karin.tap_each(("Jag har läst alla här", "Jag har läst alla här"))
    hall.clock.forward(days=1)
    await hall.app.services.digests.tick(hall.clock())
    while await hall.deliver():
        hall.clock.forward(seconds=5)
    assert "nr 2," in digest(karin).text
    assert "väntar på att läsas" not in digest(karin).text


async def test_a_weekday_pressed_twice_is_chosen_once(hall: House, maria: Person) -> None:
    await maria.send("/staff")
    await maria.tap("Morgonrapporten")
    without_sunday = maria.screen.data("sön")
    for _ in range(2):
        await maria.press(without_sunday)
    assert hall.rows("SELECT weekdays FROM morning_choices") == [{"weekdays": "[0, 1, 2, 3, 4, 5]"}]
