"""What each Bot API method takes: the parameters' names and kinds, `!` where one is required.

From the Bot API's documentation (10.3). A method that is documented but not in the table is one that the
simulator cannot do yet.
"""

from collections.abc import Iterable, Mapping

from simulator.refusal import bad_request

_SEND = (
    "business_connection_id:text chat_id!:text message_thread_id:int direct_messages_topic_id:int"
    " disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id:text"
    " suggested_post_parameters:json ephemeral_message_parameters:json reply_parameters:json"
    " reply_markup:json receiver_user_id:int callback_query_id:text reply_to_message_id:int"
    " allow_sending_without_reply:bool"
)
_EDIT = "business_connection_id:text chat_id:text message_id:int inline_message_id:text reply_markup:json"
_CAPTION = "caption:text parse_mode:text caption_entities:json show_caption_above_media:bool"
_CHAT = "chat_id!:text"
_LANGUAGE = "language_code:text"

_TABLE: dict[str, str] = {
    "getMe": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:json",
    "setWebhook": "url:text certificate:file ip_address:text max_connections:int allowed_updates:json"
    " drop_pending_updates:bool secret_token:text",
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "sendMessage": f"{_SEND} text!:text parse_mode:text entities:json link_preview_options:json"
    " disable_web_page_preview:bool",
    "sendPhoto": f"{_SEND} photo!:file {_CAPTION} has_spoiler:bool",
    "sendDocument": f"{_SEND} document!:file thumbnail:file caption:text parse_mode:text"
    " caption_entities:json disable_content_type_detection:bool",
    "sendLocation": f"{_SEND} latitude!:float longitude!:float horizontal_accuracy:float live_period:int"
    " heading:int proximity_alert_radius:int",
    "editMessageText": f"{_EDIT} text:text parse_mode:text entities:json link_preview_options:json"
    " rich_message:json disable_web_page_preview:bool",
    "editMessageCaption": f"{_EDIT} {_CAPTION}",
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": f"{_CHAT} message_id!:int",
    "deleteMessages": f"{_CHAT} message_ids!:json",
    "answerCallbackQuery": "callback_query_id!:text text:text show_alert:bool url:text cache_time:int",
    "sendChatAction": f"business_connection_id:text {_CHAT} message_thread_id:int action!:text",
    "setMyCommands": f"commands!:json scope:json {_LANGUAGE}",
    "getMyCommands": f"scope:json {_LANGUAGE}",
    "deleteMyCommands": f"scope:json {_LANGUAGE}",
    "setMyName": f"name:text {_LANGUAGE}",
    "getMyName": _LANGUAGE,
    "setMyDescription": f"description:text {_LANGUAGE}",
    "getMyDescription": _LANGUAGE,
    "setMyShortDescription": f"short_description:text {_LANGUAGE}",
    "getMyShortDescription": _LANGUAGE,
    "setChatMenuButton": "chat_id:text menu_button:json",
    "getChatMenuButton": "chat_id:text",
    "getChat": _CHAT,
    "getChatMember": f"{_CHAT} user_id!:int",
    "getChatMemberCount": _CHAT,
    "getChatAdministrators": f"{_CHAT} return_bots:bool",
    "leaveChat": _CHAT,
    "getFile": "file_id!:text",
}

_MISSING = {
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "user_id": "invalid user_id specified",
    "file_id": "file_id not specified",
}

Kinds = Mapping[str, str]


def _read(line: str) -> tuple[Kinds, frozenset[str]]:
    pairs = [entry.split(":") for entry in line.split()]
    required = frozenset(name[:-1] for name, _ in pairs if name.endswith("!"))
    return {name.rstrip("!"): kind for name, kind in pairs}, required


METHODS: dict[str, tuple[Kinds, frozenset[str]]] = {name: _read(line) for name, line in _TABLE.items()}
"""For each method that the simulator knows: its parameters' kinds, and which are required."""


def check_parameters(method: str, given: Mapping[str, object], files: Iterable[str]) -> list[str]:
    """Warnings about parameters that Telegram would quietly ignore or misread.

    Raises:
        RefusalError: 400, when a required one is missing.
    """
    kinds, required = METHODS[method]
    present = {name for name, value in given.items() if value is not None and value != ""}
    for name in kinds:
        if name in required and name not in present and name not in files:
            raise bad_request(_MISSING.get(name, f"{name} is empty"))
    unknown = [f"{method}: unknown parameter {name}" for name in given if name not in kinds]
    misread = [
        f"{method}: {name} is not of type {kinds[name]}"
        for name, value in given.items()
        if name in kinds and not _fits(value, kinds[name])
    ]
    return unknown + misread


def _fits(value: object, kind: str) -> bool:
    if value is None:
        return False  # The real server takes it for the word "null".
    match kind:
        case "int":
            return _is_number(value, int)
        case "float":
            return _is_number(value, float)
        case "bool":
            return isinstance(value, bool) or str(value).lower() in {"true", "false", "yes", "no", "0", "1"}
        case _:
            return True


def _is_number(value: object, kind: type[int] | type[float]) -> bool:
    try:
        kind(str(value))
    except ValueError:
        return False
    return not isinstance(value, bool)
