"""The staff's mornings: their hours, what wants something of them, and messages that go by e-mail."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add them. What waits in the outbox already goes by chat."""
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("way", sa.String(), nullable=False, server_default="chat"))
        batch.alter_column("person", existing_type=sa.String(), nullable=True)
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("way", server_default=None)
    op.create_table(
        "morning_choices",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_morning_choices"),
        sa.ForeignKeyConstraint(["person"], ["chats.key"], name="fk_morning_choices_person_chats", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "matters",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("member", sa.BigInteger()),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_matters"),
        sa.UniqueConstraint("kind", "subject", name="uq_matters_kind_subject"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "told_matters",
        sa.Column("issue", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("matter", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("issue", "place", name="pk_told_matters"),
        sa.ForeignKeyConstraint(["matter"], ["matters.id"], name="fk_told_matters_matter_matters", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Remove them; e-mails that wait go with them, for nobody could send them."""
    for table in ("told_matters", "matters", "morning_choices"):
        op.drop_table(table)
    op.execute("DELETE FROM outbox WHERE person IS NULL")
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("person", existing_type=sa.String(), nullable=False)
        batch.drop_column("way")
