"""The tables, in two boxes: one knows the chat, the other holds responses under random ids.

No row of one box can be joined to a row of the other, except through `sessions.response` while that session is open.
Tables found by a random or hashed key lie in that key's order, so that no hidden row number tells who came when.
"""

from storage.table_groups.chats import chats, outbox, sessions, subscriptions
from storage.table_groups.columns import metadata
from storage.table_groups.dialogues import dialogue_guests, dialogues, kiosks, panel_questions
from storage.table_groups.morning import matters, morning_choices, told_matters
from storage.table_groups.process import inbox, keys, leases, marks
from storage.table_groups.reading import export_requests, grouped, readings, sent_files, text_groups
from storage.table_groups.responses import answers, participations, responses, rounds
from storage.table_groups.staff import audit, drafts, invitations, staff, watched_issues
from storage.table_groups.tallies import recounts, tallies
from storage.table_groups.telling import (
    digest_runs,
    help_shown,
    pictures,
    progress_updates,
    proposals,
    pulse,
    releases,
    signatures,
)

__all__ = [
    "answers",
    "audit",
    "chats",
    "dialogue_guests",
    "dialogues",
    "digest_runs",
    "drafts",
    "export_requests",
    "grouped",
    "help_shown",
    "inbox",
    "invitations",
    "keys",
    "kiosks",
    "leases",
    "marks",
    "matters",
    "metadata",
    "morning_choices",
    "outbox",
    "panel_questions",
    "participations",
    "pictures",
    "progress_updates",
    "proposals",
    "pulse",
    "readings",
    "recounts",
    "releases",
    "responses",
    "rounds",
    "sent_files",
    "sessions",
    "signatures",
    "staff",
    "subscriptions",
    "tallies",
    "text_groups",
    "told_matters",
    "watched_issues",
]
