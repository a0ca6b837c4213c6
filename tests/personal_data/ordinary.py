"""Texts without personal data, full of what could be taken for it: times, prices, buses, rooms, laws, help lines."""

from collections.abc import Iterator
from random import Random

_PIECES = """
det hände kl {time}|runt klockan {hour} på kvällen|mellan kl {time} och {time}|{time}-{time}|kl.{time}
kl {hour}-{hour}|öppet {time} - {time}|stängde {hour}:30|igår {hour}.45|på natten, typ {hour}-04
den {day}/{month} {year}|{year}-0{digit}-{day}|{day}.{month}.{year}|{day} november {year}|sedan {year}
åren {year}-{year}|{year}/{year}|under 2020-talet|v. {week}|vecka {week}|i {small} månader|för {small} år sen
{small}-{small} gånger i veckan|ca {count} personer|typ {count} ungdomar|minst {small} st|{small} av {count} elever
{count} kr|{count} 000 kr|{count}:-|{small},50 kr|{count} SEK|SEK {count}|EUR {count}|1 {count} 000 kronor|{count}%
{small} procent|{count} meter från skolan|{small} km|i {count} km/h|{small},5 grader|{small}x{small} meter|{count} kvm
buss {bus}|buss {bus} från Storgatan|linje {bus}|buss {bus} kl {time}|tåg {count} mot Gävle|bussen {bus}:an
bus {bus} at {time}|buss {bus} {small} minuter sen|x{bus}:an|rum {room}|sal {room}|sal B{room}|rum{room}
i rum {room} på skolan|plan {digit}|våning {digit}|på plan {digit} i huset|hus {digit}|lgh {room}|port {digit}
trappuppgång {digit}|dörr {room}|skåp {room}|klass {digit}B|åk {digit}|årskurs {digit}|åk{digit} och åk {digit}
{digit}an i klassen|{digit}:orna|i 7B och 8C|en {teen}-åring|{teen}-{teen} år|{teen}åringar|jag är {teen} år
två {teen}-åriga killar|barn under {teen}|folk på 20+|från {digit} till {small} på skalan|{digit}/5|{digit} av 5
betyg {digit}|betyget C|{digit} poäng|{digit}-{digit} i matchen|{small} mål|ring 112|112|1177|ring 1177|116 111
Bris 116 111|BRIS, 116 111, svarar|114 14|ring 114 14 Polisen svarar|polisen på 114 14|tipsa på 11414|90101|Mind 90101
113 13|116 117|Kvinnofridslinjen 020-50 50 50|ring 116 006|Call 112|SFS 2018:218|lagen (2018:218)|SoL 2025:400|LVU 3 §
LSS|BrB 3 kap. 5 §|enligt 14 kap 1 §|§ {small}|artikel {small}|art. {small}|GDPR|prop. 2025/26:{small}
SOU 2024:{count}|dnr 2024/{count}|dnr KS{year}/{count}|diarienummer {year}-{count}|ärende {count}
ärendenummer {count}{digit}|fråga {digit}|punkt {digit}|löfte {digit}|medborgarlöfte {year}|E16|E4:an|väg 56
riksväg 56|länsväg 272|väg 272 mot Storvik|rondellen vid E16|Storgatan|på Storgatan|på Storgatan kl {time}
Storgatan {time}|på storgatan {count} ungdomar|vid Storgatan 24/7|Hyttgatan {small} personer|Stortorget {time}
på Stortorget {day}/{month}|vägen {small} km|gatan {small} gånger|torget {small} dagar i rad|parken {small} ungdomar
Jernvallen {year}|Jernvallen {small} matcher|på Bangårdsgatan, {small} lampor|gångvägen {small} meter|cykelväg {digit}
skolväg {small} km|Göransson Arena|Björksätra|Nya Bruket|Norrsätra|Murgårdsskolan|Sandviken|Gävle|Vallhov|Köpmangatan
biblioteket|busstorget|Folkets hus|ICA Maxi|Coop|Max|Pressbyrån|Stadsparken|badhuset|ishallen|gymnasiet|fritidsgården
stationen|tunneln|parkeringen|kyrkogården|lekplatsen|Snapchat|på snap|snapchat och insta|insta är värst
insta och tiktok|min insta är privat|min snap blev hackad|Snapchat: elaka saker|på TikTok varje dag
tiktok {small} timmar om dagen|discord {digit} kvällar|en grupp på Telegram|säljer på telegram|via Snapchat
de filmar och lägger ut på snap|sms {small}|sms|100 sms|whatsapp-gruppen|facebook|fb-gruppen|Instagram {year}|youtube
roblox|fortnite|GTA 5|PS5|iPhone 14|Xbox|Netflix|CS2|5G|wifi|COVID-19|A-traktor|EPA|epor som kör 30|mopeder
moped klass 1|Volvo 240|en svart BMW|en vit bil|bilen stod där {small} min|bil {digit}|bilar i {count} km/h
bilen kör {count}|bilen var {count} meter bort|VW Golf|BMW 320|Audi A4|en Volvo V70|två bilar kom {time}
DET ÄR 100 GÅNGER VÄRRE|JAG HAR 100 KR|DE TOG 200 KR|HAN VAR 180 CM|NU 120|HJÄLP OSS|SKA VI HA DET SÅ|fler poliser
fler vuxna ute|fler lampor|bättre belysning|mörkt|otryggt|tryggt|mer folk|bråk|slagsmål|knark|droger|vapen|hot|rån
mobbning|klotter|skadegörelse|fyrverkerier|fylla|langning|rasism|stök|ingenting att göra|långtråkigt|kallt|bl.a.
t.ex. parken|m.m.|osv.|d.v.s. nej|ca|typ|asså|liksom|tack!|mvh|snälla|:)|:-(|<3|!!!|...|#trygg|# {digit}|nr {digit}
{digit}.|{digit}) fler lampor|a) ja|- nej|+1|+{small}|+/-|1+1|{digit}/{digit}|½|1/2 timme|2-3 st|10-15 min
5–6 personer|100-tals|{count}-tal|Nej.Nu räcker det|det är mörkt.Sen går vi hem|hem.Men|i.e. no|at {hour}|at {hour} pm
{hour}pm|{small} people|{small} times|in {year}|since {year}|about {count} metres|grade {digit}|{digit}th grade|24/7
24-7|dygnet runt|{day}:e|{month}-{day}|1:a|2:an|3:e|IFK 2|SAIK|@|@ torget|a@|kaffe @ fiket|e-post|mejl|mail|telefon
mobil|mobilen {small} timmar|ringde {small} gånger|ring mig inte|konto|mitt konto|på kontot {count} kr
konto {count} kr|swish|swisha {count} kr|bankkort|betalade {count} kr|100 000 000|10 000 personer|3,14|0,5 l|000|007
1-2-3|1 2 3 4 5|10 20 30|2 000|13.37|1337|666|404|kod {count}|PIN|id|namn|adress|min adress|hemadress|personnummer
pojkar {teen}-{teen}|{year} var värst|tisdag {hour}|fre-lör {hour}-{hour}|mån-fre {time}-{time}
natten mot {day}/{month}|jul och nyår|kello {time}|klo {hour}|saacadda {hour}|الساعة {hour}|في عام {year}|{count} شخص
ساعت {hour}|saat {time}|{count} osób|о {time}
"""
_FRAGMENTS = tuple(piece for line in _PIECES.strip().splitlines() for piece in line.split("|"))
_JOINS = (" ", " ", " ", ", ", ". ", "! ", "\n", " och ", " men ", " - ", " (", "; ", " / ", ": ")


def ordinary_texts(count: int, seed: int) -> Iterator[str]:
    """That many texts of one to eight fragments each."""
    random = Random(seed)
    for _ in range(count):
        fragments = random.choices(_FRAGMENTS, k=random.randrange(1, 9))
        filled = [_filled(fragment, random) for fragment in fragments]
        yield "".join(part for piece in filled for part in (piece, random.choice(_JOINS))).rstrip(" (/-:;,")


def _filled(fragment: str, random: Random) -> str:
    hour = random.randrange(0, 24)
    return fragment.format(
        time=f"{hour:02}{random.choice('.:')}{random.randrange(0, 60, 5):02}",
        hour=hour,
        day=random.randrange(10, 31),
        month=random.randrange(1, 13),
        year=random.randrange(2015, 2031),
        week=random.randrange(1, 53),
        digit=random.randrange(1, 10),
        small=random.randrange(2, 60),
        count=random.randrange(2, 400),
        bus=random.choice((1, 3, 10, 15, 41, 49, 49, 241, 551)),
        room=random.randrange(101, 400),
        teen=random.randrange(11, 20),
    )
