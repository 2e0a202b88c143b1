"""The locales that the server knows: a two-letter code each, and the three-letter code it is stored as."""

from __future__ import annotations

_PAIRS = """
af:afr ak:aka am:amh ar:ara az:aze be:bel bn:ben bg:bul ca:cat cs:ces da:dan de:deu el:ell en:eng eo:epo et:est fi:fin fr:fra
gu:guj he:heb hi:hin hr:hrv hu:hun hy:hye id:ind it:ita jv:jav ja:jpn kn:kan ka:kat km:khm ko:kor la:lat lv:lav lt:lit ml:mal
mr:mar mk:mkd my:mya ne:nep nl:nld nb:nob or:ori pa:pan fa:pes pl:pol pt:por ro:ron ru:rus si:sin sk:slk sl:slv sn:sna es:spa
sr:srp sv:swe ta:tam te:tel tl:tgl th:tha tk:tuk tr:tur uk:ukr ur:urd uz:uzb vi:vie yi:yid zh:zho zu:zul
"""

LANGUAGES: dict[str, str] = dict(pair.split(":") for pair in _PAIRS.split())
"""Two letters -> three."""

LOCALES: tuple[str, ...] = (*LANGUAGES, *LANGUAGES.values(), "cmn")
"""Every accepted code, in the order of the server's messages."""
