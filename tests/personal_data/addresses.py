"""Where somebody lives, in the spellings people use."""

import re
from random import Random

from tests.personal_data.piece import Piece, forms

_STREETS = forms(
    """
    Storgatan; Kungsgårdsvägen; Björksätravägen; Norra Kungsgatan; Hyttgatan; Smedsgatan; Odengatan; Västerledsvägen;
    Barrsätragatan; Fabriksvägen; Carl Larssons väg; Göran Göranssons gata; Köpmansgränd; Smassens gränd; Skogsstigen;
    Hertigs torg; Stortorget; Södra Järnvägsgatan; Vallhovsvägen; Drottning Kristinas väg; Parkallén; Sveaplan;
    Tallbacken; Bangårdsgränd; Gävlevägen; Sätragatan; S:t Olofsgatan; Östra Ringvägen; Murgårdsgatan; Nya vägen
    """
)
_TOWNS = ("Sandviken", "Gävle", "Storvik", "Järbo", "Årsunda", "Stockholm", "Hofors", "Kungsgården")


def address(random: Random) -> Piece:
    street, town = random.choice(_STREETS), random.choice(_TOWNS)
    number, code = random.randrange(1, 200), f"8{random.randrange(10, 30)} {random.randrange(10, 99)}"
    letter = random.choice("ABCDEF")
    form = random.choice(
        (
            f"{street} {number}",
            f"{street} {number}",
            f"{street} {number} {letter}",
            f"{street} {number}{letter}",
            f"{street} {number}{letter.lower()}",
            f"{street} {number} {letter.lower()}",
            f"{street} {number} lgh 1{random.randrange(100, 400)}",
            f"{street} {number}, lgh 1{random.randrange(100, 400)}",
            f"{street} {number}, {random.randrange(1, 8)} tr",
            f"{street} {number}, {code} {town}",
            f"{street} {number} {code.replace(' ', '')} {town}",
            f"{street} {number} {letter}, {code} {town.upper()}",
            f"{street} {number}-{number + 2}",
            f"{street} nr {number}",
            f"{street.upper()} {number}",
            f"{code} {town}",
            f"{code.replace(' ', '')} {town}",
            f"SE-{code} {town}",
            f"{number} {street}",
            f"{street}, {number}",
        )
    )
    if " " not in street:
        form = random.choice((form, form, form.lower(), form.replace(f"{street} {number}", f"{street}{number}")))
    secrets = tuple(word for word in re.findall(r"\w{4,}", street) if word.casefold() in form.casefold())
    before = random.choice(
        ("", "", "", "Jag bor på ", "bor på ", "adress: ", "I live at ", "hans adress är ", "hemma på ")
    )
    return Piece(form, secrets, before)
