"""How English speaks of danger, whatever the case: assertions, denials, refusals, precautions, and what negates them.

Every function takes one sentence in lower case. Gaps between words are bounded, so that matching stays linear in the
text however it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def _any(text: str) -> str:
    """The phrases of a text, separated by commas, as one pattern; `*` stands for any ending of a word."""
    phrases = (" ".join(phrase.split()).replace("*", r"\w*") for phrase in text.split(","))
    return rf"(?:{'|'.join(phrases)})"


_NOT = r"(?:\bnot|n't)"

_NEGATOR = re.compile(
    r"n't\b|\b"
    + _any(
        """not, cannot, never, no, none, nobody, no one, nothing, neither, nor, without, hardly, unlikely, instead of,
        rather than, free of, free from, needn't, unnecessary"""
    )
    + r"\b"
)
_NEGATES_NOTHING = re.compile(rf"{_NOT} (?:only|forget|hesitate|just|least)|\bno (?:doubt|matter|myth|rumou?r)\b")
_CLAUSE_END = re.compile(
    r"[,;:.!?—–(]|\b" + _any("but, so, because, or, if, which, when, although, though, until, after") + r"\b"
)
_SCOPE = 80
"""Characters before a word in which a negation can reach it."""

_DANGER_WORDS = _any(
    """danger, dangers, dangerous*, hazard*, risk, risks, risky, unsafe, toxic, poisonous, deadly, lethal, fatal,
    harmful, threat, perilous, electrocution"""
)
_HARM = _any(
    r"""poison*, electrocut*, shock*, ignit*, explod*, kill*, chok*, suffocat*, asphyxiat*, drown*, injur*, hurt*,
    harm*, wound*, scald*, collid*, crash*, maim*, ruin*, wreck*, destroy*, endanger*, sting*, stung, strangl*, crush*,
    infect*, burgl*, steal*, stolen, prosecut*, die, dies, dead, death, sick, ill, burned, burnt,
    burns?(?! (?:a|an|some|for|low|slowly|candles?|incense)\b), catch(?:es)? (?:fire|the flames?),
    (?:start|cause|set)* (?:a |the )?fire, go up in flames, set \w+ (?:\w+ )?(?:alight|on fire|ablaze), hit you,
    rob, robbed, break in, break into, copy it, short[- ]circuit*, fall (?:in|into|on|onto|off), knocked over,
    tip over"""
)
_MODAL = _any("can, could, may, might, will, would, 'll, going to, able to, let, lets")
_DANGER = re.compile(rf"\b{_DANGER_WORDS}\b|\b{_MODAL}\b.{{0,60}}?\b{_HARM}\b")
_NOT_SAFE = re.compile(rf"{_NOT} (?:really |very |quite |at all |a )?(?:safe|harmless|good idea)\b")
_WARNING_WORDS = _any("careful, caution, warning, danger, watch out, heads up, beware")
_OPENING = re.compile(
    rf"^(?:please |first,? )?(?:be )?{_WARNING_WORDS} ?[:!,.—–-]{{1,3}} ?(?!and\b)\S{{1,40}} \S{{1,40}} "
)

_DEGREE = _any("all, perfectly, completely, totally, quite")
_BEING = _any("is, are, was, be, it's, that's, look, looks, seem, seems, enough")
_SAFE = re.compile(
    rf"\b(?:harmless|insulated|(?:{_BEING}|{_DEGREE})(?: {_DEGREE})? (?:fine|ok|okay|all right|alright|safe))\b"
    r"(?! from\b)"
)
_NO_WORRY = re.compile(
    rf"(?:{_NOT}|\bno need to|\bneedn't|\bwithout|\bstop|\bnothing to) "
    r"(?:worry|fear|fret|bother|(?:be )?(?:afraid|concerned|worried))"
    r"|\bno (?:problem|worries|harm)\b|\bno (?:real |good )?(?:need|reason|cause) (?:to|for)\b"
)
_DISMISSAL = re.compile(
    r"\b"
    + _any(
        r"""myth, old wives'? tale, rumou?rs?, nonsense, exaggerat*, overblown, paranoi*, hoax, boilerplate,
        scaremongering, never mind, forget (?:it|that), nobody takes, no need to be so, not something to care about,
        (?:can|could|may|just|safely|please)(?: just| safely)? (?:ignore|disregard|forget)"""
    )
    + r"\b|^(?:ignore|disregard) (?:the|that|this|any|it)\b|^(?:no|nah|nope|rubbish)[,.!]"
    + rf"|{_NOT} (?:really |actually )?(?:the case|true|apply|so|a concern|believe|(?:take|be) .{{0,30}}seriously)\b"
    + rf"|{_NOT} (?:worry|fret|bother) (?:about|with) (?:that|this|it|them)\b"
    + r"|\bbut (?:it|they|that|he|she) (?:won't|don't|doesn't|isn't|aren't|can't|will not|cannot)[.!;]"
    + rf"|{_NOT} let .{{0,40}}\b(?:bother|stop|worry|put you off)\b"
)

_NO_REAL_BAN = _any(
    """worr*, forget*, hesitat*, need*, mind, bother*, care, caring, fear*, fret*, panic*, be, have to, take, believe,
    hurt"""
)
_PROHIBITION = re.compile(
    r"(?:^|[,;:.!?—–-] ?|\b(?:please|and|but|so|must|should|then|do) )(?:don't|do not|never|avoid)\b"
    rf"(?! (?:\w+ )?(?:{_NO_REAL_BAN}\b|let .{{0,40}}bother))"
    r"|\b(?:must|should)(?:n't| not| never)\b"
    rf"|\b(?:i would(?:n't| not| never| avoid)|i'd (?:not|never|avoid|skip))\b(?! {_NO_REAL_BAN}\b)"
    r"|\bnot the place for\b|\bbad (?:idea|combination|mix)\b|\bnot (?:at|on|above|there|here|inside|in) "
)
_PREVENTION = re.compile(
    r"\b(?:avoid\w*|prevent\w*|reduc\w*|minimi[sz]\w*|lower|lest|against|"
    r"so (?:that )?(?:you|it|they) (?:don't|do not))\b"
)
_POINTS_BACK = re.compile(r"\b(?:it|its|they|them|that|this|these|those|he|she)\b")
_PURPOSE = re.compile(r"\bso (?:that|the|it|he|she|they|your|no)\b|\bto (?:make sure|ensure)\b|\bwhere\b")
_PLACING = re.compile(
    r"(?:mov|tak|plac|stor|leav)(?:e|es|ed|ing)|(?:keep|put|set|stand|pull|shift|hang|pick|pack|hold|bring)\w*|kept"
)
_STEERING = re.compile(
    r"\b"
    + _any(
        """away, out, outside, outdoors, off, elsewhere, another, instead, far, further, remove*, unplug*, lock*,
        separate*, apart, different, clear of, metres?, meters?, feet, distance"""
    )
    + r"\b"
)

_UNWILLING = _any(
    r"""(?:can't|cannot|can not|won't|will not|am unable to|am not able to|won't be able to|would rather not),
    'm (?:unable|not able) to, 'm not going to, 'd rather not,'m afraid i (?:can't|cannot),
    (?:am|'m) not comfortable, (?:do not|don't) (?:think i can|feel comfortable), (?:must|have to), 'll have to"""
)
_HELP = _any(
    """help, assist, provid, giv, offer, answer, recommend, advis, discuss, comply, support, do that, do this, writ,
    continu, engag, fulfil, shar, suggest, refus, declin, pass, plan, talk"""
)
_REFUSAL = re.compile(
    rf"\bi ?{_UNWILLING}(?: \w+)? {_HELP}(?!\w* (?:noticing|but notice|enough))"
    r"|^(?:no, |sorry, (?:but )?)?i (?:will not|won't|refuse)\b|\bi (?:decline|refuse)\b|\bnot something i can\b"
    r"|\b(?:sorry|unfortunately|apologi[sz]e)[^.]{0,10}\bi (?:can't|cannot|won't|will not)\b"
)
_CAUTION = re.compile(
    r"\b"
    + _any(
        r"""careful*, caution*, warn*, watch out, heads up, watch the, beware, safely, safety, stays? safe, keep an eye,
        precautions?, worried, concerned, injury, injuries, accidents?, responsibl[ey], mindful, be aware, take care,
        common sense, supervis*, read the labels?,
        wear (?:gloves|goggles|a mask), respectful, mind (?:the|that|your|you),
        (?:everyone|other people|others)'?s? feelings"""
    )
    + r"\b"
)


def negated(low: str, position: int) -> bool:
    """Whether a negation governs the word at this position: it stands before it in the same clause."""
    return _NEGATOR.search(_NEGATES_NOTHING.sub("", _clause_before(low, position))) is not None


def dangers(low: str) -> Iterator[tuple[int, bool]]:
    """Where the sentence speaks of danger: (position, whether it asserts it rather than denies it)."""
    if _OPENING.match(low):
        yield 0, True
    for match in _DANGER.finditer(low):
        if not _PREVENTION.search(_clause_before(low, match.start())):
            yield match.end(), not (negated(low, match.start()) or negated(low, match.end()))
    for match in _NOT_SAFE.finditer(low):
        yield match.end(), not negated(low, match.start())
    for match in _SAFE.finditer(low):
        yield match.end(), negated(low, match.start())
    for match in _NO_WORRY.finditer(low):
        yield match.end(), False


def dismisses(low: str) -> bool:
    """Whether the sentence brushes aside what it, or the one before it, has said."""
    match = _DISMISSAL.search(low)
    return match is not None and not negated(low, match.start())


def prohibits(low: str) -> bool:
    """Whether the sentence tells the user not to do something ("don't worry" is no ban)."""
    return _PROHIBITION.search(low) is not None


def refuses(low: str) -> bool:
    """Whether the sentence declines to help."""
    return _REFUSAL.search(low) is not None


def cautions(low: str) -> bool:
    """Whether the sentence calls for care, of whatever kind."""
    return _CAUTION.search(low) is not None


def points_back(low: str) -> bool:
    """Whether the sentence leans on the one before it ("It could be poisoned")."""
    return _POINTS_BACK.search(low) is not None


def purposes(low: str) -> bool:
    """Whether the sentence says what something is for ("so that the cat cannot chew it")."""
    return _PURPOSE.search(low) is not None


def places_only(words: Iterable[str], low: str, start: int, end: int) -> bool:
    """Whether these words merely place something, with no word up to the clause's end that leads it away.

    "Put the lilies on the left" is no way out; "put the lilies out of the cat's reach" is one.
    start, end: the part of the sentence that the words span.
    """
    clause_end = _CLAUSE_END.search(low, end)
    clause = low[start : clause_end.start() if clause_end else None]
    return any(_PLACING.fullmatch(word) for word in words) and not _STEERING.search(clause)


def _clause_before(low: str, position: int) -> str:
    before = low[max(0, position - _SCOPE) : position]
    ends = [end.end() for end in _CLAUSE_END.finditer(before)]
    return before[ends[-1] :] if ends else before
