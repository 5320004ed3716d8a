// Draws that everybody can check: what the house could still choose is fixed before it knows who takes part.
//
// First the house publishes commitment(seed) of a secret seed. People enter, with dice of their own (any
// words) if they like. Then the house publishes merkle_root(entries), the number of winners, and where the
// beacon will come from: words that nobody can know yet, like a stock index of tomorrow. At last it publishes
// the seed, the entries and the winners; verify_draw.py beside this file checks them with nothing but Python.
// Without a beacon the house could enter a person of its own last, with dice that make somebody win.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engines/allocation/hash.hpp"
#include "engines/allocation/terms.hpp"

namespace canyu::allocation {

struct Entry {
    std::string entrant;  // a public name, once each
    std::string dice;     // "" for none
};

struct Draw {
    Digest commitment{};
    Digest root{};
    Seed seed{};
    std::string beacon;  // "" for none
    std::vector<Entry> entries;
    std::vector<std::uint32_t> winners;  // places in `entries`, the first prize first
};

Digest commitment(const Seed& seed);

// The tree of Certificate Transparency (RFC 6962): a lone last node goes up as it is. Its leaves hold place,
// entrant and dice. Of no entries: all zeros.
Digest merkle_root(std::span<const Entry> entries);

// Draws `winners` of the entries, or all where there are fewer, without putting back (Fisher and Yates).
Draw draw(const Seed& seed, std::vector<Entry> entries, std::uint32_t winners, std::string beacon = {});

// Whether seed and entries are those of the commitment and the root, nobody is entered twice, and the winners
// are those they give.
bool verify(const Draw& draw);

}  // namespace canyu::allocation
