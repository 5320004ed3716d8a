// Inside the sale slice: what a person may claim, as a ticket, and what the allotment answers, as words.
#pragma once

#include "features/sale/sale.hpp"

namespace canyu::sale {

// The one place that says in which channel a person claims: of those open to them that still have something,
// the one fewest can use. The ticket names this channel alone, so that a repeated claim is the same claim.
// Nothing where no channel is open to them, or a question is not answered yet.
std::optional<allotments::Ticket> ticket_for(db::Reader& reader, const allotments::Counter& counter,
                                             const Sale& sale, Id person, Time now);
// The place of the ticket's one channel.
std::uint8_t channel_of(const allotments::Ticket& ticket);

bool takes_codes(const Sale& sale, Time now);

// The key of the sentence for what a tap came to, by its name ("sold_out"); "" for no such thing.
std::string words_of(std::string_view outcome);

}  // namespace canyu::sale
