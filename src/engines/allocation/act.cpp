#include "engines/allocation/act.hpp"

#include <array>

namespace canyu::allocation {

std::string_view name_of(ActKind kind) {
    constexpr std::array<std::string_view, 9> names = {"none",   "claim", "confirm", "cancel", "expire",
                                                       "top_up", "stop",  "resume",  "close"};
    return names.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(Outcome outcome) {
    constexpr std::array<std::string_view, 22> names = {"granted",
                                                        "confirmed",
                                                        "cancelled",
                                                        "done",
                                                        "sold_out",
                                                        "not_open",
                                                        "over",
                                                        "stopped",
                                                        "closed",
                                                        "limit_reached",
                                                        "not_eligible",
                                                        "reservation_needed",
                                                        "key_taken",
                                                        "unknown_claim",
                                                        "expired",
                                                        "already_confirmed",
                                                        "already_cancelled",
                                                        "paid_twice",
                                                        "impossible",
                                                        "not_here",
                                                        "halted",
                                                        "unknown"};
    return names.at(static_cast<std::size_t>(outcome));
}

}  // namespace canyu::allocation
