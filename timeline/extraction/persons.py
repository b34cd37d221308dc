"""Names of people: titles and roles stripped, surnames, and when two spellings are one person's."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from timeline.extraction.known import bare
from timeline.extraction.words import listed

TITLES = listed(
    "mr mrs ms miss mx dr sir lord lady dame prof professor sen senator rep representative congressman "
    "congresswoman gov governor mayor judge justice gen general col colonel lt lieutenant capt captain sgt "
    "sergeant maj major adm admiral cpl corporal brig brigadier president vice-president premier minister "
    "chancellor secretary undersecretary spokesman spokeswoman spokesperson chairman chairwoman chairperson chair "
    "ceo cfo director attorney rev reverend bishop archbishop cardinal imam ayatollah sheikh sheik rabbi pastor "
    "coach manager former ex-president then-president officer inspector detective marshal commander commodore "
    "constable commissioner ambassador envoy leader speaker superintendent sheriff candidate nominee governor-general "
    "counterpart adviser advisor analyst economist correspondent reporter author actor actress singer striker "
    "astronaut midfielder goalkeeper driver champion dr. king queen prince princess pope emperor saint st duke duchess "
    "baron baroness viscount earl count countess sultan emir alhaji alhaja hajia haji hajj shri smt datuk dato "
    "tun hon honourable honorable mullah maulana lieutenant-general major-general councillor councilman lawmaker "
    "congressmember ombudsman defender forward winger batsman bowler footballer boxer golfer cyclist sprinter "
    "businessman businesswoman lawyer activist journalist physicist historian novelist poet comedian rapper "
    "brothers sisters brother sister father mother widow mp mep mla md rt ret treasurer prosecutor "
    "engineer scientist researcher doctor nurse artist painter sculptor architect entrepreneur teacher chemist biologist "
    "geologist astronomer mathematician playwright filmmaker producer musician pianist violinist guitarist presenter "
    "swimmer runner gymnast skier jockey wrestler cricketer solicitor barrister seamer jurist tycoon financier banker"
)
# These go with a title only: "Prime Minister", "press secretary".
BEFORE_TITLE = listed(
    "prime foreign defence defense interior finance home press vice chief deputy acting state then first lord "
    "crown attorney solicitor health education police army federal district opposition house majority minority "
    "assistant associate senior national security special regional general chief"
)
# "Chipmaker Ardentia": what a company is, before its name.
TRADES = listed(
    "retailer airline insurer lender brewer miner publisher broadcaster supermarket startup start-up "
    "conglomerate brewery shipper grocer"
)
# These belong to the name where only a given name follows: "Pope Francis".
REGAL = listed("king queen prince princess pope emperor saint st duke duchess")
# These begin companies, too: "General Motors", "Prince Group".
CORPORATE = REGAL | listed("general major champion home first chief state press")
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
PARTICLES = listed(
    "de da van von der den bin al el la del di du ibn al- y dos das ter ten bint zu le abu af"
)
# "Bashar al-Assad" and "Bashar Assad" are one.
ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|ad|at)[-\u2011]", re.IGNORECASE)
SLAVIC = re.compile(r"(?:iy|yy|ij|yj|ii|y)$")  # "Zelensky", "Zelenskyy", "Zelenskiy", "Zelenski"
ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Jr|Sr|Inc|Co|Corp|Ltd)\.$")
POSSESSIVE = re.compile(r"(?:['’]s?|\s['’]s?)$")


def plain_name(written: str) -> str:
    """The name without possessive, article, titles and roles: "President Joe Biden's" is "Joe Biden"."""
    words = bare(_unmarked(written)).split()
    first = titles_of(words)
    if first and len(words) - first == 1 and words[first - 1].lower() in REGAL:
        first -= 1
    while len(words) - first > 1 and not any(char.isalpha() for char in words[-1]):
        words.pop()
    return " ".join(words[first:])


def titles_of(words: Sequence[str]) -> int:
    """How many words in front are titles, roles or trades; the last word never is."""
    first = 0
    while first < len(words) - 1 and _is_title(words, first):
        first += 1
    return first


def _unmarked(written: str) -> str:
    name = " ".join(written.partition("(")[0].split()) or written.strip(" ()")
    name = POSSESSIVE.sub("", name.strip(" ,;:-—–\"“”‘’'[]"))
    return name if ABBREVIATED.search(name) else name.rstrip(".")


def _is_title(words: Sequence[str], place: int) -> bool:
    word, after = (one.lower().rstrip(".") for one in words[place : place + 2])
    if word in BEFORE_TITLE and after in TITLES | BEFORE_TITLE:
        return True
    if after == "minister" and place + 2 < len(words):  # whatever of: "Emergencies Minister"
        return True
    return word in TITLES or is_trade(word)


def is_trade(word: str) -> bool:
    """Whether the word, in lower case, says what a company is: "carmaker", "retailer"."""
    return word in TRADES or (word.endswith("maker") and len(word) > 7)


def is_full_name(name: str) -> bool:
    """Whether it has a given name and a surname, and looks like a person's."""
    words = name.split()
    return (
        2 <= len(words) <= 5
        and words[0][0].isupper()
        and all(word[0].isupper() or word in PARTICLES or ARTICLE.match(word) for word in words)
        and not any(char.isdigit() for char in name)
    )


def surname(name: str) -> str:
    """The last word but "Jr." and its like: "Leyen" of "Ursula von der Leyen"."""
    return _without_suffix(name)[-1]


def surname_forms(name: str) -> Iterator[str]:
    """Yield the ways a surname is written alone: "Leyen", "von der Leyen", "Von der Leyen"."""
    words = _without_suffix(name)
    yield words[-1]
    yield ARTICLE.sub("", words[-1]) or words[-1]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
        tail = " ".join(words[start:])
        yield tail
        yield tail[0].upper() + tail[1:]


def _without_suffix(name: str) -> list[str]:
    words = [word for word in name.split() if word.lower().rstrip(".") not in SUFFIXES]
    return words or [name]


def family_key(name: str) -> str:
    """The surname in one spelling: no accents, no Arabic article, one way of ending in -ski."""
    plain = ARTICLE.sub("", plain_letters(surname(name))).replace("-", "")
    return SLAVIC.sub("i", plain) if len(plain) > 5 else plain


def plain_letters(word: str) -> str:
    """The word in lower case without accents."""
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word).casefold()
    return "".join(char for char in letters if not unicodedata.combining(char))


def given_name(name: str, given: Mapping[str, str]) -> str:
    """The first name in one spelling, in lower case: "Alexey" is "alexei"."""
    first = plain_letters(name.split()[0]).rstrip(".")
    return given.get(first, first)


def letters_of(name: str) -> str:
    """The name without accents, hyphens and spaces: "Kim Jong Un" and "Kim Jong-un" are one."""
    return "".join(char for char in plain_letters(name) if char.isalnum())


class People:
    """The people met so far: two spellings are one person's if surname and given name agree.

    A given name may be an initial, if only one person can be meant. People are looked up,
    never compared one by one, so that any number of names takes linear time.
    """

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.by_letters: dict[str, str] = {}
        self.by_given: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.by_initial: dict[tuple[str, str], list[str]] = defaultdict(list)

    def take_in(self, name: str) -> str:
        """Return who this is: somebody met before, or the name itself, who is then met."""
        letters = letters_of(name)
        if letters not in self.by_letters:
            self.by_letters[letters] = self._known_as(name)
        return self.by_letters[letters]

    def _known_as(self, name: str) -> str:
        family, given = family_key(name), given_name(name, self.given)
        same = list(self.by_given[family, given])
        if len(given) == 1:
            same = self.by_initial[family, given]
        else:
            same += self.by_given[family, given[:1]]
        if len(same) == 1:
            return same[0]
        self.by_given[family, given].append(name)
        self.by_initial[family, given[:1]].append(name)
        return name
