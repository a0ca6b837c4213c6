"""Groups in which texts are read, what was done with each text, and whole data sets asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "text_groups",
        _text("number"),
        _text("area"),
        _text("language"),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_text_groups"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "grouped",
        _text("response"),
        _text("group"),
        sa.PrimaryKeyConstraint("response", name="pk_grouped"),
        _of_response("grouped"),
        sa.ForeignKeyConstraint(
            ["group"], ["text_groups.number"], name="fk_grouped_group_text_groups", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_grouped_group", "grouped", ["group"])
    op.create_table(
        "readings",
        _text("response"),
        _text("question"),
        _text("reference"),
        sa.Column("withheld", sa.Boolean(), nullable=False),
        _text("tags"),
        sa.Column("read_by", sa.BigInteger()),
        sa.Column("read_on", sa.Date()),
        sa.PrimaryKeyConstraint("response", "question", name="pk_readings"),
        sa.UniqueConstraint("reference", name="uq_readings_reference"),
        _of_response("readings"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "export_requests",
        _text("reference"),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        _text("form"),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        _text("state"),
        sa.PrimaryKeyConstraint("reference", name="pk_export_requests"),
        sqlite_with_rowid=False,
    )


def _of_response(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["response"], ["responses.id"], name=f"fk_{table}_response_responses", ondelete="CASCADE"
    )


def downgrade() -> None:
    """Remove them."""
    for table in ("export_requests", "readings", "grouped", "text_groups"):
        op.drop_table(table)
