"""Methods that send something new."""

from mimetypes import guess_type

from simulator.access import thread_of, writable_chat_of
from simulator.arguments import Arguments
from simulator.file_store import file_json
from simulator.images import photo_size
from simulator.markup import check_for_chat, parse_markup
from simulator.records import Json, StoredFile
from simulator.refusal import bad_request
from simulator.reply_parameters import replied_message
from simulator.text import FormattedText, caption_text, message_text
from simulator.world import World

MARKUP = "reply keyboard markup JSON object"
_FILES = ("photo", "video", "voice", "document", "video_note")
_ACTIONS = {"typing", "choose_sticker", "find_location", "record_video", "record_voice", "record_video_note"}
_ACTIONS |= {f"upload_{file}" for file in _FILES}
_ACCURACY_METERS = 1500
_LATITUDE = 90
_LONGITUDE = 180


def send_message(world: World, given: Arguments) -> Json:
    """SendMessage."""
    entities = given.json("entities", "entities JSON array")
    text = message_text(given.text("text"), given.text("parse_mode"), entities, too_long="message is too long")
    return _send(world, given, text.text, text.entities, {})


def send_photo(world: World, given: Arguments) -> Json:
    """SendPhoto: an upload or the id of an earlier one."""
    caption = _caption(given)
    stored = _file(world, given, "photo")
    width, height = photo_size(stored.data)
    return _send_captioned(world, given, caption, {"photo": [file_json(stored) | {"width": width, "height": height}]})


def send_document(world: World, given: Arguments) -> Json:
    """SendDocument: an upload or the id of an earlier one."""
    caption = _caption(given)
    stored = _file(world, given, "document")
    document = file_json(stored) | {"file_name": stored.name, "mime_type": stored.mime_type}
    return _send_captioned(world, given, caption, {"document": document})


def send_location(world: World, given: Arguments) -> Json:
    """SendLocation."""
    latitude, longitude = given.decimal("latitude"), given.decimal("longitude")
    if latitude is None or longitude is None or abs(latitude) > _LATITUDE or abs(longitude) > _LONGITUDE:
        raise bad_request("invalid location specified")
    location: Json = {"latitude": latitude, "longitude": longitude}
    accuracy = given.decimal("horizontal_accuracy")
    if accuracy is not None:
        location["horizontal_accuracy"] = min(max(accuracy, 0.0), _ACCURACY_METERS)
    return _send(world, given, None, [], {"location": location})


def send_chat_action(world: World, given: Arguments) -> bool:
    """SendChatAction."""
    action = given.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat_of(world, given)
    world.limits.other_call()
    world.events.tell("chat_action", chat.id, action=action)
    return True


def _send_captioned(world: World, given: Arguments, caption: FormattedText, content: Json) -> Json:
    captioned = content | {"caption": caption.text} if caption.text else content
    return _send(world, given, None, caption.entities, captioned)


def _send(world: World, given: Arguments, text: str | None, entities: list[Json], content: Json) -> Json:
    markup = parse_markup(given.json("reply_markup", MARKUP), world.warn) if given.has("reply_markup") else None
    chat = writable_chat_of(world, given)
    check_for_chat(markup, chat)
    thread = thread_of(chat, given)
    reply_to = replied_message(chat, given)
    world.limits.new_message(chat.id, private=chat.is_private)
    message = world.store.new_message(
        chat,
        sender_id=world.bot["id"],
        text=text,
        entities=entities,
        content=content,
        reply_markup=markup,
        reply_to=reply_to,
        thread=thread,
    )
    world.tell_message("message", message)
    return world.message_json(message)


def _caption(given: Arguments) -> FormattedText:
    entities = given.json("caption_entities", "caption entities JSON array")
    return caption_text(given.text("caption"), given.text("parse_mode"), entities)


def _file(world: World, given: Arguments, name: str) -> StoredFile:
    upload = given.upload(name)
    if upload:
        if not upload.data:
            raise bad_request("file must be non-empty")
        # Telegram goes by the name; what the request says of the type does not count.
        return world.files.add(upload.name, guess_type(upload.name)[0] or "application/octet-stream", upload.data)
    stored = world.files.get(given.text(name))
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return stored
