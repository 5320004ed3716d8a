// What canyu doctor looks at: what is counted from the openings, and columns that name other rows.
#include "features/red_packets/red_packets.hpp"

namespace canyu::red_packets {

db::Upkeep upkeep() {
    return {{{"red_packet", "opened_count", "id",
              "(select count(*) from packet_opening where packet_opening.packet_id = red_packet.id)"},
             {"red_packet", "opened_amount", "id",
              "(select cast(coalesce(sum(packet_opening.amount), 0) as bigint) from packet_opening "
              "where packet_opening.packet_id = red_packet.id)"}},
            {{"red_packet", "allotment_id", "allotment"},
             {"red_packet", "topic_id", "topic"},
             db::said_by("red_packet", {"words"}, "giver_id"),
             {"red_packet", "follows_id", "red_packet"},
             {"red_packet", "luckiest_id", "person"},
             {"packet_opening", "packet_id", "red_packet"},
             {"packet_opening", "person_id", "person"},
             {"purse_entry", "person_id", "person"},
             {"payout", "person_id", "person"},
             {"payout", "answered_by", "person"},
             {"payout_address", "payout_id", "payout"},
             db::personal("payout_address")}};
}

}  // namespace canyu::red_packets
