// Inside the red_packets slice: what its pages share.
#pragma once

#include "features/red_packets/views.hpp"
#include "platform/web/context.hpp"

namespace canyu::red_packets {

inline Money fen(std::int64_t amount) {
    return {amount, currency};
}
people::Card person_card(db::Reader& reader, Id person);
PacketCard card_of(db::Reader& reader, const Packet& packet, Time now);

// /packets/new
void add_giving(web::Site& site);
// /me/purse; staff: /studio/payouts…
void add_purse_pages(web::Site& site);

}  // namespace canyu::red_packets
