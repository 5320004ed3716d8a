// Where decisions are kept: a table with one row for each batch. The engine asks only this of a database.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "base/id.hpp"

namespace canyu::allocation {

struct Row {
    Id allotment;
    std::uint64_t seq = 0;    // 0, 1, 2 … without a gap; (allotment, seq) is the table's key
    std::uint64_t epoch = 0;  // under which lease it was written; no part of the key
    std::span<const std::byte> batch;
};

enum class Appended : std::uint8_t {
    yes,    // and it stays, whatever happens now
    taken,  // another row has this allotment and seq
    failed  // perhaps it is kept, perhaps not, perhaps it will be
};

class Ledger {
  public:
    virtual ~Ledger() = default;
    // Returns once the row is on the disk.
    virtual Appended append(const Row& row) = 0;
    // Hands over the rows of an allotment in order of seq, from one on; false when the ledger cannot be read
    // to its end. Stops, and answers true, once `each` answers false. A row's bytes live as long as the call.
    virtual bool read(Id allotment, std::uint64_t from, const std::function<bool(const Row&)>& each) = 0;
};

}  // namespace canyu::allocation
