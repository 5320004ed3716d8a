#include "features/digest/digest.hpp"

#include "features/digest/store.hpp"
#include "platform/web/checks.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::digest {
namespace {

constexpr std::chrono::days confirm_within{2};
constexpr std::chrono::days stop_within{366};
constexpr std::int64_t asked_a_day = 3;

Time oldest(Purpose purpose, Time now) {
    return purpose == Purpose::confirm ? now - confirm_within : now - stop_within;
}

}  // namespace

Result<bool> choose(db::Writer& writer, const Choice& wanted, Time now) {
    web::Checks checks;
    checks.that(mail::is_address(wanted.address), "address", "digest.no_address");
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    Choice choice = wanted;
    const auto before = store::find(writer, wanted.person_id);
    const bool is_known = before && before->address == wanted.address;
    if (is_known) {
        choice.confirmed_at = before->confirmed_at;
        choice.mailed_at = before->mailed_at;
    }
    const bool has_to_ask = !choice.confirmed_at && choice.rhythm != Rhythm::never;
    if (has_to_ask && store::count_tokens(writer, choice.person_id, Purpose::confirm,
                                          now - std::chrono::days(1)) >= asked_a_day)
        return refuse(429, "digest.asked_often");
    store::put(writer, choice);
    return has_to_ask;
}

std::optional<Choice> proven_by(db::Reader& reader, Purpose purpose, const std::string& token, Time now) {
    if (!web::is_random_token(token)) return std::nullopt;
    const auto proof = store::token(reader, web::token_hash(token), purpose);
    if (!proof || proof->made_at < oldest(purpose, now)) return std::nullopt;
    auto choice = store::find(reader, proof->person_id);
    if (!choice || choice->address != proof->address) return std::nullopt;
    return choice;
}

bool confirm(db::Writer& writer, const std::string& token, Time now) {
    auto choice = proven_by(writer, Purpose::confirm, token, now);
    if (!choice) return false;
    if (!choice->confirmed_at) choice->confirmed_at = now;
    store::put(writer, *choice);
    return true;
}

bool stop(db::Writer& writer, const std::string& token, Time now) {
    auto choice = proven_by(writer, Purpose::stop, token, now);
    if (!choice) return false;
    choice->rhythm = Rhythm::never;
    store::put(writer, *choice);
    return true;
}

std::optional<Choice> choice_of(db::Reader& reader, Id person) {
    return store::find(reader, person);
}

void forget_old(db::Writer& writer, Time now) {
    for (const Purpose purpose : {Purpose::confirm, Purpose::stop})
        store::forget_tokens(writer, purpose, oldest(purpose, now));
}

}  // namespace canyu::digest
