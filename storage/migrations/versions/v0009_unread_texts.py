"""Texts that nobody has read are found without looking at those that were."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add an index."""
    op.create_index("ix_readings_read_on", "readings", ["read_on"])


def downgrade() -> None:
    """Remove it."""
    op.drop_index("ix_readings_read_on", "readings")
