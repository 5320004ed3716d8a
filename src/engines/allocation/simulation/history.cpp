#include "engines/allocation/simulation/history.hpp"

#include <fmt/core.h>

#include <ostream>
#include <string>

#include "base/text.hpp"

namespace canyu::allocation::simulation {

void History::ask(Time at, std::uint32_t ask, const Act& act) {
    if (out_ == nullptr) return;
    *out_ << fmt::format(
        R"({{"at":{},"event":"ask","ask":{},"act":"{}","channel":{},"eligible":{},"reserved":{},"units":{},)"
        R"("person":"{}","key":"{:016x}{:016x}","reference":"{:016x}{:016x}"}})"
        "\n",
        to_milliseconds(at), ask, name_of(act.kind), act.channel, act.eligible, act.reserved, act.units,
        act.person.value, act.key.high, act.key.low, act.reference.first, act.reference.second);
}

void History::answer(Time at, std::uint32_t ask, const Answer& answer) {
    if (out_ == nullptr) return;
    *out_ << fmt::format(
        R"({{"at":{},"event":"answer","ask":{},"outcome":"{}","unit":{},"deadline":{},"amount":{}}})"
        "\n",
        to_milliseconds(at), ask, name_of(answer.outcome), answer.unit, to_milliseconds(answer.deadline),
        answer.amount);
}

void History::row(Time at, const Row& row) {
    if (out_ == nullptr) return;
    const std::string_view bytes(reinterpret_cast<const char*>(row.batch.data()), row.batch.size());
    *out_ << fmt::format(R"({{"at":{},"event":"row","seq":"{}","epoch":"{}","batch":"{}"}})"
                         "\n",
                         to_milliseconds(at), row.seq, row.epoch, to_hex(bytes));
}

}  // namespace canyu::allocation::simulation
