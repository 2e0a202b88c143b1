"""Writes `books.json`: 300 books that do not exist, the same ones every time.

    python examples/make_books.py

The titles, names and plots are put together here from word lists of our own, so the data set belongs to the project.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

COUNT = 300
FIRST = (
    "Ada Bruno Clara Dmitri Elif Farid Greta Hana Ivo Jana Karim Lena Marek "
    "Nadia Oskar Petra Quentin Rosa Samir Tove Ulla Viktor Wanda Yara Zeno"
)
LAST = (
    "Almeida Bergström Castell Dvorak Eriksen Fontaine Grau Haddad Ibarra Jansen Kovač "
    "Lindqvist Moreau Nakamura Okafor Petit Rossi Sørensen Tanaka Varga Weiss"
)
ADJECTIVES = "Silent Crooked Last Borrowed Hollow Amber Distant Restless Paper Winter Forgotten Second Burning Salt Patient Invisible"
NOUNS = (
    "Lighthouse Garden Cartographer Orchard Harbour Clockmaker Library River Archive "
    "Bridge Island Observatory Kitchen Railway Mountain Letter Violin"
)
PLACES = "Lisbon Trieste Bergen Valparaíso Tbilisi Galway Kyoto Tangier Riga Oaxaca Dunedin Lviv"
GENRES = {
    "mystery": "a body is found in the {noun}, and nobody in {place} admits to knowing whose it is",
    "romance": "two strangers share one ticket to {place} and the {adjective} secret of its {noun}",
    "science fiction": "the last engineer of an orbital {noun} receives a message that was sent from {place} a century ago",
    "history": "how the {noun} makers of {place} changed the way a continent measured time",
    "cooking": "ninety recipes from the {adjective} kitchens of {place}, each with the story of who taught it",
    "travel": "a slow journey by {noun} and ferry from {place} to the edge of the map",
    "poetry": "poems about {place}, weather, and one {adjective} {noun}",
    "children": "a very small {noun} decides to find out what lies behind {place}",
}
LANGUAGES = ("en", "en", "en", "fr", "de", "es", "it")
CITIES = {"Lisbon": (38.7223, -9.1393), "Bergen": (60.3913, 5.3221), "Galway": (53.2707, -9.0568), "Trieste": (45.6495, 13.7768)}


def article(word: str) -> str:
    return "an" if word[0] in "AEIO" else "a"


def title(chance: random.Random, adjective: str, noun: str, place: str) -> str:
    shapes = (
        f"The {adjective} {noun}",
        f"The {noun} of {place}",
        f"{article(noun).title()} {noun} in {place}",
        f"{adjective} {noun}s",
        f"What the {noun} Knew",
        f"{place}, {article(adjective)} {adjective} Year",
        f"Letters from {article(adjective)} {adjective} {noun}",
    )
    return chance.choice(shapes)


def book(number: int, chance: random.Random) -> dict[str, Any]:
    adjective, noun, place = (chance.choice(words.split()) for words in (ADJECTIVES, NOUNS, PLACES))
    genre = chance.choice(sorted(GENRES))
    plot = GENRES[genre].format(adjective=adjective.lower(), noun=noun.lower(), place=place)
    shop = chance.choice(sorted(CITIES))
    latitude, longitude = CITIES[shop]
    return {
        "id": number,
        "title": title(chance, adjective, noun, place),
        "author": f"{chance.choice(FIRST.split())} {chance.choice(LAST.split())}",
        "genres": sorted({genre, chance.choice(sorted(GENRES))}),
        "year": chance.randint(1921, 2025),
        "pages": chance.randint(48, 720),
        "rating": round(chance.uniform(2.0, 5.0), 1),
        "price": round(chance.uniform(4.5, 39.0), 2),
        "language": chance.choice(LANGUAGES),
        "in_stock": chance.random() < 0.8,
        "summary": f"{plot[0].upper()}{plot[1:]}.",
        "publisher": {"name": f"{chance.choice(NOUNS.split())} Press", "city": shop},
        "_geo": {"lat": round(latitude + chance.uniform(-0.05, 0.05), 4), "lng": round(longitude + chance.uniform(-0.05, 0.05), 4)},
    }


def main() -> None:
    chance = random.Random(1931)
    books = [book(number, chance) for number in range(1, COUNT + 1)]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in books)
    Path(__file__).with_name("books.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
