"""One transaction as every package sees it."""

from storage.audit import StoredAudit
from storage.counts import StoredCounts
from storage.dialogues import StoredDialogues
from storage.digest_runs import StoredDigestRuns
from storage.drafts import StoredDrafts
from storage.export_requests import StoredExportRequests
from storage.help_shown import StoredHelpShown
from storage.inbox import StoredInbox
from storage.invitations import StoredInvitations
from storage.keys import StoredKeys
from storage.kiosks import StoredKiosks
from storage.leases import StoredLeases
from storage.marks import StoredMarks
from storage.mornings import StoredMatters, StoredMorningChoices
from storage.outbox import StoredOutbox
from storage.participations import StoredParticipations
from storage.people import StoredPeople
from storage.pictures import StoredPictures
from storage.progress import StoredProgress
from storage.proposals import StoredProposals
from storage.pulse import StoredPulse
from storage.releases import StoredReleases
from storage.responses import StoredResponses
from storage.seal import Seal
from storage.sent_files import StoredSentFiles
from storage.sessions import StoredSessions
from storage.split_counts import StoredSplitCounts
from storage.staff import StoredStaff
from storage.statements import Statements
from storage.subscriptions import StoredSubscriptions
from storage.texts import StoredTexts
from storage.watched_issues import StoredWatchedIssues


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
    def proposals(self) -> StoredProposals:
        """Updates on their way to being published."""
        return StoredProposals(self._statements, lock=self._writing)

    @property
    def staff(self) -> StoredStaff:
        """Who belongs to the staff."""
        return StoredStaff(self._statements, self._seal)

    @property
    def invitations(self) -> StoredInvitations:
        """Roles offered."""
        return StoredInvitations(self._statements, self._seal)

    @property
    def audit(self) -> StoredAudit:
        """What staff did."""
        return StoredAudit(self._statements)

    @property
    def drafts(self) -> StoredDrafts:
        """What members of staff are in the middle of writing."""
        return StoredDrafts(self._statements, self._seal)

    @property
    def pulse(self) -> StoredPulse:
        """How followers answered the questions under digests."""
        return StoredPulse(self._statements)

    @property
    def pictures(self) -> StoredPictures:
        """Pictures that go with digests."""
        return StoredPictures(self._statements, self._seal)

    @property
    def watched_issues(self) -> StoredWatchedIssues:
        """Who watches what go out."""
        return StoredWatchedIssues(self._statements)

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
        return StoredCounts(self._statements, keep=self._writing)

    @property
    def split_counts(self) -> StoredSplitCounts:
        """Unguarded counts by who answered."""
        return StoredSplitCounts(self._statements, keep=self._writing)

    @property
    def morning_choices(self) -> StoredMorningChoices:
        """When members of staff want the morning digest."""
        return StoredMorningChoices(self._statements)

    @property
    def matters(self) -> StoredMatters:
        """What wants something of the staff."""
        return StoredMatters(self._statements)

    @property
    def releases(self) -> StoredReleases:
        """What an audience was last shown."""
        return StoredReleases(self._statements)

    @property
    def texts(self) -> StoredTexts:
        """What residents wrote, and the company in which it is read."""
        return StoredTexts(self._statements, self._seal)

    @property
    def export_requests(self) -> StoredExportRequests:
        """Whole data sets asked for."""
        return StoredExportRequests(self._statements)

    @property
    def sent_files(self) -> StoredSentFiles:
        """Messages with files, until they are deleted."""
        return StoredSentFiles(self._statements, self._seal)

    @property
    def dialogues(self) -> StoredDialogues:
        """Dialogues, and what hangs on them."""
        return StoredDialogues(self._statements, self._seal, lock=self._writing)

    @property
    def kiosks(self) -> StoredKiosks:
        """Chats in which others are answering."""
        return StoredKiosks(self._statements, self._seal, lock=self._writing)
