"""Which message a new one replies to, read and refused as the published Bot API server does it."""

import re

from simulator.arguments import Arguments
from simulator.records import Chat, Json
from simulator.refusal import RefusalError, bad_request

_NUMBER = re.compile(r"-?\d+")
_NOT_YET = ("quote", "quote_entities", "checklist_task_id", "poll_option_id")


def replied_message(chat: Chat, given: Arguments) -> int | None:
    """The message that is replied to; None where none is named, or it is gone and may be.

    Raises:
        RefusalError: 400, when it is not there and has to be, or the parameters make no sense.
    """
    if given.has("reply_parameters"):
        message_id, can_be_gone = _read(chat, given)
    else:  # what bots wrote before Bot API 7.0; Telegram still takes it
        message_id, can_be_gone = given.integer("reply_to_message_id"), given.flag("allow_sending_without_reply")
    if message_id in chat.messages:
        return message_id
    if message_id <= 0 or can_be_gone:
        return None
    raise bad_request("message to be replied not found")


def _read(chat: Chat, given: Arguments) -> tuple[int, bool]:
    if given.values["reply_parameters"] == "":
        return 0, False
    parameters = given.json("reply_parameters", "reply parameters JSON object")
    if not isinstance(parameters, dict):
        raise bad_request("object expected as reply parameters")
    if not parameters:
        return 0, False
    _refuse_unknown(chat, parameters)
    can_be_gone = parameters.get("allow_sending_without_reply", False)
    if not isinstance(can_be_gone, bool):
        raise bad_request('field "allow_sending_without_reply" must be of type Boolean')
    return _message_id(parameters), can_be_gone


def _message_id(parameters: Json) -> int:
    if "message_id" not in parameters:
        raise bad_request('can\'t find field "message_id"')
    value = parameters["message_id"]
    if isinstance(value, bool) or not _NUMBER.fullmatch(str(value)):
        raise bad_request('field "message_id" must be of type Number')
    return int(value)


def _refuse_unknown(chat: Chat, parameters: Json) -> None:
    unknown = [name for name in _NOT_YET if name in parameters]
    if str(parameters.get("chat_id") or chat.id) != str(chat.id):
        unknown.append("chat_id")
    if unknown:
        raise RefusalError(400, f"Bad Request: simulator does not know {unknown[0]} in reply_parameters yet")
