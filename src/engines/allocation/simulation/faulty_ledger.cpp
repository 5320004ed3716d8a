#include "engines/allocation/simulation/faulty_ledger.hpp"

namespace canyu::allocation::simulation {

bool FaultyLedger::keep(const Row& row) {
    if (row.seq != kept_.size()) return false;
    kept_.push_back(copy(row));
    ++tally_.rows;
    on_kept_(kept_.back().row());
    return true;
}

Appended FaultyLedger::append(const Row& row) {
    const std::uint64_t fate = faults_ ? chance_.below(100) : 100;
    if (fate < 2) {
        ++tally_.lost_appends;
        return Appended::failed;
    }
    if (fate < 4) {
        leave_under_way(row);
        return Appended::failed;
    }
    const bool kept = keep(row);
    if (fate < 6) {
        ++tally_.unsaid_appends;
        return Appended::failed;
    }
    tally_.stale_appends += kept ? 0 : 1;
    return kept ? Appended::yes : Appended::taken;
}

void FaultyLedger::leave_under_way(const Row& row) {
    under_way_.push_back(copy(row));
}

void FaultyLedger::let_one_through() {
    if (under_way_.empty()) return;
    const auto one = under_way_.begin() + static_cast<std::ptrdiff_t>(chance_.below(under_way_.size()));
    ++tally_.late_appends;
    keep(one->row());
    under_way_.erase(one);
}

bool FaultyLedger::read(Id, std::uint64_t from, const std::function<bool(const Row&)>& each) {
    std::uint64_t readable = kept_.size();
    if (faults_ && chance_.percent(5)) {
        ++tally_.unread_ledgers;
        readable = chance_.below(readable + 1);
    }
    for (std::uint64_t seq = from; seq < readable; ++seq)
        if (!each(kept_[seq].row())) return true;
    return readable == kept_.size();
}

}  // namespace canyu::allocation::simulation
