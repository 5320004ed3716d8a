// Inside the red_packets slice: what giving, opening and the purse share.
#pragma once

#include "features/participation/participation.hpp"
#include "features/red_packets/store.hpp"

namespace canyu::red_packets {

inline constexpr const char* purpose_kind = "red_packet";

participation::Deed deed_of(const Packet& packet, Id product, participation::Verb verb, Id person);
void add_entry(db::Writer& writer, IdSource& ids, Id person, store::EntryKind kind, Id subject,
               std::int64_t amount, Time now);
// Tells somebody what became of a packet.
void tell(db::Writer& writer, IdSource& ids, const Packet& packet, Id person, const char* key,
          std::int64_t amount, Time now);

}  // namespace canyu::red_packets
