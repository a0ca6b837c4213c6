"""What the page is shown: the bot, the people and groups, and every message, as JSON."""

from simulator.profile import localized
from simulator.records import Chat, Json, Person
from simulator.world import World


def snapshot(world: World) -> Json:
    """Everything, for a page that has just been opened or has lost its connection."""
    messages = [world.page_message(message) for chat in world.chats.values() for message in chat.messages.values()]
    return people(world) | {
        "type": "snapshot",
        "title": world.title,
        "notice": world.notice,
        "messages": messages,
    }


def people(world: World) -> Json:
    """Who there is to be, what groups they are in and what the bot says about itself to each."""
    return {
        "type": "people",
        "bot": world.bot,
        "people": [_person(world, person) for person in world.people.values()],
        "groups": [_group(chat) for chat in world.chats.values() if not chat.is_private],
    }


def _person(world: World, person: Person) -> Json:
    chats = [chat.id for chat in world.chats.values() if person.id in chat.member_ids]
    return {
        "id": person.id,
        "first_name": person.first_name,
        "note": person.note,
        "blocked_bot": person.blocked_bot,
        "about": _about(world, person.language_code or ""),
        "commands": {chat_id: world.commands_for(person.id, chat_id) for chat_id in chats},
    }


def _about(world: World, language_code: str) -> Json:
    profile = world.profile
    return {
        "name": localized(profile.names, language_code) or world.bot["first_name"],
        "description": localized(profile.descriptions, language_code),
        "short_description": localized(profile.short_descriptions, language_code),
    }


def _group(chat: Chat) -> Json:
    return {
        "id": chat.id,
        "title": chat.title,
        "kind": chat.kind,
        "members": chat.member_ids,
        "bot_status": chat.bot_status,
        "bot_may_post": chat.bot_may_post,
    }
