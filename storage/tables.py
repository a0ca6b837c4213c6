"""The tables, in two boxes: one knows the chat, the other holds responses under random ids.

No row of one box can be joined to a row of the other, except through `sessions.response` while that session is open.
Tables found by a random or hashed key lie in that key's order, so that no hidden row number tells who came when.
"""

from storage.table_groups.chats import chats as chats
from storage.table_groups.chats import outbox as outbox
from storage.table_groups.chats import sessions as sessions
from storage.table_groups.chats import subscriptions as subscriptions
from storage.table_groups.columns import metadata as metadata
from storage.table_groups.process import inbox as inbox
from storage.table_groups.process import keys as keys
from storage.table_groups.process import leases as leases
from storage.table_groups.process import marks as marks
from storage.table_groups.responses import answers as answers
from storage.table_groups.responses import participations as participations
from storage.table_groups.responses import responses as responses
from storage.table_groups.responses import rounds as rounds
from storage.table_groups.staff import audit as audit
from storage.table_groups.staff import drafts as drafts
from storage.table_groups.staff import invitations as invitations
from storage.table_groups.staff import staff as staff
from storage.table_groups.staff import watched_issues as watched_issues
from storage.table_groups.telling import digest_runs as digest_runs
from storage.table_groups.telling import help_shown as help_shown
from storage.table_groups.telling import pictures as pictures
from storage.table_groups.telling import progress_updates as progress_updates
from storage.table_groups.telling import proposals as proposals
from storage.table_groups.telling import pulse as pulse
from storage.table_groups.telling import releases as releases
from storage.table_groups.telling import signatures as signatures
