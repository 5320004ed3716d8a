// Whether every unit is somewhere, once: by the running counts, and counted anew.
#include <numeric>

#include "engines/allocation/allotment.hpp"

namespace canyu::allocation {
namespace {

constexpr bool belongs_to_somebody(Status status) {
    return status == Status::held || status == Status::sold;
}

}  // namespace

Stock Allotment::stock(std::size_t channel) const {
    const Shelf& shelf = shelves_.at(channel);
    return {.units = shelf.units, .left = shelf.left(), .held = shelf.held, .sold = shelf.sold};
}

bool Allotment::finished() const {
    return closed_ && held_from_ == claims_.size();
}

bool Allotment::audit() const {
    std::uint64_t all = 0;
    for (const Shelf& shelf : shelves_) {
        if (shelf.units != std::uint64_t{shelf.left()} + shelf.held + shelf.sold) return false;
        all += shelf.units;
    }
    return all == units_ && money_left_ >= 0;
}

bool Allotment::recount() const {
    std::vector<Stock> counted(shelves_.size());
    std::vector<bool> seen(units_);
    const auto see = [&](std::uint32_t unit) {
        if (unit >= units_ || seen[unit]) return false;
        seen[unit] = true;
        return true;
    };
    std::vector<std::uint32_t> has(people_.size());
    std::int64_t money = 0;
    for (const Claim& claim : claims_) {
        if (!belongs_to_somebody(claim.status)) continue;
        if (!see(claim.unit)) return false;
        ++(claim.status == Status::held ? counted[claim.channel].held : counted[claim.channel].sold);
        ++has[find_person(claim.person)];
        money += amount_of(claim.unit);
    }
    for (std::size_t i = 0; i < shelves_.size(); ++i) {
        for (const Range& range : shelves_[i].fresh)
            for (std::uint32_t unit = range.next; unit < range.end; ++unit)
                if (!see(unit)) return false;
        for (const std::uint32_t unit : shelves_[i].returned)
            if (!see(unit)) return false;
        if (counted[i].held != shelves_[i].held || counted[i].sold != shelves_[i].sold) return false;
    }
    for (std::size_t i = 0; i < people_.size(); ++i)
        if (has[i] != people_[i].has) return false;
    return audit() && money == terms_.money - money_left_;
}

}  // namespace canyu::allocation
