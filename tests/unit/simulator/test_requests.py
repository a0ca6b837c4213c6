import inspect
import io
from typing import Any

import aiogram.methods
import aiohttp
import pytest
from aiogram.methods import TelegramMethod

from simulator.method_names import METHOD_NAMES
from simulator.parameters import METHODS
from simulator.server import SimulatorServer
from simulator.world import Person, World

DOCUMENTED = {
    name[:1].lower() + name[1:]: method
    for name, method in vars(aiogram.methods).items()
    if inspect.isclass(method) and issubclass(method, TelegramMethod) and method is not TelegramMethod
}
NOT_STRICTLY_REQUIRED = {"setWebhook": {"url"}}


async def test_json_forms_and_queries_mean_the_same(
    http: aiohttp.ClientSession, api: str, world: World, amina: Person
) -> None:
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "yes"}]]}
    text_markup = '{"inline_keyboard":[[{"text":"Ja","callback_data":"yes"}]]}'
    as_text = {"chat_id": str(amina.id), "text": "Hej", "reply_markup": text_markup}
    as_json = {"chat_id": amina.id, "text": "Hej", "reply_markup": markup}
    for sent in (
        http.post(f"{api}/sendMessage", json=as_json),
        http.post(f"{api}/sendMessage", json=as_text),
        http.post(f"{api}/sendMessage", data=as_text),
        http.post(f"{api}/sendMessage", params=as_text),
        http.get(f"{api}/SENDMESSAGE", params=as_text),
    ):
        async with sent as response:
            answer = await response.json()
        assert (response.status, answer["result"]["reply_markup"]) == (200, markup)
    assert [message.text for message in world.messages(amina.id)] == ["Hej"] * 5
    assert {call.method for call in world.calls} == {"sendMessage"}


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot{token}/noSuchMethod", 404, "Not Found: method not found"),
        ("/bot1:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot{token}/sendPoll", 400, "Bad Request: simulator does not know sendPoll yet"),
        ("/bot{token}/sendMessage", 400, "Bad Request: chat_id is empty"),
        ("/bot{token}/sendMessage?chat_id=1", 400, "Bad Request: message text is empty"),
        ("/bot{token}/sendPhoto?chat_id=1", 400, "Bad Request: there is no photo in the request"),
        ("/bot{token}/editMessageText?text=x", 400, "Bad Request: message identifier is not specified"),
        ("/file/bot{token}/documents/none", 404, "Not Found: file not found"),
    ],
)
async def test_refusals_have_telegrams_form(
    http: aiohttp.ClientSession, server: SimulatorServer, path: str, status: int, description: str
) -> None:
    async with http.get(server.url + path.format(token=server.world.token)) as response:
        answer = await response.json()
    assert response.status == status
    assert answer == {"ok": False, "error_code": status, "description": description}


async def test_flood_control_is_said_in_body_and_header(
    http: aiohttp.ClientSession, api: str, world: World, amina: Person
) -> None:
    world.rates.overall_per_second = 0
    world.faults.fail("sendMessage", 429, retry_after=7)
    async with http.post(f"{api}/sendMessage", json={"chat_id": amina.id, "text": "x"}) as response:
        answer = await response.json()
    assert response.headers["Retry-After"] == "7"
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }


async def test_what_telegram_would_ignore_is_noted(
    http: aiohttp.ClientSession, api: str, world: World, amina: Person
) -> None:
    call = {"chat_id": amina.id, "text": "x", "txet": "y", "message_thread_id": "z", "protect_content": 7}
    async with http.post(f"{api}/sendMessage", json=call) as response:
        assert response.status == 200
    assert world.warnings == [
        "sendMessage: unknown parameter txet",
        "sendMessage: message_thread_id is not of type int",
        "sendMessage: protect_content is not of type bool",
    ]


@pytest.mark.parametrize(
    ("body", "description"),
    [
        ("{", "Bad Request: can't parse request: expected a JSON object"),
        ("[]", "Bad Request: can't parse request: expected a JSON object"),
        (
            '{"chat_id":1,"text":"x","reply_markup":"{"}',
            "Bad Request: can't parse reply keyboard markup JSON object",
        ),
        (
            '{"chat_id":1,"text":"x","reply_markup":null}',
            "Bad Request: object expected as reply markup",
        ),
    ],
)
async def test_broken_json_is_refused(http: aiohttp.ClientSession, api: str, body: str, description: str) -> None:
    headers = {"Content-Type": "application/json"}
    async with http.post(f"{api}/sendMessage", data=body, headers=headers) as response:
        assert (await response.json())["description"] == description


async def test_more_than_a_mebibyte_of_parameters_is_too_much(http: aiohttp.ClientSession, api: str) -> None:
    body = io.BytesIO(b'{"text": "%s"}' % (b"x" * (1024 * 1024 + 1)))
    headers = {"Content-Type": "application/json"}
    async with http.post(f"{api}/sendMessage", data=body, headers=headers) as response:
        assert response.status == 413


def test_every_documented_method_is_known_by_name() -> None:
    assert set(METHOD_NAMES.values()) == set(DOCUMENTED)


@pytest.mark.parametrize("name", METHODS)
def test_the_table_has_the_documented_parameters(name: str) -> None:
    fields: dict[str, Any] = dict(DOCUMENTED[name].model_fields)
    kinds, required = METHODS[name]
    documented = {field for field, info in fields.items() if info.is_required()}
    assert required == documented - NOT_STRICTLY_REQUIRED.get(name, set())
    assert set(fields) <= set(kinds)
