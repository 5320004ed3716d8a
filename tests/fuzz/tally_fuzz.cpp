// Published tallies: no bytes break the reader, and what it accepts can be counted and written again.
#include <cstdint>
#include <sstream>

#include "base/check.hpp"
#include "engines/surfacing/rising/tally.hpp"

using namespace canyu;
using namespace canyu::surfacing;

namespace {

std::string written(const Tally& tally) {
    std::ostringstream output;
    write_tally(output, tally);
    return std::move(output).str();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::istringstream input(std::string(reinterpret_cast<const char*>(data), size));
    const auto tally = read_tally(input);
    if (!tally) return 0;
    for (const Tally::Demand& demand : tally->demands) {
        const Recount counted = recount(*tally, demand);
        CANYU_CHECK(counted.factors.people >= 0);
    }
    std::istringstream again(written(*tally));
    CANYU_CHECK(read_tally(again).has_value());
    return 0;
}
