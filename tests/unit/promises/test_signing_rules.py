"""However members act, and whatever becomes of their roles: what holds of everything that is published."""

from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from people.organisation import Organisation
from people.staff import Right, Role, StaffMember
from promises.promise import ProgressUpdate
from promises.proposal import Proposal, ProposalState
from promises.signing import (
    Actor,
    Refusal,
    acting,
    ask_for_change,
    fingerprint,
    is_ready,
    propose,
    published,
    revise,
    sign,
    withdraw,
)
from tests.unit.promises.examples import NOW, member, update

NUMBERS = st.integers(0, 4)
WORDS = st.sampled_from(["Vi har setts.", "Vi ses i maj.", "Vi ses aldrig."])


@dataclass(frozen=True)
class Publication:
    update: ProgressUpdate
    members: frozenset[int]


class Signing(RuleBasedStateMachine):
    """Five members, two organisations, one proposal after another."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.needed = 2
        self.staff = [member(n, list(Organisation)[n % 2], Role.EDITOR) for n in range(5)]
        self.proposal: Proposal | None = None
        self.looked: dict[int, ProgressUpdate] = {}
        self.vouched: set[tuple[int, str, Organisation]] = set()
        self.history: list[Publication] = []
        self.before: tuple[Publication, ...] = ()

    @initialize(needed=st.sampled_from([1, 2]))
    def rules_of_the_place(self, needed: int) -> None:
        self.needed = needed

    @rule(who=NUMBERS, text=WORDS)
    def write(self, who: int, text: str) -> None:
        actor = self.actor(who)
        if actor and (self.proposal is None or self.proposal.state is not ProposalState.WAITING):
            self.vouch(actor, text)
            self.keep(replace(propose(update(0, text=text), actor, self.now), id=1))

    @rule(who=NUMBERS)
    def look(self, who: int) -> None:
        if self.proposal:
            self.looked[who] = self.proposal.update

    @rule(who=NUMBERS)
    def put_name_to_it(self, who: int) -> None:
        actor = self.actor(who)
        if actor and self.proposal and who in self.looked:
            after = sign(self.proposal, actor, fingerprint(self.looked[who]), self.now)
            if isinstance(after, Proposal):
                self.vouch(actor, self.looked[who].text)
            self.keep(after)

    @rule(who=NUMBERS)
    def object_to_it(self, who: int) -> None:
        actor = self.actor(who)
        if actor and self.proposal and who in self.looked:
            self.keep(ask_for_change(self.proposal, actor, fingerprint(self.looked[who]), "Varför?"))

    @rule(who=NUMBERS, text=WORDS)
    def rewrite(self, who: int, text: str) -> None:
        actor = self.actor(who)
        if actor and self.proposal:
            after = revise(self.proposal, update(0, text=text), actor, self.now)
            if isinstance(after, Proposal):
                self.vouch(actor, text)
            self.keep(after)

    @rule(who=NUMBERS)
    def take_back(self, who: int) -> None:
        actor = self.actor(who)
        if actor and self.proposal:
            self.keep(withdraw(self.proposal, actor))

    @rule(who=NUMBERS, organisation=st.none() | st.sampled_from(Organisation))
    def change_sides(self, who: int, organisation: Organisation | None) -> None:
        self.change(who, replace(self.staff[who], organisation=organisation))

    @rule(who=NUMBERS, role=st.sampled_from(Role))
    def change_roles(self, who: int, role: Role) -> None:
        self.change(who, replace(self.staff[who], role=role))

    @rule(who=NUMBERS)
    def leave(self, who: int) -> None:
        self.change(who, replace(self.staff[who], until=self.now.date()))

    @rule(who=NUMBERS)
    def return_(self, who: int) -> None:
        self.change(who, replace(self.staff[who], until=None))

    @invariant()
    def history_only_grows(self) -> None:
        assert tuple(self.history[: len(self.before)]) == self.before
        self.before = tuple(self.history)

    @invariant()
    def everything_published_has_enough_organisations_and_as_many_people(self) -> None:
        for each in self.history:
            assert len(set(each.update.signed_by)) == len(each.update.signed_by) >= self.needed
            assert len(each.members) == len(each.update.signed_by)
            assert each.update.organisation in each.update.signed_by

    @invariant()
    def nobody_signed_other_words_than_are_published(self) -> None:
        for each in self.history:
            for organisation in each.update.signed_by:
                assert any((number, each.update.text, organisation) in self.vouched for number in each.members)

    @invariant()
    def an_open_proposal_has_a_signature_only_while_it_waits(self) -> None:
        if self.proposal and self.proposal.state in (ProposalState.CHANGE_ASKED, ProposalState.WITHDRAWN):
            assert not self.proposal.signatures

    def actor(self, who: int) -> Actor | None:
        self.now += timedelta(minutes=1)
        found = acting(self.staff[who], Right.SIGN)
        return None if isinstance(found, Refusal) else found

    def change(self, who: int, now: StaffMember) -> None:
        self.staff[who] = now

    def vouch(self, actor: Actor, text: str) -> None:
        self.vouched.add((actor.number, text, actor.organisation))

    def keep(self, after: Proposal | Refusal) -> None:
        if isinstance(after, Refusal):
            return
        self.proposal = after
        if is_ready(after, self.needed):
            members = frozenset(signature.member for signature in after.signatures)
            self.history.append(Publication(published(after, self.now), members))
            self.proposal = replace(after, state=ProposalState.PUBLISHED)


Signing.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestSigning = Signing.TestCase
