// The bytes of a ledger row: a head of 64 bytes with a checksum, then the terms or 64-byte decisions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engines/allocation/decision.hpp"
#include "engines/allocation/terms.hpp"

namespace canyu::allocation {

// Where a batch stands in the ledger.
struct Place {
    Id allotment;
    std::uint64_t seq = 0;
    std::uint64_t epoch = 0;
    Time time{};                 // of all its decisions
    std::uint32_t previous = 0;  // the checksum of the row before

    bool operator==(const Place&) const = default;
};

// Row 0 of an allotment. Expects sound terms.
std::vector<std::byte> encode_opening(const Place& place, const Terms& terms);

// Collects decisions where they will be written. One batch after another; the memory stays.
class BatchWriter {
  public:
    BatchWriter();

    void begin();
    void add(const Decision& decision);
    [[nodiscard]] bool empty() const { return count_ == 0; }
    // Puts the head in front. Valid until begin().
    std::span<const std::byte> seal(const Place& place);

  private:
    std::vector<std::byte> bytes_;
    std::uint32_t count_ = 0;
};

struct Batch {
    Place place;
    std::uint32_t checksum = 0;
    std::optional<Terms> opening;     // of row 0
    std::vector<Decision> decisions;  // of every other
};

// Any bytes are good input: nothing when they are not what was written here, whatever else they are. Terms
// are sound, kinds are known; whether decisions fit the allotment is for it to say.
std::optional<Batch> decode(std::span<const std::byte> bytes);

// The checksum that a sealed batch carries.
std::uint32_t checksum_of(std::span<const std::byte> sealed);

}  // namespace canyu::allocation
