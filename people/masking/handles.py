"""User names: with an @, beside the name of a platform, or introduced as somebody's.

A platform alone makes nothing a user name, as in "insta är värst": beside one, a word needs a digit, an underscore or
an inner dot, or words around it that say whose name it is.
"""

import re
from collections.abc import Iterator

from people.masking.folding import Span
from people.masking.patterns import one_of

_APP = one_of(
    r"""
    snap(?:chat|p)? snäpp insta(?:gram)? tik\s?tok discord telegram facebook twitter messenger whats\s?app roblox steam
    twitch youtube fortnite minecraft xbox psn kik bereal threads signal skype reddit viber jodel
    """
)
_SHORT = one_of("sc ig fb dc tg yt tt")
_IN_OTHER_SCRIPTS = one_of(r"انستا سناب تيك\s?توك تلغرام تيليجرام ديسكورد", "инста снап тикток телеграм дискорд")
_PLATFORM = rf"(?:{_APP}(?:en|et|n|t|s|i|ini)?|{_SHORT}|{_IN_OTHER_SCRIPTS}\w{{0,6}})"
_USER_NAME = one_of(r"användar-?namn(?:et)? user\s?-?name nick(?:name)? gamer-?tag handle")
_WHOSE = one_of("min mitt mina hans hennes deras my his her their")
_LABEL = rf"(?:[ -]?{one_of('användarnamn username namn(?:et)? name konto(?:t)? account user id')}\b)?"
_PLACE = re.compile(
    rf"(?<![\w-])(?=[^\W\d_])(?:(?P<own>{_WHOSE} )?{_PLATFORM}|(?P<word>{_USER_NAME}))(?![\w.-]){_LABEL}",
    re.IGNORECASE,
)

_NO_NAME = one_of(  # what stands beside a platform in ordinary sentences
    r"""
    \d+(?:x\d+|[ap]m) \d+-?(?:an|or|e|a|st|åring\w*|tal\w*|kr|min|h|tim) åk\d\w* (?:rum|sal|buss|plan|hus)\d+
    kl\.?\d+\w* kl\.\S* covid\S* inte not också bara ganska mest alltid aldrig privat public private öppe[nt]
    öppna stängd låst full tom borta raderad hackad\w* kapad blockerad spärrad gammal viktig\w* konstig dålig
    farlig\w* elak\w* hemsk\w* jobbig\w* läskig\w* värst bäst bra kul okej ok mig me oss us dem them honom henne
    den det de jag hon han du vi ni folk alla någon andra vänner kompisar killar tjejer people friends everyone
    vuxna barn hacked gone deleted fine okay bad good open closed
    """
)
_NAME = rf"(?!{_NO_NAME}(?![\w-]|\.\w))(?=[\w.-]{{0,30}}?[^\W\d_])\w[\w.-]{{1,30}}(?<![.-])(?![\w@]|[.:-]\w)"
_MARKED = rf"(?=[\w.-]{{4}})(?=[\w.-]{{0,30}}?[\d_]|[^\W\d_]{{3,20}}\.(?-i:[^\W\d_A-ZÅÄÖ])[^\W\d_]{{1,20}}\b){_NAME}"
_CLAUSE_ENDS = (
    rf"""(?= ?(?:[,.!?;:)"'،؛؟\n]|$)| (?-i:[^a-zåäö\d])| {one_of("och and om if så so på on men but där")}\b)"""
)

_WITH_AT = re.compile(
    r"(?<![\w@.])@\w[\w.-]{1,63}(?<![.-])(?:@[\w-]+(?:\.[\w-]+)+)?|(?<![\w@.#-])\w[\w.-]{1,31}#\d{4}(?!\d)"
)
_IS = one_of("är heter kallas is called e on هو")
_MARK = r"""[ :=@"'>(-]{1,4}"""
_MARKED_BEHIND = re.compile(rf"{_MARK}(?:{_IS}{_MARK})?(?P<secret>{_MARKED})", re.IGNORECASE)
_CALLED_BEHIND = re.compile(rf" {one_of('heter kallas called')} [\"']?(?P<secret>{_NAME}){_CLAUSE_ENDS}", re.IGNORECASE)
_ANY_BEHIND = re.compile(
    rf"(?: ?[:=]|(?P<is> {_IS}\b))[ :\"'@]{{0,3}}(?P<secret>{_NAME})(?(is){_CLAUSE_ENDS})", re.IGNORECASE
)
_WHERE = rf"""["')]? {one_of("på on i via från from")} (?:min |mitt |my )?{_PLATFORM}(?![\w-])"""
_FIND_ME = r"(?:heter|kallar mig|kallas|called|adda|add|lägg till|följ|follow|sök(?: på| efter)?|search(?: for)?)"
_ON_PLATFORM = re.compile(
    rf"(?<![\w@.-])(?:{_FIND_ME} [\"']?(?P<called>{_NAME})|(?P<secret>{_MARKED})){_WHERE}", re.IGNORECASE
)


def handles(text: str) -> Iterator[Span]:
    """Where they stand in a folded text."""
    for match in _WITH_AT.finditer(text):
        yield match.span()
    for place in _PLACE.finditer(text):
        yield from _behind(place, text)
    for match in _ON_PLATFORM.finditer(text):
        yield match.span("called" if match["called"] else "secret")


def _behind(place: re.Match[str], text: str) -> Iterator[Span]:
    """The name behind a platform: any word where it is said whose it is, else one that looks like a user name."""
    introduced = place["own"] or place["word"]
    for pattern in (_MARKED_BEHIND, _CALLED_BEHIND, _ANY_BEHIND) if introduced else (_MARKED_BEHIND, _CALLED_BEHIND):
        if match := pattern.match(text, place.end()):
            yield match.span("secret")
