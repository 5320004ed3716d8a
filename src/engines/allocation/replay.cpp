#include "engines/allocation/replay.hpp"

#include <algorithm>

namespace canyu::allocation {

Appended open(Ledger& ledger, Id allotment, const Terms& terms, Time now) {
    const std::vector<std::byte> batch = encode_opening({.allotment = allotment, .time = now}, terms);
    return ledger.append({.allotment = allotment, .batch = batch});
}

bool Replay::follows(const Batch& batch, const Row& row) const {
    const Place& place = batch.place;
    const bool as_keyed =
        place.allotment == row.allotment && place.seq == row.seq && place.epoch == row.epoch;
    if (rows_ == 0) return as_keyed && place.seq == 0;
    return as_keyed && place.seq == rows_ && place.allotment == last_.allotment &&
           place.previous == checksum_ && place.epoch >= last_.epoch && place.time >= last_.time;
}

bool Replay::apply(const Row& row, Checks checks) {
    std::optional<Batch> batch = decode(row.batch);
    if (!batch || !follows(*batch, row)) return false;
    if (batch->opening) allotment_.emplace(*std::move(batch->opening), checks);
    allotment_->advance(batch->place.time);
    const auto apply = [&](const Decision& decision) { return allotment_->apply(decision); };
    if (!std::ranges::all_of(batch->decisions, apply)) return false;
    appended(batch->place, batch->checksum);
    return true;
}

Place Replay::next(Time time, std::uint64_t epoch) const {
    return {.allotment = last_.allotment, .seq = rows_, .epoch = epoch, .time = time, .previous = checksum_};
}

void Replay::appended(const Place& place, std::uint32_t checksum) {
    last_ = place;
    checksum_ = checksum;
    ++rows_;
}

std::expected<Replay, Unreadable> replay(Ledger& ledger, Id allotment, Checks checks) {
    Replay replay;
    bool sound = true;
    const bool read = ledger.read(allotment, 0, [&](const Row& row) {
        sound = replay.apply(row, checks);
        return sound;
    });
    if (!read) return std::unexpected(Unreadable::unreachable);
    if (sound && replay.rows() == 0) return std::unexpected(Unreadable::missing);
    if (!sound || !replay.allotment().recount()) return std::unexpected(Unreadable::damaged);
    return replay;
}

}  // namespace canyu::allocation
