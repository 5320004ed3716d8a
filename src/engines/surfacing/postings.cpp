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

void Postings::erase(Slot slot) {
    const auto page = std::ranges::find(words_, opening(slot >> page_bits));
    const auto found = std::find_if(
        page + 1, words_.end(), [&](std::uint32_t word) { return place(word) == (slot & (page_slots - 1)); });
    CANYU_CHECK(found != words_.end() && !opens_page(*found));
    const auto after = words_.erase(found);
    const bool emptied = opens_page(*(after - 1)) && (after == words_.end() || opens_page(*after));
    --reports_;
    if (!emptied) return;
    words_.erase(after - 1);
    const auto last = std::find_if(words_.rbegin(), words_.rend(), opens_page);
    if (last != words_.rend()) last_page_ = place(*last);
}

}  // namespace canyu::surfacing
