#include "features/allotments/allotments.hpp"

#include <sodium.h>

#include <cstring>

#include "base/check.hpp"
#include "engines/allocation/batch.hpp"
#include "features/allotments/store.hpp"

namespace canyu::allotments {

Id open(db::Writer& writer, IdSource& ids, const Purpose& purpose, allocation::Terms terms, Time now) {
    CANYU_CHECK(allocation::sound(terms));
    randombytes_buf(terms.seed.data(), terms.seed.size());
    const Id id = ids.next();
    const std::vector<std::byte> opening = allocation::encode_opening({.allotment = id, .time = now}, terms);
    Bytes bytes{std::string(opening.size(), '\0')};
    std::memcpy(bytes.value.data(), opening.data(), opening.size());
    store::insert(writer, {id, purpose.kind, purpose.object_id, now, std::move(bytes), 1});
    return id;
}

std::vector<Reached> reached(db::Reader& reader) {
    return store::reached(reader);
}

std::optional<Reached> reached(db::Reader& reader, Id allotment) {
    const auto progress = store::find_progress(reader, allotment);
    return progress ? std::optional(Reached{allotment, progress->next_seq}) : std::nullopt;
}

db::Upkeep upkeep() {
    return {{}, {{"allotment_lease", "allotment_id", "allotment"}}};
}

}  // namespace canyu::allotments
