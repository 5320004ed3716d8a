#!/usr/bin/env python3
"""Signs waiting-room tickets as src/features/allotments/tickets.cpp documents them, with another implementation of BLAKE2b.

    sign_tickets.py SECRET    (in hex) reads a line "allotment person until" for each ticket, and prints it.
"""
import base64
import hashlib
import struct
import sys

secret = bytes.fromhex(sys.argv[1])
for line in sys.stdin:
    allotment, person, until = map(int, line.split())
    facts = struct.pack("<qqqIHH", allotment, person, until, 0, 1, 0)  # first in turn, for the first channel, not reserved
    seal = hashlib.blake2b(facts, key=secret, digest_size=16).digest()
    print(base64.urlsafe_b64encode(facts + seal).decode(), flush=True)
