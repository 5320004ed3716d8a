// Earning codes: batches, codes given by hand, codes for deeds, and asking the allotments for them.
#include <string_view>

#include "base/text.hpp"
#include "features/f_codes/rules.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::f_codes {
namespace {

using allocation::Outcome;

constexpr std::int64_t asked_at_once = 500;

bool is_within(std::int64_t number, std::int64_t most) {
    return number >= 1 && number <= most;
}

Result<void> check(const Batch& batch, Time now) {
    web::Checks checks;
    checks.length("name", batch.name, 2, 40);
    checks.length("reason", batch.reason, 4, 1000);
    checks.that(is_within(batch.every, 100), "every", "f_codes.how_many_deeds");
    checks.that(is_within(batch.units, 1'000'000), "units", "f_codes.how_many");
    checks.that(is_within(batch.per_person, 10), "per_person", "f_codes.how_many_each");
    checks.that(is_within(batch.days_valid, 365), "days_valid", "f_codes.how_long");
    checks.that(batch.until > now, "until", "f_codes.until_later");
    return checks.result();
}

allocation::Terms terms_of(const Batch& batch) {
    allocation::Terms terms;
    terms.per_person = static_cast<std::uint32_t>(batch.per_person);
    terms.hold = std::chrono::days(batch.days_valid);
    terms.channels.push_back(
        {.units = static_cast<std::uint32_t>(batch.units), .opens = batch.planned_at, .closes = batch.until});
    return terms;
}

bool has_one_left(db::Reader& reader, const Batch& batch, Time now) {
    return store::counts(reader, batch.id, now).off_the_shelf < batch.units;
}

Code new_code(IdSource& ids, const Batch& batch, Id person, Time now) {
    Code code;
    code.id = ids.next();
    code.batch_id = batch.id;
    code.earned_by = code.holder_id = person;
    code.asked_at = now;
    return code;
}

Result<people::Person> receiver(db::Reader& reader, const Batch& batch, const std::string& name) {
    web::Checks checks;
    auto person = people::find(reader, std::string_view(name));
    checks.that(person.has_value(), "name", "f_codes.nobody");
    if (person) {
        checks.that(person->role == web::Role::member, "name", "f_codes.not_ourselves");
        checks.that(store::count_of(reader, batch.id, person->id) < batch.per_person, "name",
                    "f_codes.has_enough");
    }
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    return *std::move(person);
}

constexpr std::int64_t most_credits = 1000;  // of one person that are looked at

// The deeds of one person that earn a code of this batch and have none.
void find_earned_by(db::Writer& writer, IdSource& ids, const Batch& batch, const credits::Wanted& wanted,
                    Id person, Time now) {
    const auto credits = credits::of_person(writer, person, wanted, most_credits);
    std::int64_t earned = store::count_of(writer, batch.id, person);
    for (std::int64_t deed = batch.every; deed <= std::ssize(credits); deed += batch.every) {
        if (earned >= batch.per_person || !has_one_left(writer, batch, now)) return;
        Code code = new_code(ids, batch, person, now);
        code.deed_id = credits[static_cast<std::size_t>(deed - 1)].deed_id;
        // A deed that has a code, of this batch or another, earns no second one.
        if (store::insert(writer, code)) ++earned;
    }
}

credits::Wanted wanted_by(const Batch& batch) {
    const auto kind = enum_from_name<credits::CreditKind>(enum_name(batch.deed));
    CANYU_CHECK(kind.has_value());
    return {*kind, batch.product_id, batch.since};
}

void claim(db::Database& store, const allotments::Counter& counter, const Code& code) {
    const auto batch =
        store.read([&](db::Reader& reader) { return store::find_batch(reader, code.batch_id); });
    const std::uint64_t deed = code.deed_id ? static_cast<std::uint64_t>(code.deed_id->value) : 0;
    const allocation::Answer answer =
        counter.desk.ask(batch->allotment_id, {.kind = allocation::ActKind::claim,
                                               .eligible = 1,
                                               .person = code.earned_by,
                                               .key = key_of(batch->id, code.id),
                                               .reference = {deed, 0}});
    if (answer.outcome == Outcome::granted) {
        counter.projection.catch_up(batch->allotment_id);
    } else if (allocation::decides(answer.outcome)) {
        store.write([&](db::Writer& writer) { store::remove_asked(writer, code.id); });
    }
}

}  // namespace

Result<Id> plan(db::Writer& writer, const squads::Acting& acting, const Batch& planned) {
    if (!products::find(writer, planned.product_id)) return not_found();
    Batch batch = planned;
    batch.name = clean_line(planned.name);
    batch.reason = clean_text(planned.reason);
    if (auto checked = check(batch, acting.now); !checked) return std::unexpected(std::move(checked).error());
    batch.id = acting.ids.next();
    batch.secret = web::random_token();
    batch.planned_at = acting.now;
    batch.planned_by = acting.by;
    batch.allotment_id =
        allotments::open(writer, acting.ids, {purpose_kind, batch.id}, terms_of(batch), acting.now);
    store::insert(writer, batch);
    audit::record(writer, acting.ids, acting.by, "f_codes.act_planned", {"f_code_batch", batch.id},
                  batch.name, acting.now);
    return batch.id;
}

Result<Id> give_by_hand(db::Writer& writer, const squads::Acting& acting, Id id, const std::string& name,
                        const std::string& reason) {
    const auto batch = store::find_batch(writer, id);
    if (!batch) return not_found();
    if (batch->until <= acting.now) return refuse(409, "f_codes.over");
    CANYU_TRY(const people::Person person, receiver(writer, *batch, name));
    CANYU_TRY(const std::string said, web::public_reason(reason));
    if (!has_one_left(writer, *batch, acting.now)) return refuse(409, "f_codes.none_left");
    Code code = new_code(acting.ids, *batch, person.id, acting.now);
    code.reason = said;
    code.by_person = acting.by;
    store::insert(writer, code);
    audit::record(writer, acting.ids, acting.by, "f_codes.act_given", {"person", person.id}, said,
                  acting.now);
    return code.id;
}

void find_earned(db::Writer& writer, IdSource& ids, Time now) {
    for (const Batch& batch : store::earned_batches(writer, now)) {
        if (!has_one_left(writer, batch, now)) continue;
        const credits::Wanted wanted = wanted_by(batch);
        const auto people = people::who_are_here(writer, credits::people_with(writer, wanted, batch.every));
        for (const Id person : people)
            if (people::find(writer, person)->role == web::Role::member)
                find_earned_by(writer, ids, batch, wanted, person, now);
    }
}

void claim_asked(db::Database& store, const allotments::Counter& counter) {
    // Page after page: those that nobody can answer hold up no other.
    Id after{};
    for (;;) {
        const auto asked =
            store.read([&](db::Reader& reader) { return store::asked(reader, after, asked_at_once); });
        for (const Code& code : asked) claim(store, counter, code);
        if (std::ssize(asked) < asked_at_once) return;
        after = asked.back().id;
    }
}

void close_over(db::Database& store, const allotments::Counter& counter, Time now) {
    for (const Batch& batch : store.read([&](db::Reader& reader) { return store::to_close(reader, now); })) {
        const auto closed = counter.desk.ask(batch.allotment_id, {.kind = allocation::ActKind::close});
        if (closed.outcome == Outcome::done)
            store.write([&](db::Writer& writer) { store::set_closed(writer, batch.id, now); });
    }
}

void keep(db::Database& store, const allotments::Counter& counter, IdSource& ids, Time now) {
    store.write([&](db::Writer& writer) { find_earned(writer, ids, now); });
    claim_asked(store, counter);
    close_over(store, counter, now);
}

}  // namespace canyu::f_codes
