"""The answer to a pressed button."""

from simulator.arguments import Arguments
from simulator.limits import CALLBACK_ANSWER_CODE_POINTS
from simulator.refusal import bad_request
from simulator.world import World


def answer_callback_query(world: World, given: Arguments) -> bool:
    """AnswerCallbackQuery, while the button still waits for it."""
    text = given.text("text")
    if len(text) > CALLBACK_ANSWER_CODE_POINTS:
        raise bad_request("MESSAGE_TOO_LONG")
    query = world.queries.get(given.text("callback_query_id"))
    if query is None or world.clock() - query.pressed_at > world.answer_within:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    world.limits.other_call()
    if query.answer is not None:
        world.warn("a button was answered twice")
        return True
    query.answer = {"text": text, "show_alert": given.flag("show_alert")}
    world.events.tell(
        "callback_answered",
        query.chat_id,
        message_id=query.message_id,
        query_id=query.id,
        person_id=query.person_id,
        url=given.text("url"),
        **query.answer,
    )
    return True
