"""What a bot says about itself: names, descriptions, commands and the menu button."""

from dataclasses import dataclass, field

from simulator.records import Chat, Json

DEFAULT_SCOPE = "default"
DEFAULT_MENU_BUTTON: Json = {"type": "commands"}
Localized = dict[str, str]
"""A text per language code; the empty code is for everybody else."""


@dataclass(slots=True)
class Profile:
    """What setMyName, setMyCommands and their like have set. `commands` is keyed by scope and language."""

    names: Localized = field(default_factory=dict)
    descriptions: Localized = field(default_factory=dict)
    short_descriptions: Localized = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)

    def commands_for(self, chat: Chat, person_id: int, language_code: str, *, admin: bool) -> list[Json]:
        """The commands this person sees in this chat: the narrowest scope wins, then the language."""
        for scope in _scopes(chat, person_id, admin=admin):
            for language in (language_code, ""):
                if found := self.commands.get((scope, language)):
                    return found
        return []

    def menu_button(self, chat_id: int | None) -> Json:
        """The menu button of a private chat, or the one for all."""
        return self.menu_buttons.get(chat_id) or self.menu_buttons.get(None) or DEFAULT_MENU_BUTTON


def localized(texts: Localized, language_code: str) -> str:
    """The text in this language, else the one for everybody."""
    return texts.get(language_code) or texts.get("", "")


def scope_key(scope: Json | None) -> str:
    """A BotCommandScope as one string: its type and the ids it names."""
    if not scope:
        return DEFAULT_SCOPE
    ids = [str(scope[name]) for name in ("chat_id", "user_id") if name in scope]
    return ":".join([str(scope.get("type", DEFAULT_SCOPE)), *ids])


def _scopes(chat: Chat, person_id: int, *, admin: bool) -> list[str]:
    # The order is "Determining list of commands" in the Bot API's documentation.
    if chat.is_private:
        return [f"chat:{chat.id}", "all_private_chats", DEFAULT_SCOPE]
    if admin:
        return [
            f"chat_member:{chat.id}:{person_id}",
            f"chat_administrators:{chat.id}",
            f"chat:{chat.id}",
            "all_chat_administrators",
            "all_group_chats",
            DEFAULT_SCOPE,
        ]
    return [f"chat_member:{chat.id}:{person_id}", f"chat:{chat.id}", "all_group_chats", DEFAULT_SCOPE]
