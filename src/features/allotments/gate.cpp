// What a tap comes to: refused from memory where it can be, else decided by the desk.
#include "features/allotments/allotments.hpp"

#include <sodium.h>

#include <bit>
#include <charconv>

#include "base/text.hpp"

namespace canyu::allotments {
namespace {

using allocation::Outcome;

// A page asks every two seconds at most, a person may press besides. Many people share a company's address or
// a university's.
constexpr Milliseconds window = Gate::too_often.ask_again;
constexpr std::uint32_t asks_of_a_person = 40;
constexpr std::uint32_t asks_of_a_network = 10'000;

std::uint64_t drawn() {
    std::uint64_t number = 0;
    randombytes_buf(&number, sizeof number);
    return number;
}

std::uint64_t hex_word(std::string_view text) {
    std::uint64_t word = 0;
    std::from_chars(text.data(), text.data() + text.size(), word, 16);
    return word;
}

Tapped answer_of(const allocation::Answer& decided) {
    constexpr Milliseconds soon{500};
    const std::string_view name = allocation::name_of(decided.outcome);
    if (decided.outcome == Outcome::granted) return {name, 200, {}, decided.unit};
    if (allocation::decides(decided.outcome)) return {name, 409};
    return {name, 503, soon};
}

}  // namespace

Gate::Gate(const Counter& counter)
    : counter_(counter),
      people_(asks_of_a_person, window, drawn()),
      networks_(asks_of_a_network, window, drawn()) {}

void Gate::tap(std::string_view signed_ticket, std::string_view key_text, Time now, Heard heard) {
    const auto ticket = counter_.tickets.read(signed_ticket);
    const auto key = key_from(key_text);
    if (!ticket || !key || ticket->until <= now) return heard({"old_ticket", 409});
    if (!people_.let_in(static_cast<std::uint64_t>(ticket->person.value), now)) return heard(too_often);
    const allocation::Act act = claim_with(*ticket, *key);
    if (const auto refusal = counter_.desk.refusal(ticket->allotment, act);
        refusal && *refusal != Outcome::not_open)
        return heard(answer_of({.outcome = *refusal}));
    if (const auto wait = counter_.room.wait(*ticket, now)) return heard({"wait", 409, wait->ask_again});
    counter_.desk.ask(ticket->allotment, act, [heard = std::move(heard)](const allocation::Answer& decided) {
        heard(answer_of(decided));
    });
}

allocation::Act claim_with(const Ticket& ticket, const allocation::Key& key) {
    return {.kind = allocation::ActKind::claim,
            .channel = static_cast<std::uint8_t>(std::countr_zero(ticket.channels)),
            .eligible = ticket.channels,
            .reserved = ticket.reserved,
            .person = ticket.person,
            .key = key};
}

std::optional<allocation::Key> key_from(std::string_view text) {
    if (!is_hex(text, 32)) return std::nullopt;
    return allocation::Key{hex_word(text.substr(0, 16)), hex_word(text.substr(16))};
}

std::string new_key() {
    std::string bytes(16, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return to_hex(bytes);
}

}  // namespace canyu::allotments
