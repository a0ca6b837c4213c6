"""Where somebody is found on the internet, in the spellings people use."""

import re
from random import Random

from tests.personal_data.piece import Piece, forms

_NAMES = forms(
    "alva; anna; ahmed; fatima; lukas; maja; elias; amina; noah; saga; hodan; yusuf; leila; oskar; tyra; kalle"
)
_SURNAMES = forms("svensson; lindberg; hassan; nilsson; karlsson; abdi; virtanen; andersson; yilmaz; warsame; berg; ek")
_DOMAINS = forms(
    "gmail.com; hotmail.com; outlook.com; live.se; hotmail.se; icloud.com; telia.com; yahoo.se; edu.sandviken.se"
)


def _local_part(random: Random) -> tuple[str, tuple[str, ...]]:
    name, surname = random.choice(_NAMES), random.choice(_SURNAMES)
    year = f"{random.randrange(60, 115) % 100:02}"
    local, *secrets = random.choice(
        (
            (f"{name}.{surname}", name, surname),
            (f"{name}{surname}", name + surname),
            (f"{name}_{year}", f"{name}_{year}"),
            (f"{name}{year}", name + year),
            (f"{name}.{surname}{year}", name, surname + year),
            (f"{name}-{surname}", name, surname),
            (f"{name}.{surname}+sms", name, surname),
            (f"{name[0]}.{surname}", surname),
            (f"xX_{name}_Xx", f"xX_{name}_Xx"),
        )
    )
    return local, tuple(secrets)


def email(random: Random) -> Piece:
    local, secrets = _local_part(random)
    domain = random.choice((*_DOMAINS, f"{random.choice(_SURNAMES)}.se"))
    dotted = domain.replace(".", " punkt ")
    plain = f"{local}@{domain}"
    secret = random.choice(
        (
            *(plain,) * 10,
            plain.upper(),
            plain.capitalize(),
            f"{local} @ {domain}",
            f"{local}@ {domain}",
            f"{local} (at) {domain}",
            f"{local}(at){domain}",
            f"{local}[at]{domain}",
            f"{local} (at) {dotted}",
            f"{local} (snabel-a) {domain}",
            f"{local} snabel-a {dotted}",
            f"{local} snabela {domain}",
            f"{local} at {domain.replace('.', ' dot ')}",
            f"{local}[at]{domain.replace('.', '[dot]')}",
            f"{local}{{at}}{domain}",
            f"{local}＠{domain}",
            f"{local}@{domain.replace('.', ' . ')}",
        )
    )
    before = random.choice(
        ("", "", "", "mejla ", "min mail är ", "mail: ", "e-post ", "email: ", "mailto:", "skriv till ")
    )
    return Piece(secret, secrets, before)


def handle(random: Random) -> Piece:
    name, surname, year = random.choice(_NAMES), random.choice(_SURNAMES), f"{random.randrange(100):02}"
    marked = random.choice(
        (f"{name}_{year}", f"{name}.{year}", f"{name}{year}", f"_{name}_{surname}", f"{name}.{surname}", f"{name}_x",
         f"{year}{name}", f"its{name}{year}", f"{name}.{surname}.{year}", f"xX{name}{year}Xx")
    )  # fmt: skip
    secrets = tuple(word for word in re.findall(r"\w+", marked) if len(word) > 1)
    place = random.choice(
        ("snap", "snapchat", "insta", "instagram", "tiktok", "discord", "telegram", "ig", "facebook", "TikTok")
    )
    plain = name + surname
    return random.choice(
        (
            Piece(f"@{marked}", secrets),
            Piece(f"@{marked}", secrets, before=f"{place} "),
            Piece(f"@{plain}", (plain,), before=f"{place}: "),
            Piece(marked, secrets, before=f"{place}: "),
            Piece(marked, secrets, before=f"{place} "),
            Piece(marked, secrets, before=f"min {place} är "),
            Piece(marked, secrets, before=f"min {place}: "),
            Piece(marked, secrets, before=f"mitt {place} heter "),
            Piece(marked, secrets, before=f"my {place} is "),
            Piece(marked, secrets, before=f"{place} = "),
            Piece(marked, secrets, before=f"{place} ("),
            Piece(marked, secrets, before="hans snapp är "),
            Piece(marked, secrets, before="användarnamn: "),
            Piece(marked, secrets, before="username "),
            Piece(marked, secrets, before=f"lägg till mig på {place} "),
            Piece(marked, secrets, after=f" på {place}"),
            Piece(marked, secrets, before="sök på ", after=f" på {place}"),
            Piece(marked, secrets, before="jag heter ", after=f" på {place}"),
            Piece(marked, secrets, before="add ", after=f" on {place}"),
            Piece(plain, (plain,), before=f"min {place} är "),
            Piece(plain, (plain,), before=f"my {place}: "),
            Piece(plain, (plain,), before="jag heter ", after=f" på {place}"),
            Piece(f"{name}#{random.randrange(1000, 9999)}", (name,), before=random.choice(("", "discord "))),
        )
    )


def link(random: Random) -> Piece:
    name, surname, code = random.choice(_NAMES), random.choice(_SURNAMES), f"{random.randrange(1000, 9999)}"
    path, *secrets = random.choice(
        (
            (f"instagram.com/{name}.{code}", name, code),
            (f"www.instagram.com/{name}{code}/?hl=sv", name + code),
            (f"tiktok.com/@{name}{code}", name + code),
            (f"t.me/{name}{surname}", name + surname),
            (f"discord.gg/{name}Xy", name + "Xy"),
            (f"snapchat.com/add/{name}{code}", name + code),
            (f"facebook.com/{name}.{surname}.{code}", name, surname),
            (f"www.facebook.com/groups/{code}{code}/posts/{code}", "groups"),
            (f"youtu.be/{name}{code}", name + code),
            (f"www.youtube.com/watch?v={name}{code}", name + code),
            (f"{name}{surname}.se", name + surname),
            (f"www.{name}{surname}.nu", name + surname),
            (f"{name}-{surname}.blogg.se/{code}.html", name, surname),
            (f"{name}s-sida.com", name + "s"),
            (f"linktr.ee/{name}{code}", name + code),
            (f"maps.app.goo.gl/{name}{code}", name + code),
            (f"flashback.org/t{code}{code}", "flashback"),
            (f"docs.google.com/document/d/{name}{code}/edit", name + code),
        )
    )
    scheme = random.choice(("", "", "https://", "https://", "http://", "HTTPS://"))
    before = random.choice(("", "", "kolla ", "länk: ", "filmen ligger på ", "see "))
    return Piece(scheme + path, tuple(secrets), before)
