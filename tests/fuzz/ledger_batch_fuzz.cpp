// Rows of the allocation ledger: no bytes break the decoder, and whatever decisions it accepts an allotment
// applies or refuses, and can still be counted and asked.
#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/check.hpp"
#include "engines/allocation/batch.hpp"
#include "engines/allocation/replay.hpp"

using namespace canyu;
using namespace canyu::allocation;

namespace {

constexpr Id number{1};
// Memory is set aside for all units of an opening at once.
constexpr std::uint64_t most_units_made = 1 << 16;

Terms terms() {
    Terms terms{.per_person = 2, .hold = Milliseconds{100}};
    for (const std::uint32_t units : {3U, 5U})
        terms.channels.push_back(
            {.units = units, .opens = Time{}, .closes = time_from_milliseconds(1'000'000)});
    return terms;
}

void use(const Allotment& allotment) {
    CANYU_CHECK(allotment.recount() || !allotment.claims().empty());
    Decision decision;
    for (const Claim& claim : allotment.claims()) {
        const Act act{
            .kind = ActKind::claim, .channel = claim.channel, .person = claim.person, .key = claim.key};
        CANYU_CHECK(allotment.find(claim.key) != nullptr);
        allotment.decide(act, allotment.time(), decision);
    }
}

// The input as decisions in a row with a right checksum, and once more with the units that a leader would
// give, so that more of them fit.
void replay_decisions(std::span<const std::uint8_t> input, bool fitting) {
    Replay replay;
    const auto opening = encode_opening({.allotment = number}, terms());
    CANYU_CHECK(replay.apply({.allotment = number, .batch = opening}));
    BatchWriter writer;
    for (; input.size() >= sizeof(Decision); input = input.subspan(sizeof(Decision))) {
        Decision decision;
        std::memcpy(&decision, input.data(), sizeof decision);
        // Counting anew looks at every unit.
        decision.amount &= 1023;
        if (fitting) {
            Act act{.kind = decision.kind,
                    .channel = decision.channel,
                    .eligible = 255,
                    .units = decision.unit & 1023};
            act.person = Id{decision.person.value & 3};
            act.key = {decision.key.high & 15, 0};
            replay.allotment().decide(act, replay.allotment().time(), decision);
        }
        writer.begin();
        if (decision.kind != ActKind::none) writer.add(decision);
        const Place place = replay.next(replay.allotment().time() + Milliseconds{input[0] % 64}, 0);
        if (!replay.apply({.allotment = number, .seq = place.seq, .batch = writer.seal(place)})) break;
    }
    use(replay.allotment());
    if (fitting) CANYU_CHECK(replay.allotment().recount());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span input(data, size);
    if (const auto batch = decode(std::as_bytes(input));
        batch && batch->opening && units_of(*batch->opening) < most_units_made)
        use(Allotment(*batch->opening));
    replay_decisions(input, false);
    replay_decisions(input, true);
    return 0;
}
