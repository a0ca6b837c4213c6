"""Numbers that point at somebody, in the spellings people use."""

import re
from random import Random

from tests.personal_data.piece import Piece, forms


def _digits(random: Random, form: str) -> str:
    """The form with a digit for every #, at times in another script or with something unseen inside."""
    number = "".join(str(random.randrange(10)) if character == "#" else character for character in form)
    return _keyboard(random, number)


def _keyboard(random: Random, number: str) -> str:
    match random.randrange(25):
        case 0:
            return number.translate({ord("0") + digit: 0x660 + digit for digit in range(10)})
        case 1:
            return number.translate({ord("0") + digit: 0x6F0 + digit for digit in range(10)})
        case 2:
            return number.replace(" ", "\N{NO-BREAK SPACE}").replace("-", "\N{EN DASH}")
        case 3:
            return number[:4] + random.choice("\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}\N{WORD JOINER}") + number[4:]
        case 4:
            return number.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
        case _:
            return number


def personal_number(random: Random) -> Piece:
    year, month, day = random.randrange(1935, 2021), random.randrange(1, 13), random.randrange(1, 32)
    day += random.choice((0, 0, 0, 0, 60))
    last = random.choice(("####", "####", "####", "####", "####", "####", "T###", "R###"))
    century = random.choice((f"{year // 100}", ""))
    date = f"{year % 100:02}{month:02}{day:02}"
    form = random.choice(
        (
            f"{century}{date}-{last}",
            f"{century}{date}-{last}",
            f"{century}{date}-{last}",
            f"{century}{date}{last}",
            f"{century}{date}{last}",
            f"{century}{date} {last}",
            f"{century}{date} - {last}",
            f"{century}{date}– {last}",
            f"{century}{date}.{last}",
            f"{century}{date}+{last}",
            f"{century} {date}-{last}".strip(),
            f"{year}-{month:02}-{day:02}-{last}",
            f"{year}-{month:02}-{day:02} {last}",
            f"{year} {month:02} {day:02} {last}",
            f"{year}.{month:02}.{day:02}-{last}",
            f"{year}/{month:02}/{day:02}-{last}",
            f"{year % 100:02}-{month:02}-{day:02}-{last}",
            f"{year % 100:02} {month:02} {day:02} {last}",
        )
    )
    before = random.choice(
        ("", "", "", "", "pnr ", "personnummer: ", "mitt personnummer är ", "persnr ", "born ", "ID ")
    )
    return Piece(_digits(random, form), before=before)


_MOBILES = forms(
    """
    070-### ## ##; 073#######; 076 ### ## ##; 072-#######; 070 #######; 070-### ## ##; 073#######; 076 ### ## ##;
    072-#######; 079-## ## ###; 070#-## ## ##; 076#-######; 072 # ### ###; 070 ## ## ###; 073.###.##.##; 070/#######;
    (070) ### ## ##; (073)#######; 070 - ### ## ##; 076### ####; +4670#######; +46 70 ### ## ##; +46(0)73-#######;
    +46 (0)76 ### ## ##; +46-70-### ## ##; +46 73-### ## ##; 004670#######; 0046 76 ### ## ##; 4673#######;
    46 70 ### ## ##; 0 7 0 # # # # # # #; 07 0# ## ## ##; 070_### ## ##; 070 ### ####
    """
)
_LAND_LINES = forms(
    """
    026-2# ## ##; 0262#####; 026 2# ## ##; 026-2#####; 026/2# ## ##; 08-6## ## ##; 08-5## ### ##; 085#######;
    0290-6## ##; 0297-4## ##; 018-3# ## ##; +46 26 2# ## ##; +46262#####; (026) 2# ## ##; 0046 26 2# ## ##;
    0270-4## ##; 026 - 2# ## ##
    """
)
_FOREIGN = forms(
    """
    +358 40 ### ####; +35844#######; +252 61 #######; +25263#######; +963 944 ### ###; +47 9## ## ###;
    +45 2# ## ## ##; +48 60# ### ###; +380 67 ### ## ##; +49 151 ########; 00963 933 ######; 00358 50 #######;
    +964 770 ### ####; +93 70 ### ####; +90 53# ### ## ##; +44 7700 9#####; +291 7 ######; +98 912 ### ####
    """
)
_LOCAL = ("ring 2# ## ##", "tel 2# ## ##", "tel: 27####", "tfn 25 ## ##", "hemnummer 2#####", "ring mig på 2# ## ##")


def phone(random: Random) -> Piece:
    form = random.choice(random.choices((_MOBILES, _LAND_LINES, _FOREIGN, _LOCAL), (60, 20, 15, 5))[0])
    if form in _LOCAL:
        words = re.match(r"\D+", form)
        assert words
        return Piece(_digits(random, form[words.end() :]), before=words[0])
    before = random.choice(
        ("", "", "", "tel ", "ring ", "mitt nummer är ", "Mobil: ", "nr:", "call ", "📞", "sms ", "swisha till ")
    )
    return Piece(_digits(random, form), before=before)


def plate(random: Random) -> Piece:
    letters = "".join(random.choices("ABCDEFGHJKLMNPRSTUWXYZ", k=3))
    last = random.choice(("0123456789", "0123456789", "0123456789ABCDEFGHJKLMNPRSTUWXYZ"))
    digits = f"{random.randrange(100):02}{random.choice(last)}"
    before, secret = random.choice(
        (
            ("", f"{letters} {digits}"),
            ("", f"{letters}{digits}"),
            ("", f"{letters}-{digits}"),
            ("en svart Volvo, ", f"{letters} {digits}"),
            ("bilen var en BMW ", f"{letters}{digits}"),
            ("regnr ", f"{letters} {digits}"),
            ("regnummer: ", f"{letters}{digits}".lower()),
            ("reg ", f"{letters} {digits}".lower()),
            ("registreringsnummer ", f"{letters}{digits}"),
            ("bilen ", f"{letters} {digits}".lower()),
            ("moped med reg ", f"{letters}{digits}"),
            ("skylten ", f"{letters} {digits}"),
            ("plate ", f"{letters} {digits}"),
            ("", f"{letters}{digits}".lower()),
            ("", f"{letters.capitalize()}{digits}"),
        )
    )
    return Piece(secret, (letters,), before)


def account(random: Random) -> Piece:
    if random.random() < 0.2:
        return Piece(_keyboard(random, _card(random)), before=random.choice(("", "mitt kort ", "kortnummer: ")))
    before, form = random.choice(
        (
            ("", "SE## #### #### #### #### ####"),
            ("IBAN: ", "SE######################"),
            ("iban ", "se## #### #### #### #### ####"),
            ("", "DE## #### #### #### #### ##"),
            ("", "FI## #### #### #### ##"),
            ("", "NO## #### #### ###"),
            ("bg ", "###-####"),
            ("bankgiro ", "####-####"),
            ("Bankgiro: ", "#######"),
            ("BG: ", "####-####"),
            ("plusgiro ", "## ## ##-#"),
            ("pg ", "######-#"),
            ("swish ", "123 ### ## ##"),
            ("kontonummer ", "8327-9, ### ### ###-#"),
            ("kontonr: ", "6### ### ### ###"),
            ("konto ", "3300-##########"),
            ("clearingnummer ", "8###-# konto ### ### ###"),
            ("clearing ", "9150, kontonummer ### ## ##"),
            ("mitt konto är ", "5### ## ### ##"),
            ("Swedbank ", "8###-#,### ### ###-#"),
            ("Handelsbanken ", "6###-### ### ###"),
            ("account number ", "########"),
        )
    )
    return Piece(_digits(random, form), before=before)


def _card(random: Random) -> str:
    digits = [random.choice((4, 5)), *(random.randrange(10) for _ in range(14))]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[::2]]
    digits.append(-(sum(digits[1::2]) + sum(doubled)) % 10)
    groups = ["".join(map(str, digits[start : start + 4])) for start in range(0, 16, 4)]
    return random.choice(("", " ", " ", "-")).join(groups)
