"""One transaction as every package sees it."""

from storage.counts import StoredCounts
from storage.digest_runs import StoredDigestRuns
from storage.help_shown import StoredHelpShown
from storage.inbox import StoredInbox
from storage.keys import StoredKeys
from storage.leases import StoredLeases
from storage.marks import StoredMarks
from storage.outbox import StoredOutbox
from storage.participations import StoredParticipations
from storage.people import StoredPeople
from storage.progress import StoredProgress
from storage.releases import StoredReleases
from storage.responses import StoredResponses
from storage.seal import Seal
from storage.sessions import StoredSessions
from storage.statements import Statements
from storage.subscriptions import StoredSubscriptions


class UnitOfWork:
    """What is stored, by noun. It satisfies every package's `…Work`; only its owner commits.

    `writing`: what is found for changing is locked.
    """

    def __init__(self, statements: Statements, seal: Seal, *, writing: bool) -> None:
        self._statements = statements
        self._seal = seal
        self._writing = writing

    @property
    def people(self) -> StoredPeople:
        """Chats and their languages."""
        return StoredPeople(self._statements, self._seal)

    @property
    def inbox(self) -> StoredInbox:
        """What arrived and is not done."""
        return StoredInbox(self._statements, self._seal)

    @property
    def keys(self) -> StoredKeys:
        """Keys that outlive a rotation of the secret."""
        return StoredKeys(self._statements, self._seal)

    @property
    def help_shown(self) -> StoredHelpShown:
        """How often help was shown."""
        return StoredHelpShown(self._statements)

    @property
    def marks(self) -> StoredMarks:
        """Moments to remember."""
        return StoredMarks(self._statements)

    @property
    def leases(self) -> StoredLeases:
        """Who may do what only one may."""
        return StoredLeases(self._statements)

    @property
    def sessions(self) -> StoredSessions:
        """Open surveys."""
        return StoredSessions(self._statements, lock=self._writing)

    @property
    def responses(self) -> StoredResponses:
        """Responses and their answers."""
        return StoredResponses(self._statements, self._seal)

    @property
    def participations(self) -> StoredParticipations:
        """Who already answered a round."""
        return StoredParticipations(self._statements, self._seal)

    @property
    def outbox(self) -> StoredOutbox:
        """Messages on their way."""
        return StoredOutbox(self._statements, self._seal)

    @property
    def progress(self) -> StoredProgress:
        """Published progress."""
        return StoredProgress(self._statements)

    @property
    def subscriptions(self) -> StoredSubscriptions:
        """Who follows what."""
        return StoredSubscriptions(self._statements, self._seal)

    @property
    def digest_runs(self) -> StoredDigestRuns:
        """What was already told."""
        return StoredDigestRuns(self._statements)

    @property
    def counts(self) -> StoredCounts:
        """Unguarded counts."""
        return StoredCounts(self._statements)

    @property
    def releases(self) -> StoredReleases:
        """What an audience was last shown."""
        return StoredReleases(self._statements)
