// Tickets: 32 bytes of facts and a keyed BLAKE2b (RFC 7693) of 16 over them, as 64 letters.
#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "base/check.hpp"
#include "features/allotments/allotments.hpp"
#include "features/allotments/store.hpp"

namespace canyu::allotments {
namespace {

// As it is signed; the lowest byte first.
struct Facts {
    std::int64_t allotment;
    std::int64_t person;
    std::int64_t until;
    std::uint32_t turn;
    std::uint16_t channels;
    std::uint16_t reserved;
};
constexpr std::size_t facts_size = sizeof(Facts);
static_assert(facts_size == 32 && std::has_unique_object_representations_v<Facts>);
constexpr std::size_t mac_size = crypto_generichash_BYTES_MIN;
constexpr std::size_t text_size = (facts_size + mac_size) / 3 * 4;
using Signed = std::array<std::uint8_t, facts_size + mac_size>;

void seal(Signed& bytes, const std::array<std::uint8_t, 32>& secret, std::uint8_t* mac) {
    crypto_generichash(mac, mac_size, bytes.data(), facts_size, secret.data(), secret.size());
}

}  // namespace

Time ticket_until(Time now, Time closes) {
    // From the first moment there is a button until a rush is over.
    constexpr std::chrono::minutes lasts{45};
    constexpr std::chrono::minutes told_that_it_is_over{10};
    return std::min(now + lasts, closes + told_that_it_is_over);
}

Tickets::Tickets(db::Database& store) {
    const auto kept = [&] {
        return store.read([](db::Reader& reader) { return store::find_secret(reader); });
    };
    auto secret = kept();
    if (!secret) {
        Bytes drawn{std::string(secret_.size(), '\0')};
        randombytes_buf(drawn.value.data(), drawn.value.size());
        store.write([&](db::Writer& writer) { store::put_secret(writer, drawn); });
        secret = kept();
    }
    CANYU_CHECK(secret && secret->value.size() == secret_.size());
    std::memcpy(secret_.data(), secret->value.data(), secret_.size());
}

std::string Tickets::sign(const Ticket& ticket) const {
    const Facts facts{ticket.allotment.value, ticket.person.value, to_milliseconds(ticket.until), ticket.turn,
                      ticket.channels,        ticket.reserved};
    Signed bytes{};
    std::memcpy(bytes.data(), &facts, facts_size);
    seal(bytes, secret_, bytes.data() + facts_size);
    std::string text(text_size + 1, '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.resize(text_size);
    return text;
}

std::optional<Ticket> Tickets::read(std::string_view text) const {
    Signed bytes{};
    std::size_t length = 0;
    if (text.size() != text_size ||
        sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        length != bytes.size())
        return std::nullopt;
    std::array<std::uint8_t, mac_size> mac{};
    seal(bytes, secret_, mac.data());
    if (sodium_memcmp(mac.data(), bytes.data() + facts_size, mac_size) != 0) return std::nullopt;
    Facts facts{};
    std::memcpy(&facts, bytes.data(), facts_size);
    return Ticket{Id{facts.allotment}, Id{facts.person}, static_cast<std::uint8_t>(facts.channels),
                  facts.reserved != 0, facts.turn,       time_from_milliseconds(facts.until)};
}

std::uint32_t Tickets::lot(Id allotment, Id person) const {
    const std::array<std::int64_t, 2> of{allotment.value, person.value};
    std::array<std::uint32_t, 4> drawn{};
    crypto_generichash(reinterpret_cast<std::uint8_t*>(drawn.data()), sizeof drawn,
                       reinterpret_cast<const std::uint8_t*>(of.data()), sizeof of, secret_.data(),
                       secret_.size());
    return drawn[0];
}

}  // namespace canyu::allotments
