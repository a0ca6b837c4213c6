"""What the tables are made of."""

from sqlalchemy import Column, ForeignKey, MetaData, String

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def text(name: str, *, optional: bool = False) -> Column[str]:
    """Words, or a list or mapping of them as JSON."""
    return Column(name, String, nullable=optional)


def chat_key(name: str, *, primary_key: bool = False, optional: bool = False) -> Column[str]:
    """A chat; the row goes with it."""
    to_chat = ForeignKey("chats.key", ondelete="CASCADE")
    return Column(name, String, to_chat, primary_key=primary_key, nullable=optional)
