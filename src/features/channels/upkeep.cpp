// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/channels/channels.hpp"

namespace canyu::channels {

db::Upkeep upkeep() {
    return {{},
            {{"channel_rule", "product_id", "product"},
             {"channel_start", "product_id", "product"},
             db::personal("channel_member"),
             {"channel_decision", "bus_id", "release_bus"},
             {"channel_voice", "bus_id", "release_bus"},
             {"channel_voice", "person_id", "person"},
             {"channel_member", "product_id", "product"},
             {"channel_decision", "decided_by", "person"}}};
}

}  // namespace canyu::channels
