"""Reads a call's arguments from a query, a form, a multipart body or JSON."""

import json

from aiohttp import web

from simulator.arguments import Arguments, Upload
from simulator.limits import PARAMETER_BYTES, UPLOAD_BYTES
from simulator.refusal import RefusalError, bad_request


async def read_arguments(request: web.Request) -> Arguments:
    """The arguments of a call.

    Raises:
        RefusalError: 413, when the parameters or a file are too big; 400, when the JSON is none.
    """
    values: dict[str, object] = dict(request.query)
    files: dict[str, Upload] = {}
    try:
        if request.content_type == "application/json":
            values |= _json_object(await request.read())
        elif request.body_exists:
            await _read_form(request, values, files)
    except web.HTTPRequestEntityTooLarge:
        raise _too_large() from None
    _check_sizes(values, files)
    return Arguments(values, files)


def _json_object(body: bytes) -> dict[str, object]:
    try:
        parsed = json.loads(body) if body else {}
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise bad_request("can't parse request: expected a JSON object")
    return parsed


async def _read_form(request: web.Request, values: dict[str, object], files: dict[str, Upload]) -> None:
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            with value.file:
                files[name] = Upload(value.filename, value.file.read())
        else:
            values[name] = value if isinstance(value, str) else bytes(value).decode(errors="replace")


def _check_sizes(values: dict[str, object], files: dict[str, Upload]) -> None:
    parameters = sum(len(str(value)) for value in values.values())
    if parameters > PARAMETER_BYTES or any(len(file.data) > UPLOAD_BYTES for file in files.values()):
        raise _too_large()


def _too_large() -> RefusalError:
    return RefusalError(413, "Request Entity Too Large")
