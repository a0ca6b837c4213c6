"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    "chats",
    "sessions",
    "subscriptions",
    "outbox",
    "responses",
    "answers",
    "rounds",
    "participations",
    "inbox",
    "marks",
    "leases",
    "progress_updates",
    "digest_runs",
    "releases",
)


def upgrade() -> None:
    """Make every table."""
    _chats()
    _outbox()
    _responses()
    _rounds()
    _inbox()
    _process()
    _progress()
    _digests()


def downgrade() -> None:
    """Remove every table, those that refer to another one first."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _sealed(name: str, *, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _day(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _counting(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _of_chat(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_person_chats"
    return sa.ForeignKeyConstraint(["person"], ["chats.key"], name=name, ondelete="CASCADE")


def _chats() -> None:
    op.create_table(
        "chats",
        _text("key"),
        _sealed("chat"),
        _text("language"),
        _flag("reachable"),
        sa.PrimaryKeyConstraint("key", name="pk_chats"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sessions",
        _text("person"),
        _text("response"),
        _text("questionnaire"),
        _number("version"),
        _text("position"),
        _flag("submitted"),
        sa.Column("card", sa.BigInteger()),
        _moment("touched"),
        sa.PrimaryKeyConstraint("person", name="pk_sessions"),
        _of_chat("sessions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sessions_touched", "sessions", ["touched"])
    op.create_table(
        "subscriptions",
        _text("person"),
        _text("commitments"),
        _number("weekday"),
        _number("hour"),
        _number("minute"),
        _day("since"),
        sa.PrimaryKeyConstraint("person", name="pk_subscriptions"),
        _of_chat("subscriptions"),
        sqlite_with_rowid=False,
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        _counting("id"),
        _text("dedupe"),
        _text("person"),
        _text("topic"),
        _sealed("letter", nullable=True),
        _text("state"),
        _moment("due", nullable=True),
        _number("tries"),
        _flag("lapsed"),
        _moment("sent", nullable=True),
        _text("reason", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("dedupe", name="uq_outbox_dedupe"),
        _of_chat("outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_due", "outbox", ["due"])
    op.create_index("ix_outbox_person_topic", "outbox", ["person", "topic"])
    op.create_index("ix_outbox_state", "outbox", ["state"])


def _responses() -> None:
    op.create_table(
        "responses",
        _text("id"),
        _text("status"),
        _text("survey"),
        _number("version"),
        _text("round"),
        _text("language"),
        _text("channel"),
        _day("started_on"),
        _day("submitted_on", nullable=True),
        _text("receipt", nullable=True),
        _flag("sample"),
        sa.PrimaryKeyConstraint("id", name="pk_responses"),
        sa.UniqueConstraint("receipt", name="uq_responses_receipt"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_responses_round_status", "responses", ["round", "status"])
    op.create_table(
        "answers",
        _text("response"),
        _text("question"),
        _text("status"),
        _text("options"),
        _sealed("text", nullable=True),
        _text("language", nullable=True),
        sa.PrimaryKeyConstraint("response", "question", name="pk_answers"),
        sa.ForeignKeyConstraint(
            ["response"], ["responses.id"], name="fk_answers_response_responses", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _rounds() -> None:
    op.create_table(
        "rounds",
        _text("name"),
        _sealed("key"),
        sa.PrimaryKeyConstraint("name", name="pk_rounds"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "participations",
        _text("round"),
        _text("guard"),
        sa.PrimaryKeyConstraint("round", "guard", name="pk_participations"),
        sa.ForeignKeyConstraint(["round"], ["rounds.name"], name="fk_participations_round_rounds", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        _text("lane", nullable=True),
        _sealed("raw", nullable=True),
        _text("state"),
        _number("tries"),
        _moment("received"),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
    )
    op.create_index("ix_inbox_state_received_id", "inbox", ["state", "received", "id"])


def _process() -> None:
    op.create_table(
        "marks",
        _text("name"),
        _moment("moment"),
        sa.PrimaryKeyConstraint("name", name="pk_marks"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "leases",
        _text("name"),
        _text("holder"),
        _moment("until"),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
        sqlite_with_rowid=False,
    )


def _progress() -> None:
    op.create_table(
        "progress_updates",
        _counting("id"),
        _text("commitment"),
        _text("status"),
        _text("text"),
        _text("language"),
        _text("source"),
        _text("organisation"),
        _moment("recorded"),
        _flag("sample"),
        sa.PrimaryKeyConstraint("id", name="pk_progress_updates"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_progress_updates_recorded", "progress_updates", ["recorded"])
    op.create_index("ix_progress_updates_commitment_recorded", "progress_updates", ["commitment", "recorded"])


def _digests() -> None:
    op.create_table(
        "digest_runs",
        _text("kind"),
        _text("period"),
        _number("number"),
        _moment("covered_from"),
        _moment("covered_until"),
        _flag("late"),
        _number("recipients"),
        sa.PrimaryKeyConstraint("kind", "period", name="pk_digest_runs"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "releases",
        _text("audience"),
        _text("shown"),
        _text("cells"),
        sa.PrimaryKeyConstraint("audience", "shown", name="pk_releases"),
        sqlite_with_rowid=False,
    )
