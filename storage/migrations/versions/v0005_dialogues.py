"""Dialogues and what hangs on them, kiosks, and the occasion on which a survey is answered."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_OCCASION: tuple[sa.Column[Any], ...] = (
    sa.Column("channel", sa.String(), nullable=False, server_default="chat"),
    sa.Column("round", sa.String(), nullable=False, server_default=""),
    sa.Column("language", sa.String(), nullable=False, server_default=""),
    sa.Column("day", sa.Date()),
)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _sealed(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    other = to.partition(".")[0]
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}_{other}", ondelete="CASCADE")


def upgrade() -> None:
    """Add them. A survey that is open is answered in the person's own chat."""
    with op.batch_alter_table("sessions") as batch:
        for column in _OCCASION:
            batch.add_column(column)
    with op.batch_alter_table("sessions") as batch:
        for column in _OCCASION:
            if column.server_default is not None:
                batch.alter_column(column.name, server_default=None)
    _dialogues()
    op.create_table(
        "kiosks",
        _text("person"),
        _sealed("word"),
        _text("language"),
        _moment("opened"),
        _moment("touched"),
        _moment("hour"),
        sa.Column("taken", sa.Integer(), nullable=False),
        _text("messages"),
        _text("stage"),
        sa.PrimaryKeyConstraint("person", name="pk_kiosks"),
        _refers("kiosks", "person", "chats.key"),
        sqlite_with_rowid=False,
    )


def _dialogues() -> None:
    op.create_table(
        "dialogues",
        sa.Column("number", _NUMBER, nullable=False),
        _text("code"),
        _text("place"),
        sa.Column("held_on", sa.Date(), nullable=False),
        _text("audience"),
        _moment("ended", nullable=True),
        _text("answer"),
        _text("language"),
        _moment("answered", nullable=True),
        _moment("reminded", nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_dialogues"),
        sa.UniqueConstraint("code", name="uq_dialogues_code"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "dialogue_guests",
        sa.Column("dialogue", _NUMBER, nullable=False),
        _text("person"),
        sa.Column("wants_answer", sa.Boolean(), nullable=False),
        _moment("asking", nullable=True),
        sa.PrimaryKeyConstraint("dialogue", "person", name="pk_dialogue_guests"),
        _refers("dialogue_guests", "dialogue", "dialogues.number"),
        _refers("dialogue_guests", "person", "chats.key"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_dialogue_guests_person", "dialogue_guests", ["person"])
    op.create_table(
        "panel_questions",
        _text("id"),
        sa.Column("dialogue", _NUMBER, nullable=False),
        _sealed("text"),
        _text("language", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_panel_questions"),
        _refers("panel_questions", "dialogue", "dialogues.number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_panel_questions_dialogue", "panel_questions", ["dialogue"])


def downgrade() -> None:
    """Remove them."""
    for table in ("kiosks", "panel_questions", "dialogue_guests", "dialogues"):
        op.drop_table(table)
    with op.batch_alter_table("sessions") as batch:
        for column in _OCCASION:
            batch.drop_column(column.name)
