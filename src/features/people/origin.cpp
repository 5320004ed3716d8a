#include "features/people/origin.hpp"

#include <sodium.h>

#include <cstring>

#include "features/people/people.hpp"
#include "features/people/store.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::people {
namespace {

std::string key_of_community(db::Writer& writer) {
    if (auto key = store::network_key(writer)) return *std::move(key);
    // Another node may have been first.
    store::insert_network_key(writer, web::random_token());
    return store::network_key(writer).value();
}

}  // namespace

std::int64_t network_hash(db::Writer& writer, const std::string& network) {
    if (network.empty()) return 0;
    const std::string key = key_of_community(writer);
    unsigned char digest[crypto_generichash_BYTES_MIN];
    crypto_generichash(digest, sizeof digest, reinterpret_cast<const unsigned char*>(network.data()),
                       network.size(), reinterpret_cast<const unsigned char*>(key.data()), key.size());
    std::int64_t hash = 0;
    std::memcpy(&hash, digest, sizeof hash);
    return hash;
}

std::vector<Origin> origins(db::Reader& reader, const std::vector<Id>& people) {
    return store::origins(reader, people);
}

std::vector<Origin> joined_after(db::Reader& reader, Id person) {
    return store::joined_after(reader, person);
}

std::vector<Id> joined_from(db::Reader& reader, std::int64_t network, Time before) {
    return store::joined_from(reader, network, before);
}

void forget_networks(db::Writer& writer, Time now) {
    store::forget_networks(writer, now - networks_last);
}

}  // namespace canyu::people
