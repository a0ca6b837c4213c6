"""The staff and what they write and sign, how followers want to be told, and the pictures of digests."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_NEW_COLUMNS: dict[str, tuple[sa.Column[Any], ...]] = {
    "chats": (sa.Column("thread", sa.BigInteger()),),
    "subscriptions": (
        sa.Column("rhythm", sa.String(), nullable=False, server_default="weekly"),
        sa.Column("paused", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("quiet", sa.String()),
        sa.Column("untouched", sa.Integer(), nullable=False, server_default="0"),
    ),
    "outbox": (sa.Column("issue", sa.String()),),
    "progress_updates": (
        sa.Column("activity", sa.String(), nullable=False, server_default=""),
        sa.Column("percent", sa.Integer()),
        sa.Column("translations", sa.String(), nullable=False, server_default="{}"),
        sa.Column("corrects", sa.BigInteger()),
        sa.Column("answers", sa.String(), nullable=False, server_default=""),
        sa.Column("signed_by", sa.String(), nullable=False, server_default="[]"),
    ),
}


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _sealed(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _of_chat(table: str, column: str = "person") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["chats.key"], name=f"fk_{table}_{column}_chats", ondelete="CASCADE")


def upgrade() -> None:
    """Add them. What is there already gets a value that says what was so until now."""
    for table, columns in _NEW_COLUMNS.items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.add_column(column)
        with op.batch_alter_table(table) as batch:
            for column in columns:
                if column.server_default is not None:
                    batch.alter_column(column.name, server_default=None)
    op.create_index("ix_outbox_issue_state", "outbox", ["issue", "state"])
    _staff()
    _writing()
    _telling()


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("number", _NUMBER, nullable=False),
        _text("person"),
        _sealed("name"),
        _text("role"),
        _text("organisation", nullable=True),
        _text("areas"),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.PrimaryKeyConstraint("number", name="pk_staff"),
        sa.UniqueConstraint("person", name="uq_staff_person"),
        _of_chat("staff"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "invitations",
        _text("hash"),
        _sealed("name"),
        _text("role"),
        _text("organisation"),
        _text("areas"),
        _number("invited_by"),
        _moment("expires"),
        _text("state"),
        _text("opened_by", nullable=True),
        sa.PrimaryKeyConstraint("hash", name="pk_invitations"),
        _of_chat("invitations", "opened_by"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit",
        _number("number"),
        _moment("moment"),
        _number("actor"),
        _text("deed"),
        _text("subject"),
        _text("seal"),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
        sqlite_with_rowid=False,
    )


def _writing() -> None:
    op.create_table(
        "drafts",
        _text("person"),
        _sealed("content"),
        _moment("touched"),
        sa.PrimaryKeyConstraint("person", name="pk_drafts"),
        _of_chat("drafts"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "proposals",
        sa.Column("id", _NUMBER, nullable=False),
        _text("commitment"),
        _text("activity"),
        _text("status"),
        sa.Column("percent", sa.Integer()),
        _text("text"),
        _text("language"),
        _text("translations"),
        _text("source"),
        _text("organisation"),
        _number("corrects", nullable=True),
        _text("answers"),
        sa.Column("sample", sa.Boolean(), nullable=False),
        _number("author"),
        _moment("written"),
        _text("state"),
        _text("comment"),
        _moment("reminded", nullable=True),
        _number("published", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_proposals_state", "proposals", ["state"])
    op.create_table(
        "signatures",
        sa.Column("proposal", _NUMBER, nullable=False),
        _text("organisation"),
        _number("member"),
        _moment("moment"),
        sa.PrimaryKeyConstraint("proposal", "organisation", name="pk_signatures"),
        sa.ForeignKeyConstraint(
            ["proposal"], ["proposals.id"], name="fk_signatures_proposal_proposals", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _telling() -> None:
    op.create_table(
        "watched_issues",
        _text("issue"),
        _text("person"),
        _number("message"),
        sa.PrimaryKeyConstraint("issue", "person", name="pk_watched_issues"),
        _of_chat("watched_issues"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pulse",
        _text("question"),
        _text("option"),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("question", "option", name="pk_pulse"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pictures",
        _text("name"),
        _sealed("content"),
        _text("file", nullable=True),
        _moment("made"),
        sa.PrimaryKeyConstraint("name", name="pk_pictures"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Remove them."""
    for table in ("pictures", "pulse", "watched_issues", "signatures", "proposals", "drafts", "audit"):
        op.drop_table(table)
    op.drop_table("invitations")
    op.drop_table("staff")
    op.drop_index("ix_outbox_issue_state", "outbox")
    for table, columns in _NEW_COLUMNS.items():
        for column in columns:
            op.drop_column(table, column.name)
