// The model's own reading of rows, from the documented bytes.
#include <algorithm>
#include <array>

#include "engines/allocation/simulation/model.hpp"
#include "engines/allocation/simulation/model_fields.hpp"

namespace canyu::allocation::simulation {
namespace {

constexpr std::size_t head_size = 64;
constexpr std::size_t decision_size = 64;
constexpr std::size_t checksum_at = 48;

// CRC-32, half a byte at a time.
std::uint32_t checksum(std::span<const std::byte> row) {
    std::array<std::uint32_t, 16> table{};
    for (std::uint32_t i = 0; i < 16; ++i) {
        table[i] = i;
        for (int bit = 0; bit < 4; ++bit) table[i] = (table[i] >> 1) ^ (table[i] % 2 == 1 ? 0xEDB88320U : 0U);
    }
    std::uint32_t sum = ~std::uint32_t{0};
    for (std::size_t at = 0; at < row.size(); ++at) {
        if (at >= checksum_at && at < checksum_at + 4) continue;
        sum ^= static_cast<std::uint32_t>(row[at]);
        for (int half = 0; half < 2; ++half) sum = table[sum % 16] ^ (sum >> 4);
    }
    return ~sum;
}

}  // namespace

std::string Model::append(std::span<const std::byte> row, const std::function<void()>& changed) {
    if (row.size() < head_size) return "a row without a head";
    const Bytes head{row};
    if (head.number<std::uint32_t>(0) != 0x41594E43 || head.number<std::uint16_t>(4) != 1)
        return "another format";
    if (head.number<std::uint32_t>(checksum_at) != checksum(row)) return "a wrong checksum";
    if (head.number<std::uint64_t>(16) != rows_) return "a row that does not follow";
    if (head.number<std::uint64_t>(24) < epoch_) return "a row of an earlier leader";
    if (rows_ > 0 && head.number<std::int64_t>(32) < time_) return "time goes back";
    if (head.number<std::uint32_t>(44) != checksum_) return "a row that follows another one";
    epoch_ = head.number<std::uint64_t>(24);
    time_ = head.number<std::int64_t>(32);
    checksum_ = head.number<std::uint32_t>(checksum_at);
    const std::span<const std::byte> body = row.subspan(head_size);
    if (rows_++ == 0) return open(body);
    if (body.size() != head.number<std::uint32_t>(40) * decision_size) return "a row of another size";
    for (std::size_t at = 0; at < body.size(); at += decision_size) {
        std::string wrong = apply(Fields{Bytes{body.subspan(at, decision_size)}});
        if (!wrong.empty()) return wrong;
        ++decisions_;
        changed();
    }
    return "";
}

std::string Model::open(std::span<const std::byte> body) {
    const Bytes terms{body};
    per_person_ = terms.number<std::uint32_t>(0);
    split_ = terms.number<std::uint8_t>(5) != 0;
    hold_ = terms.number<std::int64_t>(8);
    money_left_ = terms.number<std::int64_t>(16);
    for (std::size_t i = 0; i < terms.number<std::uint8_t>(4); ++i) {
        const std::size_t at = 56 + i * 24;
        Channel& channel = channels_.emplace_back();
        channel.units = terms.number<std::uint32_t>(at);
        channel.needs_reservation = terms.number<std::uint32_t>(at + 4) != 0;
        channel.opens = terms.number<std::int64_t>(at + 8);
        channel.closes = terms.number<std::int64_t>(at + 16);
        for (std::int64_t unit = 0; unit < channel.units; ++unit) channel.free.insert(units_++);
    }
    return "";
}

}  // namespace canyu::allocation::simulation
