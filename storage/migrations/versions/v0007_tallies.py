"""Counts over responses, kept by day, and the days whose counts have to be made afresh."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add them; every day there is waits to be counted."""
    op.create_table(
        "tallies",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("cells", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("round", "day", "name", name="pk_tallies"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tallies_round_name", "tallies", ["round", "name"])
    op.create_table(
        "recounts",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_recounts"),
    )
    op.create_index("ix_recounts_round_day", "recounts", ["round", "day"])
    op.create_index("ix_responses_round_submitted_on_started_on", "responses", ["round", "submitted_on", "started_on"])
    op.execute(
        "INSERT INTO recounts (round, day) SELECT DISTINCT round, coalesce(submitted_on, started_on)"
        " FROM responses WHERE status <> 'open'"
    )


def downgrade() -> None:
    """Remove them."""
    op.drop_index("ix_responses_round_submitted_on_started_on", "responses")
    op.drop_table("recounts")
    op.drop_table("tallies")
