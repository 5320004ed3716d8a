#include "base/id.hpp"

#include <algorithm>
#include <charconv>

#include "base/check.hpp"

namespace canyu {
namespace {

constexpr std::int64_t epoch_milliseconds = 1704067200000;  // 2024-01-01T00:00:00Z
constexpr int sequence_bits = 12;
constexpr int node_bits = 10;

}  // namespace

std::string to_string(Id id) {
    return std::to_string(id.value);
}

std::optional<Id> parse_id(std::string_view text) {
    Id id;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
    if (error != std::errc{} || end != text.data() + text.size() || id.value <= 0) return std::nullopt;
    return id;
}

IdSource::IdSource(const Clock& clock, std::uint16_t node) : clock_(clock), node_(node) {
    CANYU_CHECK(node < (1 << node_bits));
}

Id IdSource::next() {
    const std::int64_t elapsed =
        std::max<std::int64_t>(to_milliseconds(clock_.now()) - epoch_milliseconds, 1);
    const std::int64_t earliest = elapsed << sequence_bits;
    std::int64_t last = last_.load();
    std::int64_t mine = 0;
    // When the clock stands still or goes back, the count goes on from the last id instead.
    do {
        mine = std::max(earliest, last + 1);
    } while (!last_.compare_exchange_weak(last, mine));
    const std::int64_t milliseconds = mine >> sequence_bits;
    const std::int64_t sequence = mine & ((std::int64_t{1} << sequence_bits) - 1);
    return Id{(milliseconds << (node_bits + sequence_bits)) | (node_ << sequence_bits) | sequence};
}

}  // namespace canyu
