#!/usr/bin/env python3
"""Checks a draw that Canyu has published: python3 verify_draw.py DRAW.json

Needs nothing but Python 3. DRAW.json holds what was published:

    commitment  64 hexadecimal digits, published before anybody entered
    root        64 hexadecimal digits, published when the list of entrants was closed
    seed        64 hexadecimal digits, published at last
    beacon      words that nobody could know when the root was published ("" for none)
    entries     [{"entrant": "…", "dice": "…"}, …] in the order of the list
    winners     places in that list, counted from 0, the first prize first

Ends with 0 when everything fits, 1 when the draw is not as published, 2 when the file cannot be read.
"""
import hashlib
import json
import sys


def word(number):
    return number.to_bytes(8, "little")


def digest(purpose, *parts):
    """SHA-256; a text or bytes go in behind their length, a number as eight bytes, the lowest first."""
    everything = b""
    for part in (purpose, *parts):
        if isinstance(part, int):
            everything += word(part)
            continue
        data = part.encode() if isinstance(part, str) else part
        everything += word(len(data)) + data
    return hashlib.sha256(everything).digest()


def merkle_root(entries):
    level = [digest("canyu draw entry", place, entry["entrant"], entry["dice"])
             for place, entry in enumerate(entries)]
    while len(level) > 1:
        pairs = [digest("canyu draw node", level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2:]
    return level[0] if level else bytes(32)


def numbers(key):
    """Numbers below 2^64 without end."""
    counter = 0
    while True:
        block = digest("canyu draw numbers", key, counter)
        for at in range(0, 32, 8):
            yield int.from_bytes(block[at:at + 8], "little")
        counter += 1


def below(bound, drawn):
    surplus = 2 ** 64 % bound
    return next(number for number in drawn if number >= surplus) % bound


def winners_of(draw, seed, root):
    places = list(range(len(draw["entries"])))
    count = len(draw["winners"])
    key = digest("canyu draw key", seed, root, len(places), count, draw["beacon"])
    drawn = numbers(key)
    for i in range(count):
        other = i + below(len(places) - i, drawn)
        places[i], places[other] = places[other], places[i]
    return places[:count]


def wrong_with(draw):
    """What does not fit, or nothing."""
    seed, root = bytes.fromhex(draw["seed"]), bytes.fromhex(draw["root"])
    if digest("canyu draw commitment", seed).hex() != draw["commitment"]:
        return "the seed is not the one that was committed to"
    if merkle_root(draw["entries"]) != root:
        return "the entrants are not those of the published root"
    if len({entry["entrant"] for entry in draw["entries"]}) != len(draw["entries"]):
        return "somebody stands in the list twice"
    if len(draw["winners"]) > len(draw["entries"]) or winners_of(draw, seed, root) != draw["winners"]:
        return "the winners are not those that seed, entrants and beacon give"
    return None


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(arguments[1], encoding="utf-8") as file:
            wrong = wrong_with(json.load(file))
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"{arguments[1]} cannot be read as a draw: {error}", file=sys.stderr)
        return 2
    print(f"not as published: {wrong}" if wrong else "right: seed, entrants, beacon and winners fit together")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
