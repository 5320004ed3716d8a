// What every stored report says, packed: by it a report is compared exactly and taken out again. Internal to
// the engine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engines/surfacing/postings.hpp"
#include "engines/surfacing/terms.hpp"

namespace canyu::surfacing {

// How often a report says a term in either field.
struct Saying {
    TermId term;
    std::uint16_t title;
    std::uint16_t body;
};

// Seven bits a byte, the lowest first; the last byte has the highest bit clear.
void append_number(std::vector<std::uint8_t>& bytes, std::uint64_t number);
// A saying is its term times four plus how often: 0 once in the body, 1 once in the title, 2 once in each, 3
// as the two numbers after it have it.
void append_saying(std::vector<std::uint8_t>& bytes, const Saying& saying);

// Reads sayings one after another from bytes that append_saying wrote.
class SayingReader {
  public:
    explicit SayingReader(std::span<const std::uint8_t> bytes)
        : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

    // False at the end.
    bool next(Saying& saying) {
        if (at_ == end_) return false;
        const std::uint64_t number = read();
        saying.term = static_cast<TermId>(number >> 2);
        const unsigned times = number & 3;
        if (times == 3) {
            saying.title = static_cast<std::uint16_t>(read());
            saying.body = static_cast<std::uint16_t>(read());
        } else {
            saying.title = times != 0 ? 1 : 0;
            saying.body = times != 1 ? 1 : 0;
        }
        return true;
    }

  private:
    std::uint64_t read() {
        std::uint64_t number = *at_ & 0x7F;
        for (unsigned shift = 7; (*at_++ & 0x80) != 0; shift += 7)
            number |= static_cast<std::uint64_t>(*at_ & 0x7F) << shift;
        return number;
    }

    const std::uint8_t* at_;
    const std::uint8_t* end_;
};

// Some bytes for every slot: its sayings, or its lines. Threads: as Index.
class SlotBytes {
  public:
    // Of the next slot.
    void append(std::span<const std::uint8_t> bytes);
    // These slots, ascending, have none any more.
    void erase(std::span<const Slot> slots);
    [[nodiscard]] std::span<const std::uint8_t> of(Slot slot) const;
    void prefetch(Slot slot) const { __builtin_prefetch(of(slot).data()); }

  private:
    // Small enough for its bytes to be moved together when a report is taken out.
    static constexpr std::size_t slots_together = 1024;
    struct Group {
        std::vector<std::uint8_t> bytes;
        std::vector<std::uint32_t> ends;  // of every slot's bytes
    };

    std::vector<Group> groups_;
};

}  // namespace canyu::surfacing
