"""What is hidden and, as important, what stays, kind by kind."""

import pytest

from people.masking.mask import Hidden, mask

_HIDDEN_ALONE = {
    Hidden.PERSONAL_NUMBER: (
        *("850101-1234", "19850101-1234", "850101+1234", "8501011234", "198501011234", "850101 1234", "850101 - 1234"),
        *(
            "850101–1234",
            "850101.1234",
            "1985-01-01-1234",
            "1985-01-01 1234",
            "85 01 01 1234",
            "850161-1234",
            "850191-1234",
        ),
        *(
            "19850101-T123",
            "850101-R12\u200b3",
            "２００８０２２９-１２３４",
            "٨٥٠١٠١-١٢٣٤",
            "۸۵۰۱۰۱۱۲۳۴",
            "850101\u00ad-1234",
            "20 080229-1234",
        ),
    ),
    Hidden.PHONE: (
        *(
            "070-174 06 05",
            "0701740605",
            "070 174 06 05",
            "0701-74 06 05",
            "(070) 174 06 05",
            "070.174.06.05",
            "070/1740605",
        ),
        *("+46701740605", "+46 (0)70-174 06 05", "0046 70 174 06 05", "46701740605", "070 17 40 605", "07 01 74 06 05"),
        *(
            "0 7 0 1 7 4 0 6 0 5",
            "026-25 12 34",
            "08-465 004 15",
            "+358 40 123 4567",
            "+252 61 5123456",
            "00963 944 123 456",
        ),
        *(
            "٠٧٠١٧٤٠٦٠٥",
            "۰۷۰-۱۷۴۰۶۰۵",
            "０７０１７４０６０５",
            "070\u00a0174\u200b06\u202f05",
            "0️⃣7️⃣0️⃣1740605",
            "070-174 06 0",
            "070\x001740605",
        ),
        "\u202e070-174 06 05",
    ),
    Hidden.EMAIL: (
        *(
            "alva@exempel.se",
            "alva.berg+bot@mail.exempel.se",
            "ALVA@EXEMPEL.SE",
            "alva (at) exempel punkt se",
            "alva(at)exempel.se",
        ),
        *(
            "alva [at] exempel [dot] com",
            "alva snabel-a exempel punkt se",
            "alva at gmail dot com",
            "alva @ gmail.com",
            "alva@gmail",
        ),
        *(
            "alva punkt berg (at) exempel punkt se",
            "alva＠exempel.se",
            "alva@exempel . se",
            "alva(a)exempel.se",
            "åsa@exempel.se",
        ),
    ),
    Hidden.HANDLE: ("@alva", "@alva_07", "@alva.berg", "alva#1234", "@alva@exempel.social"),
    Hidden.LINK: (
        *(
            "https://exempel.se/alva?id=7",
            "http://exempel.se",
            "www.exempel.se",
            "exempel.se",
            "exempel.com/alva",
            "t.me/alva",
        ),
        *(
            "instagram.com/alva.07",
            "youtu.be/abc123",
            "discord.gg/abc",
            "maps.app.goo.gl/abc123",
            "tg://resolve?domain=alva",
        ),
    ),
    Hidden.ADDRESS: (
        *(
            "Storgatan 12",
            "Storgatan 12 B",
            "storgatan 12b",
            "STORGATAN 12",
            "Kungsgårdsvägen 3",
            "Kungsgardsvagen 3",
            "Storgatan12",
        ),
        *(
            "Björksätravägen 14 lgh 1102",
            "Björksätravägen 14, 3 tr",
            "Norra Kungsgatan 5",
            "Carl Larssons väg 3",
            "Köpmansgränd 7 A",
        ),
        *(
            "Stortorget 4",
            "Skogsstigen 11-13",
            "Parkallén 2",
            "Sveaplan 3",
            "S:t Olofsgatan 9",
            "Storgatan nr 12",
            "12 Storgatan",
        ),
        *(
            "Storgatan 12, 811 32 Sandviken",
            "811 32 Sandviken",
            "81132 Sandviken",
            "SE-811 32 SANDVIKEN",
            "811 32 sandviken",
        ),
        "Kungsga\u030ardsva\u0308gen 3",
    ),
    Hidden.PLATE: ("ABC 123", "ABC123", "ABC-123", "ABC 12D", "abc123", "abc12d", "Abc123", "DET123"),
    Hidden.ACCOUNT: (
        *(
            "SE45 5000 0000 0583 9825 7466",
            "SE4550000000058398257466",
            "se45 5000 0000 0583 9825 7466",
            "GB29 NWBK 6016 1331 9268 19",
        ),
        *(
            "DE89 3704 0044 0532 0130 00",
            "NO93 8601 1117 947",
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "5105105105105100",
        ),
        "3782 822463 10005",
    ),
}
_HIDDEN_WITH_WORDS = (
    ("mitt personnummer är 8501 01 12 34", "mitt personnummer är [personnummer]"),
    ("ring mig på 25 12 34", "ring mig på [telefon]"),
    ("tel: 251234.", "tel: [telefon]."),
    ("(070-174 06 05)", "([telefon])"),
    ("swisha till 0701740605", "swisha till [telefon]"),
    ("snap: alva_07, insta alva.07", "snap: [användarnamn], insta [användarnamn]"),
    ("min tiktok är alvaberg", "min tiktok är [användarnamn]"),
    ("min tiktok är alvaberg, lägg till mig", "min tiktok är [användarnamn], lägg till mig"),
    ("mitt insta heter alva.berg", "mitt insta heter [användarnamn]"),
    ("my snap is alvaberg!", "my snap is [användarnamn]!"),
    ("användarnamn: alvaberg", "användarnamn: [användarnamn]"),
    ("jag heter alvaberg på snap", "jag heter [användarnamn] på snap"),
    ("alva_07 på insta", "[användarnamn] på insta"),
    ("lägg till mig på snap alva07", "lägg till mig på snap [användarnamn]"),
    ("سناب alva_07", "سناب [användarnamn]"),
    ("kolla exempel.se/alva, snälla", "kolla [länk], snälla"),
    ("Jag bor på Storgatan 12.", "Jag bor på [adress]."),
    ("I live at 12 storgatan", "I live at [adress]"),
    ("bor på 81132 sandviken", "bor på [adress]"),
    ("postnummer: 811 32", "postnummer: [adress]"),
    ("regnr abc 123", "regnr [bilnummer]"),
    ("regnummer: det 123", "regnummer: [bilnummer]"),
    ("bilen abc 12d stod där", "bilen [bilnummer] stod där"),
    ("en svart Volvo, ABC 123", "en svart Volvo, [bilnummer]"),
    ("bankgiro 5555-1234", "bankgiro [konto]"),
    ("pg 12 34 56-7", "pg [konto]"),
    ("clearing 8327-9, konto 123 456 789-0", "clearing [konto]"),
    ("mitt konto är 5012 34 567 89", "mitt konto är [konto]"),
    ("Handelsbanken 6789-123 456 789", "Handelsbanken [konto]"),
)
_STAYS = (
    *(
        "112",
        "ring 112",
        "116 111",
        "Bris 116 111 svarar",
        "114 14",
        "polisen på 114 14, alltid",
        "ring 114 14 Polisen svarar",
    ),
    *("11414", "90101", "Mind 90101", "1177", "1177 Vårdguiden", "113 13", "116 117", "020-50 50 50", "0771-123 456"),
    *("2026", "2024-2026", "2026-11-24", "2026-11-24 18:30", "24/11 2026", "24.11.2026", "10-11/12 2026", "sedan 2019"),
    *(
        "2026-10-25 - 2027-10-31",
        "kl 18.30",
        "18:30-22:00",
        "08.15-16.30",
        "08.15 - 16.30",
        "kl 18-22",
        "24/7",
        "vecka 47",
    ),
    *(
        "buss 41",
        "buss 123",
        "linje 241",
        "buss 241 15 minuter sen",
        "rum 204",
        "rum204",
        "sal B204",
        "plan 3",
        "på plan 2 i huset",
    ),
    *(
        "kl 120",
        "sms 100",
        "SMS 100",
        "SEK 100",
        "100 kr",
        "10 000 kr",
        "120 000 000 kr",
        "1 250 000 kronor",
        "100-tals",
        "3,14",
    ),
    *(
        "dnr 2024/123",
        "dnr KS2024/123",
        "K 5000-123456-24",
        "SFS 2018:218",
        "lagen (2018:218)",
        "prop. 2025/26:12",
        "14 kap 1 §",
    ),
    *(
        "14 år",
        "en 14-åring",
        "13-16 år",
        "åk 9",
        "åk9 och 7B",
        "betyg 3",
        "5/5",
        "2-0 i matchen",
        "1 2 3 4 5",
        "20+",
        "+1",
    ),
    *(
        "väg 272",
        "riksväg 56",
        "E16",
        "Storgatan",
        "på Storgatan 18.30",
        "på Storgatan 20 ungdomar",
        "Storgatan 24/7",
        "torget 3",
    ),
    *(
        "Stortorget 5 gånger",
        "Storgatan 2:an",
        "gågatan 3",
        "det var konstig 3 gånger",
        "läroplan 11",
        "Björksätra",
        "Jernvallen 2026",
    ),
    *(
        "insta är värst",
        "min insta är privat",
        "min snap blev hackad",
        "Snapchat: elaka saker",
        "på snap varje dag",
        "fb-gruppen",
    ),
    *(
        "tiktok 3 timmar om dagen",
        "säljer på telegram kl 18",
        "insta t.ex. och snap m.m.",
        "möte @ torget",
        "t.ex. bl.a. osv.",
    ),
    *(
        "Nej.Nu räcker det",
        "Det är bra.Sen går vi",
        "(a) ja (b) nej",
        "look at him",
        "e-post",
        "mail",
        "telefon",
        "personnummer",
    ),
    *(
        "BMW 320",
        "KTM 125",
        "Volvo 240",
        "bilen tog 200 kr",
        "bilen kör 120",
        "HAN TOG 200 KR",
        "DET ÄR 100 GÅNGER VÄRRE",
        "GTA 5",
    ),
    *(
        "konto",
        "på kontot 50 000 kr",
        "swisha 100 kr",
        "iPhone 14",
        "COVID-19",
        "100%",
        "½",
        "<3",
        "Vera Berg",
        "Ahmed såg allt",
    ),
)


@pytest.mark.parametrize(
    ("kind", "secret"), [(kind, secret) for kind, secrets in _HIDDEN_ALONE.items() for secret in secrets]
)
def test_it_is_hidden_wherever_it_stands_in_a_sentence(kind: Hidden, secret: str) -> None:
    for carrier in ("{}", "{} såg det", "Det var {}", "Det var ({}), sa hon.", "Jag såg det. {}! Tack", "rad\n{}\nrad"):
        assert mask(carrier.format(secret)).text == carrier.format(f"[{kind}]").replace("[", _unhidden(secret) + "[", 1)


def _unhidden(secret: str) -> str:
    """The mark that turns the writing direction is none of the secret, and stays."""
    return secret[0] if secret[0] == "\N{RIGHT-TO-LEFT OVERRIDE}" else ""


@pytest.mark.parametrize(("text", "masked"), _HIDDEN_WITH_WORDS)
def test_words_before_or_behind_tell_what_it_is(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize("text", _STAYS)
def test_what_points_at_nobody_stays(text: str) -> None:
    for carrier in ("{}", "{} och sen gick vi", "Det var {}", "Vi såg ({}), alla tre."):
        written = carrier.format(text)
        assert mask(written).text == written


@pytest.mark.parametrize("number", ["851301-1234", "850132-1234", "850192-1234", "850160-1234", "850001-1234"])
def test_a_number_whose_date_cannot_be_is_no_personal_number(number: str) -> None:
    assert Hidden.PERSONAL_NUMBER not in mask(number).hidden


def test_a_card_number_is_one_by_its_check_digit() -> None:
    assert mask("4111 1111 1111 1112").hidden == ()
