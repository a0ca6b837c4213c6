"""A reminder somebody asked for, keys that outlive a rotation, and how often help was shown."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.add_column("sessions", sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_sessions_remind_at", "sessions", ["remind_at"])
    op.create_table(
        "keys",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_keys"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "help_shown",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "category", name="pk_help_shown"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Remove them."""
    op.drop_table("help_shown")
    op.drop_table("keys")
    op.drop_index("ix_sessions_remind_at", "sessions")
    op.drop_column("sessions", "remind_at")
