"""The tables, in two boxes: one knows the chat, the other holds responses under random ids.

No row of one box can be joined to a row of the other, except through `sessions.response` while that session is open.
Tables found by a random or hashed key lie in that key's order, so that no hidden row number tells who came when.
"""

from storage.tables.chats import chats as chats
from storage.tables.chats import outbox as outbox
from storage.tables.chats import sessions as sessions
from storage.tables.chats import subscriptions as subscriptions
from storage.tables.columns import metadata as metadata
from storage.tables.dialogues import dialogue_guests as dialogue_guests
from storage.tables.dialogues import dialogues as dialogues
from storage.tables.dialogues import kiosks as kiosks
from storage.tables.dialogues import panel_questions as panel_questions
from storage.tables.process import inbox as inbox
from storage.tables.process import keys as keys
from storage.tables.process import leases as leases
from storage.tables.process import marks as marks
from storage.tables.responses import answers as answers
from storage.tables.responses import participations as participations
from storage.tables.responses import responses as responses
from storage.tables.responses import rounds as rounds
from storage.tables.staff import audit as audit
from storage.tables.staff import drafts as drafts
from storage.tables.staff import invitations as invitations
from storage.tables.staff import staff as staff
from storage.tables.staff import watched_issues as watched_issues
from storage.tables.telling import digest_runs as digest_runs
from storage.tables.telling import help_shown as help_shown
from storage.tables.telling import pictures as pictures
from storage.tables.telling import progress_updates as progress_updates
from storage.tables.telling import proposals as proposals
from storage.tables.telling import pulse as pulse
from storage.tables.telling import releases as releases
from storage.tables.telling import signatures as signatures
