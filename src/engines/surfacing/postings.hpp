// Who says a term, packed for reading from the first to the last. Internal to the engine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace canyu::surfacing {

using Slot = std::uint32_t;  // a stored report, in the order of arrival; never used again

// Slots are stored and searched a page at a time, so that the scores of a page stay in the processor's cache.
inline constexpr unsigned page_bits = 15;
inline constexpr std::size_t page_slots = std::size_t{1} << page_bits;
inline constexpr std::size_t most_slots = page_slots << 16;  // a page's number has 16 bits

// One word a report: its slot within the page, and how often its title and its body say the term, counted to
// 255. A word of no times opens the page of that number; pages without a report are left out. Threads: as
// Index.
class Postings {
  public:
    static constexpr std::uint32_t most_times = 255;

    static bool opens_page(std::uint32_t word) { return (word & 0xFFFF) == 0; }
    // Of a word that opens a page its number, else the slot within the page.
    static std::uint32_t place(std::uint32_t word) { return word >> 16; }
    static std::uint32_t title(std::uint32_t word) { return word >> 8 & 0xFF; }
    static std::uint32_t body(std::uint32_t word) { return word & 0xFF; }

    // The slot must be above all others, and said at least once.
    void append(Slot slot, std::uint32_t title, std::uint32_t body);
    // Ascending, at least one; all must be there.
    void erase(std::span<const Slot> slots);
    // Nobody says the term; the memory is kept for what is appended next.
    void clear() {
        words_.clear();
        reports_ = 0;
    }

    [[nodiscard]] std::size_t reports() const { return reports_; }
    [[nodiscard]] std::span<const std::uint32_t> words() const { return words_; }
    // visit(slot, title, body) for every report, ascending.
    void for_each(auto visit) const {
        Slot page = 0;
        for (const std::uint32_t word : words_) {
            if (opens_page(word))
                page = place(word) << page_bits;
            else
                visit(page | place(word), title(word), body(word));
        }
    }

  private:
    std::vector<std::uint32_t> words_;
    std::uint32_t reports_ = 0;
    std::uint32_t last_page_ = 0;  // that is open, where there is a word
};

}  // namespace canyu::surfacing
