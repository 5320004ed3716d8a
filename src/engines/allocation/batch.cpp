#include "engines/allocation/batch.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/check.hpp"

namespace canyu::allocation {
namespace {

constexpr std::uint32_t our_magic = 0x41594E43;  // "CNYA"
constexpr std::uint16_t our_version = 1;
enum class Content : std::uint16_t { opening = 1, decisions = 2 };

// Both structs are copied as they lie: no gaps.
struct Head {
    std::uint32_t magic = our_magic;
    std::uint16_t version = our_version;
    Content content = Content::decisions;
    std::int64_t allotment = 0;
    std::uint64_t seq = 0;
    std::uint64_t epoch = 0;
    std::int64_t time = 0;
    std::uint32_t count = 0;
    std::uint32_t previous = 0;
    std::uint32_t checksum = 0;
    std::array<std::uint32_t, 3> zero{};
};
static_assert(sizeof(Head) == 64 && std::has_unique_object_representations_v<Head>);

struct Opening {
    struct Window {
        std::uint32_t units = 0;
        std::uint32_t needs_reservation = 0;
        std::int64_t opens = 0;
        std::int64_t closes = 0;
    };
    std::uint32_t per_person = 0;
    std::uint8_t channels = 0;
    Split split = Split::none;
    std::uint16_t zero = 0;
    std::int64_t hold = 0;
    std::int64_t money = 0;
    Seed seed{};
    std::array<Window, most_channels> windows{};
};
static_assert(sizeof(Opening) == 248 && std::has_unique_object_representations_v<Opening>);

// Far beyond any calendar, and far from where adding a hold would overflow.
constexpr std::int64_t farthest_time = std::int64_t{1} << 53;

// CRC-32 as zlib has it, of everything but the checksum's own four bytes.
std::uint32_t checksum(std::span<const std::byte> bytes) {
    const auto sum = [&](uLong before, std::size_t from, std::size_t to) {
        return ::crc32_z(before, reinterpret_cast<const Bytef*>(bytes.data()) + from, to - from);
    };
    constexpr std::size_t own = offsetof(Head, checksum);
    return static_cast<std::uint32_t>(sum(sum(0, 0, own), own + sizeof(std::uint32_t), bytes.size()));
}

Head head_at(std::span<const std::byte> bytes) {
    Head head;
    std::memcpy(&head, bytes.data(), sizeof head);
    return head;
}

void write_head(std::span<std::byte> bytes, const Place& place, Content content, std::uint32_t count) {
    Head head{.content = content,
              .allotment = place.allotment.value,
              .seq = place.seq,
              .epoch = place.epoch,
              .time = to_milliseconds(place.time),
              .count = count,
              .previous = place.previous};
    std::memcpy(bytes.data(), &head, sizeof head);
    head.checksum = checksum(bytes);
    std::memcpy(bytes.data(), &head, sizeof head);
}

std::optional<Terms> decode_terms(std::span<const std::byte> bytes) {
    Opening opening;
    if (bytes.size() != sizeof opening) return std::nullopt;
    std::memcpy(&opening, bytes.data(), sizeof opening);
    if (opening.channels > most_channels || opening.split > Split::random || opening.hold > farthest_time)
        return std::nullopt;
    Terms terms{.per_person = opening.per_person,
                .hold = Milliseconds{opening.hold},
                .split = opening.split,
                .money = opening.money,
                .seed = opening.seed};
    for (const Opening::Window& window : std::span(opening.windows).first(opening.channels))
        terms.channels.push_back({.units = window.units,
                                  .needs_reservation = window.needs_reservation != 0,
                                  .opens = time_from_milliseconds(window.opens),
                                  .closes = time_from_milliseconds(window.closes)});
    if (!sound(terms)) return std::nullopt;
    return terms;
}

bool known(const Decision& decision) {
    return decision.kind >= ActKind::claim && decision.kind <= ActKind::close &&
           decision.channel < most_channels && decision.reserved <= 1;
}

bool decode_decisions(std::span<const std::byte> bytes, Batch& batch) {
    batch.decisions.resize(bytes.size() / sizeof(Decision));
    if (bytes.size() % sizeof(Decision) != 0) return false;
    if (!bytes.empty()) std::memcpy(batch.decisions.data(), bytes.data(), bytes.size());
    return std::ranges::all_of(batch.decisions, known);
}

}  // namespace

std::vector<std::byte> encode_opening(const Place& place, const Terms& terms) {
    CANYU_CHECK(sound(terms) && place.seq == 0);
    Opening opening{.per_person = terms.per_person,
                    .channels = static_cast<std::uint8_t>(terms.channels.size()),
                    .split = terms.split,
                    .hold = terms.hold.count(),
                    .money = terms.money,
                    .seed = terms.seed};
    for (std::size_t i = 0; i < terms.channels.size(); ++i) {
        const Channel& channel = terms.channels[i];
        opening.windows[i] = {channel.units, channel.needs_reservation, to_milliseconds(channel.opens),
                              to_milliseconds(channel.closes)};
    }
    std::vector<std::byte> bytes(sizeof(Head) + sizeof opening);
    std::memcpy(bytes.data() + sizeof(Head), &opening, sizeof opening);
    write_head(bytes, place, Content::opening, 1);
    return bytes;
}

BatchWriter::BatchWriter() {
    begin();
}

void BatchWriter::begin() {
    bytes_.resize(sizeof(Head));
    count_ = 0;
}

void BatchWriter::add(const Decision& decision) {
    const auto* bytes = reinterpret_cast<const std::byte*>(&decision);
    bytes_.insert(bytes_.end(), bytes, bytes + sizeof decision);
    ++count_;
}

std::span<const std::byte> BatchWriter::seal(const Place& place) {
    CANYU_CHECK(place.seq > 0);
    write_head(bytes_, place, Content::decisions, count_);
    return bytes_;
}

std::uint32_t checksum_of(std::span<const std::byte> sealed) {
    CANYU_CHECK(sealed.size() >= sizeof(Head));
    return head_at(sealed).checksum;
}

std::optional<Batch> decode(std::span<const std::byte> bytes) {
    if (bytes.size() < sizeof(Head)) return std::nullopt;
    const Head head = head_at(bytes);
    const std::span<const std::byte> body = bytes.subspan(sizeof(Head));
    if (head.magic != our_magic || head.version != our_version || head.checksum != checksum(bytes) ||
        head.time < -farthest_time || head.time > farthest_time)
        return std::nullopt;
    Batch batch{.place = {.allotment = Id{head.allotment},
                          .seq = head.seq,
                          .epoch = head.epoch,
                          .time = time_from_milliseconds(head.time),
                          .previous = head.previous},
                .checksum = head.checksum};
    if (head.seq == 0) {
        batch.opening = decode_terms(body);
        if (head.content != Content::opening || !batch.opening) return std::nullopt;
    } else if (head.content != Content::decisions || !decode_decisions(body, batch) ||
               batch.decisions.size() != head.count) {
        return std::nullopt;
    }
    return batch;
}

}  // namespace canyu::allocation
