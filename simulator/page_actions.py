"""What somebody can do in the page, one function a deed: each takes the page's JSON and gives JSON back."""

from collections.abc import Callable
from json import JSONDecodeError

from aiohttp import web
from aiohttp.typedefs import Handler

from simulator.records import Json
from simulator.refusal import ImpossibleDeedError
from simulator.world import World

Deed = Callable[[World, Json], Json]


def act(world: World) -> Handler:
    """Make the handler of `POST /page/act/{action}`."""

    async def handle(request: web.Request) -> web.Response:
        deed = DEEDS.get(request.match_info["action"])
        if deed is None:
            raise web.HTTPNotFound(text="There is no such deed.")
        try:
            return web.json_response(deed(world, await request.json()))
        except ImpossibleDeedError as refusal:
            raise web.HTTPConflict(text=str(refusal)) from refusal
        except (JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise web.HTTPBadRequest(text="The page sent something incomplete.") from error

    return handle


def _write(world: World, body: Json) -> Json:
    update_id = world.write(body["person_id"], body["text"], chat_id=body["chat_id"], reply_to=body.get("reply_to"))
    return {"update_id": update_id}


def _press(world: World, body: Json) -> Json:
    return {"query_id": world.press(body["person_id"], body["chat_id"], body["message_id"], body["data"])}


def _content(world: World, body: Json) -> Json:
    update_id = world.send_content(
        body["person_id"], body["content"], chat_id=body["chat_id"], caption=body.get("caption")
    )
    return {"update_id": update_id}


def _edit(world: World, body: Json) -> Json:
    update_id = world.edit(body["person_id"], body["message_id"], body["text"], chat_id=body["chat_id"])
    return {"update_id": update_id}


def _delete(world: World, body: Json) -> Json:
    world.delete(body["person_id"], body["message_id"], chat_id=body["chat_id"])
    return {}


def _forward(world: World, body: Json) -> Json:
    update_id = world.forward(body["person_id"], body["text"], body["origin"], chat_id=body["chat_id"])
    return {"update_id": update_id}


def _block(world: World, body: Json) -> Json:
    return {"update_id": world.block(body["person_id"])}


def _unblock(world: World, body: Json) -> Json:
    return {"update_id": world.unblock(body["person_id"])}


def _add_person(world: World, body: Json) -> Json:
    person = world.add_person(body["first_name"], body["language_code"], body["note"])
    return {"person_id": person.id}


def _add_group(world: World, body: Json) -> Json:
    return {"chat_id": world.add_group(body["title"], body["member_ids"], body.get("kind", "supergroup"))}


def _invite_bot(world: World, body: Json) -> Json:
    return {"update_id": world.invite_bot(body["person_id"], body["chat_id"])}


def _remove_bot(world: World, body: Json) -> Json:
    return {"update_id": world.remove_bot(body["person_id"], body["chat_id"])}


def _let_bot_post(world: World, body: Json) -> Json:
    return {"update_id": world.let_bot_post(body["person_id"], body["chat_id"], may_post=body["may_post"])}


DEEDS: dict[str, Deed] = {
    "write": _write,
    "press": _press,
    "content": _content,
    "edit": _edit,
    "delete": _delete,
    "forward": _forward,
    "block": _block,
    "unblock": _unblock,
    "add_person": _add_person,
    "add_group": _add_group,
    "invite_bot": _invite_bot,
    "remove_bot": _remove_bot,
    "let_bot_post": _let_bot_post,
}
