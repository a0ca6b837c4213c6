"""What all content files have: languages and names."""

import re

from localization.catalogue import SOURCE
from localization.source import Value

_LANGUAGE = re.compile(r"[a-z]{2,3}(_[a-z]+)?")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,19}")


def read_languages(value: Value) -> tuple[str, ...]:
    """The codes listed, in their order; Swedish has to be among them."""
    codes: dict[str, None] = {}
    for item in value.items():
        code = item.text()
        if not _LANGUAGE.fullmatch(code):
            item.problem(f'"{code}" is no language code, such as sv, en or fi')
        elif code in codes:
            item.problem(f'"{code}" is here twice')
        codes[code] = None
    if SOURCE not in codes:
        value.problem(f"Swedish ({SOURCE}) is missing among the languages")
    return tuple(codes)


def read_name(value: Value) -> str:
    """A short name that stands in files, exports and buttons."""
    name = value.text()
    if not _NAME.fullmatch(name):
        value.problem("a name has at most 20 characters, a to z, 0 to 9 and _, and starts with a letter")
    return name


def read_new_name(value: Value, taken: set[str]) -> str:
    """A name that no earlier value of the list has; it joins the taken ones."""
    name = read_name(value)
    if name in taken:
        value.problem(f'"{name}" is here twice')
    taken.add(name)
    return name
