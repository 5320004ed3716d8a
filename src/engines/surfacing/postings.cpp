#include "engines/surfacing/postings.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace canyu::surfacing {
namespace {

constexpr unsigned place_shift = 16;

std::uint32_t opening(std::uint32_t page) {
    return page << place_shift;
}

}  // namespace

void Postings::append(Slot slot, std::uint32_t title, std::uint32_t body) {
    const std::uint32_t page = slot >> page_bits;
    CANYU_CHECK(slot < most_slots);
    // A quarter more at a time: most of the memory is in these lists.
    const std::size_t more = words_.empty() || page != last_page_ ? 2 : 1;
    if (words_.size() + more > words_.capacity()) words_.reserve(words_.size() + words_.size() / 4 + 2);
    if (more == 2) words_.push_back(opening(page));
    last_page_ = page;
    words_.push_back((slot & (page_slots - 1)) << place_shift | std::min(title, most_times) << 8 |
                     std::min(body, most_times));
    ++reports_;
}

void Postings::erase(std::span<const Slot> slots) {
    reports_ -= static_cast<std::uint32_t>(slots.size());
    std::uint32_t page = slots.front() >> page_bits;
    const auto next_opening = [&](auto from) { return std::find_if(from, words_.end(), opens_page); };
    auto kept = std::ranges::find(words_, opening(page));
    bool emptied = false;
    CANYU_CHECK(kept != words_.end());
    for (auto read = kept; read != words_.end();) {
        // One page: what opens it stays only where something of it does.
        page = place(*read);
        const auto begin = kept;
        const auto end = next_opening(read + 1);
        *kept++ = *read++;
        for (; read != end && !slots.empty() && slots.front() >> page_bits == page; ++read) {
            if (place(*read) == (slots.front() & (page_slots - 1)))
                slots = slots.subspan(1);
            else
                *kept++ = *read;
        }
        kept = std::copy(read, end, kept);
        read = end;
        if (kept == begin + 1) {
            kept = begin;
            emptied = true;
        }
        if (slots.empty()) {
            kept = std::copy(read, words_.end(), kept);
            break;
        }
    }
    CANYU_CHECK(slots.empty());
    words_.erase(kept, words_.end());
    if (!emptied) return;
    const auto last = std::find_if(words_.rbegin(), words_.rend(), opens_page);
    if (last != words_.rend()) last_page_ = place(*last);
}

}  // namespace canyu::surfacing
