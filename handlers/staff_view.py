"""The staff's menu and the staff itself, as letters: words and buttons, nothing decided."""

from collections.abc import Collection, Iterator

from delivery.message import Button, Letter
from delivery.plain_text import plain
from handlers.field_menu import staff_rows
from handlers.staff_taps import Act, pack_staff
from localization.catalogue import Words
from localization.labels import written_date
from people.invitation import Invitation
from people.organisation import Organisation
from people.staff import RIGHTS, Right, Role, StaffMember
from people.staffing import Colleagues, Denial

RECORD, GO_ON, SIGN, CORRECT = "u:new", "u:go_on", "u:waiting", "u:published"
"""What the buttons send that begin to record progress, go on with it, and show what waits and what is public."""

PAGE = 10
"""Colleagues and invitations on one screen."""

DENIED = {Denial.STRANGER: "last.button", Denial.REVOKED: "staff.revoked", Denial.ROLE: "staff.denied"}
"""What is said to whoever may not, by a key."""
_Row = tuple[Button, ...]


def menu_letter(member: StaffMember, words: Words, opened: Collection[Right] = (), *, draft: bool = False) -> Letter:
    """What the member may do, a button each; first of all to go on with a draft.

    Who has not said whom they work for is asked that before anything else.
    """
    if member.organisation is None:
        return Letter(words("staff.whose"), organisation_rows(words, Act.ORGANISATION))
    offered = (
        *(((Right.RECORD, "button.recording.go_on", GO_ON),) if draft else ()),
        (Right.RECORD, "button.staff.record", RECORD),
        (Right.SIGN, "button.staff.sign", SIGN),
        (Right.RECORD, "button.staff.correct", CORRECT),
        (Right.READ, "button.staff.read", pack_staff(Act.READ)),
        (Right.EXPORT, "button.staff.export", pack_staff(Act.EXPORT)),
        (Right.FIGURES, "button.staff.morning", pack_staff(Act.MORNING)),
        (Right.FIGURES, "button.staff.broadcasts", pack_staff(Act.BROADCASTS)),
        (Right.MANAGE, "button.staff.colleagues", pack_staff(Act.COLLEAGUES)),
        (Right.MANAGE, "button.staff.invite", pack_staff(Act.INVITE)),
        (Right.MANAGE, "button.staff.audit", pack_staff(Act.AUDIT)),
    )
    rows: list[_Row] = [(Button(words(key), data),) for right, key, data in offered if member.may(right, opened)]
    rows += staff_rows(member, words)
    rows.append(row(words, "button.staff.role", Act.ROLE))
    return Letter(words("staff.menu", **post(member, words)), tuple(rows))


def role_letter(member: StaffMember, words: Words, opened: Collection[Right] = ()) -> Letter:
    """The member's role and what it includes."""
    rights = [words(f"staff.right.{right}") for right in Right if member.may(right, opened)]
    since = written_date(member.since, words.language)
    lines = (words("staff.role", since=since, **post(member, words)), *(f"• {each}" for each in rights))
    return Letter("\n".join(lines), (back(words),))


def colleagues_letter(found: Colleagues, page: int, words: Words) -> Letter:
    """Everybody on the staff and everybody invited, a page at a time."""
    everybody = [*_invited(found, words), *_members(found, words)]
    last = (len(everybody) - 1) // PAGE
    page = min(max(page, 0), last)
    shown = everybody[page * PAGE : (page + 1) * PAGE]
    rows: list[_Row] = [(button,) for _, button in shown if button]
    turns = [(label, page + step) for label, step in (("‹", -1), ("›", 1)) if 0 <= page + step <= last]
    rows.append(tuple(Button(label, pack_staff(Act.COLLEAGUES, to)) for label, to in turns))
    text = "\n".join((words("staff.colleagues"), *(f"• {line}" for line, _ in shown)))
    return Letter(text, (*filter(None, rows), back(words)))


def colleague_letter(member: StaffMember, words: Words) -> Letter:
    """One colleague, asked once before the role is taken back."""
    text = words("staff.revoke", name=called(member, words), **post(member, words))
    take = Button(words("button.staff.revoke"), pack_staff(Act.REVOKE, member.number))
    return Letter(text, ((take,), back(words, Act.COLLEAGUES)))


def revoked_letter(member: StaffMember, words: Words, *, in_settings: bool) -> Letter:
    """The role is taken back; what only the operator can do is said."""
    texts = [words("staff.revoked_now", name=called(member, words))]
    texts += [words("staff.in_settings")] if in_settings else []
    return Letter("\n\n".join(texts), (back(words, Act.COLLEAGUES),))


def denied_text(denial: Denial, words: Words) -> str:
    """Why somebody may not do that. Who never was on the staff is told what anybody is told of an old button."""
    return words(DENIED[denial])


def organisation_rows(words: Words, act: Act, *about: object) -> tuple[_Row, ...]:
    """A button for each organisation."""
    return tuple(
        (Button(_capital(words(f"staff.organisation.{each}")), pack_staff(act, *about, each)),) for each in Organisation
    )


def role_rows(words: Words, act: Act) -> tuple[_Row, ...]:
    """A button for each role."""
    return tuple((Button(_capital(words(f"staff.role.{each}")), pack_staff(act, each)),) for each in Role)


def roles_explained(words: Words) -> Iterator[str]:
    """What each role includes, in a line."""
    for role in Role:
        rights = "; ".join(words(f"staff.right.{right}") for right in Right if right in RIGHTS[role])
        yield f"• {words(f'staff.role.{role}')}: {rights}"


def row(words: Words, key: str, act: Act, *about: object) -> _Row:
    """A row of one button."""
    return (Button(words(key), pack_staff(act, *about)),)


def back(words: Words, to: Act = Act.MENU) -> _Row:
    """The way back."""
    return row(words, "button.staff.back", to)


def post(holder: StaffMember | Invitation, words: Words) -> dict[str, str]:
    """A role and whom it is for, as sentences name them."""
    organisation = holder.organisation.value if holder.organisation else "none"
    return {"role": words(f"staff.role.{holder.role}"), "organisation": words(f"staff.organisation.{organisation}")}


def called(member: StaffMember, words: Words) -> str:
    """What colleagues call a member; first administrators have no name."""
    return member.name or plain(words("staff.unnamed", number=member.number))


def invited_name(invitation: Invitation, words: Words) -> str:
    """Who was invited; the operator may have given no name."""
    return invitation.name or plain(words("staff.no_name"))


def _members(found: Colleagues, words: Words) -> Iterator[tuple[str, Button | None]]:
    for member in found.members:
        name = called(member, words)
        button = Button(name, pack_staff(Act.COLLEAGUE, member.number))
        line = words("staff.colleague", name=name, **post(member, words))
        yield line, None if member.number == found.looking.number else button


def _invited(found: Colleagues, words: Words) -> Iterator[tuple[str, Button | None]]:
    for each in found.invitations:
        name = invited_name(each, words)
        button = Button(plain(words("staff.invitation.label", name=name)), pack_staff(Act.INVITATION, each.reference))
        yield words(f"staff.invitation.{each.state}", name=name, **post(each, words)), button


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
