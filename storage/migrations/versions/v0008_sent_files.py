"""Messages with files, which are deleted after a day."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "sent_files",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", "message", name="pk_sent_files"),
        sa.ForeignKeyConstraint(["person"], ["chats.key"], name="fk_sent_files_person_chats", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Remove them; the messages stay where they are."""
    op.drop_table("sent_files")
