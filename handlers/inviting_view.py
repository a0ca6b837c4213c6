"""Inviting and being invited, as letters: words and buttons, nothing decided."""

from datetime import tzinfo

from babel.dates import format_datetime

from delivery.message import Button, Letter
from digests.staff_notices import confirmation_letter
from handlers.staff_taps import Act, pack_staff
from handlers.staff_view import back, invited_name, organisation_rows, post, role_rows, roles_explained, row
from localization.catalogue import Words
from people.invitation import Invitation, InvitationState, deep_link
from people.inviting import Invited
from people.organisation import Organisation
from people.staff import LONGEST_NAME, Role


def which_role_letter(words: Words) -> Letter:
    """First: what the new colleague is there for."""
    text = "\n".join((words("staff.invite.role"), *roles_explained(words)))
    return Letter(text, (*role_rows(words, Act.INVITE), back(words)))


def which_organisation_letter(role: Role, words: Words) -> Letter:
    """Then: whom they work for."""
    return Letter(words("staff.invite.organisation"), (*organisation_rows(words, Act.INVITE, role), back(words)))


def which_name_letter(role: Role, organisation: Organisation, words: Words) -> Letter:
    """Last: what they are called."""
    chosen = {"role": words(f"staff.role.{role}"), "organisation": words(f"staff.organisation.{organisation}")}
    return Letter(words("staff.invite.name", **chosen), (row(words, "button.staff.cancel", Act.MENU),))


def no_name_letter(words: Words) -> Letter:
    """What was written is no name."""
    return Letter(words("staff.invite.no_name", most=LONGEST_NAME), (row(words, "button.staff.cancel", Act.MENU),))


def invited_letter(invited: Invited, username: str, zone: tzinfo | None, words: Words) -> Letter:
    """The link, shown this once, and what to do with it."""
    invitation = invited.invitation
    until = format_datetime(invitation.expires.astimezone(zone), format="d MMMM HH:mm", locale=words.language)
    address = deep_link(username, invited.token)
    return Letter(words("staff.invited", name=invitation.name, link=address, until=until), (back(words),))


def invitation_letter(invitation: Invitation, words: Words) -> Letter:
    """One invitation, for an administrator: to be taken back, or to be answered once it is opened."""
    if invitation.state is InvitationState.OPENED:
        letter = confirmation_letter(invitation, words)
        return Letter(letter.text, (*letter.buttons, back(words, Act.COLLEAGUES)))
    text = words("staff.invitation.sent", name=invited_name(invitation, words), **post(invitation, words))
    rows = (row(words, "button.staff.take_back", Act.TAKE_BACK, invitation.reference), back(words, Act.COLLEAGUES))
    return Letter(text, rows)


def settled_letter(invitation: Invitation, words: Words) -> Letter:
    """What became of an invitation."""
    text = words(
        f"staff.invitation.{invitation.state}", name=invited_name(invitation, words), **post(invitation, words)
    )
    return Letter(text, (back(words, Act.COLLEAGUES),))


def offer_letter(invitation: Invitation, token: str, words: Words) -> Letter:
    """What the link offers whoever opened it, or what they wait for once they have said yes."""
    if invitation.state is InvitationState.OPENED:
        return Letter(words("staff.wait", code=invitation.code, **post(invitation, words)))
    join = Button(words("button.staff.join"), pack_staff(Act.JOIN, token))
    return Letter(words("staff.offer", **post(invitation, words)), ((join,),))
