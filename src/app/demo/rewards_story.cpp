#include "app/demo/rewards_story.hpp"

#include "app/demo/need.hpp"
#include "features/entitlements/entitlements.hpp"
#include "features/f_codes/f_codes.hpp"
#include "features/honours/honours.hpp"

namespace canyu::demo {
namespace {

constexpr Day first_look = 57.5;
constexpr Day between_looks = 1;

}  // namespace

void RewardsStory::add_events(const Records& records, const AddEvent& add) {
    for (const TitleRecord& record : records.titles)
        add({record.day, "title " + record.name_en,
             [this, &record](db::Writer& writer, Time at) { define_title(writer, record, at); }});
    for (const BatchRecord& record : records.batches) add_batch(record, add);
    for (const GiftRecord& record : records.gifts)
        add({record.day, record.from + " gives a code to " + record.to,
             [this, &record](db::Writer& writer, Time at) { pass_on(writer, record, at); }});
    for (const VipRecord& record : records.vips) add_vip(record, add);
    for (const RegularsRecord& record : records.regulars)
        add({record.day, "seats of " + record.product, [this, &record](db::Writer& writer, Time at) {
                 need(entitlements::set_rule(writer, {community_.ids(), cast_.person(record.by), at},
                                             {cast_.product(record.product), record.deeds, record.days}));
             }});
    for (Day day = first_look; day > 0; day -= between_looks)
        add({day, "looking who earned what",
             [this](db::Writer& writer, Time at) { give_what_is_earned(writer, at); }, [this] { claim(); }});
}

void RewardsStory::add_batch(const BatchRecord& record, const AddEvent& add) {
    add({record.day, "F-codes " + record.name,
         [this, &record](db::Writer& writer, Time at) { plan_batch(writer, record, at); }});
    for (const CodeRecord& code : record.codes)
        add({code.day, "an F-code for " + code.name,
             [this, &record, &code](db::Writer& writer, Time at) {
                 need(f_codes::give_by_hand(writer, {community_.ids(), cast_.person(code.by), at},
                                            batches_.at(&record), code.name, code.reason));
             },
             [this] { claim(); }});
}

void RewardsStory::add_vip(const VipRecord& record, const AddEvent& add) {
    add({record.day, record.by + " asks to be a VIP", [this, &record](db::Writer& writer, Time at) {
             vips_[&record] = need(entitlements::ask_for_vip(
                 writer, community_.ids(), cast_.person(record.by), record.evidence, record.link, at));
         }});
    if (!record.answer) return;
    add({record.answer->day, "answering " + record.by, [this, &record](db::Writer& writer, Time at) {
             const VipAnswerRecord& answer = *record.answer;
             need(entitlements::answer(writer, {community_.ids(), cast_.person(answer.by), at},
                                       vips_.at(&record), {answer.grants, answer.words, answer.days}));
         }});
}

void RewardsStory::define_title(db::Writer& writer, const TitleRecord& record, Time at) {
    honours::Title title;
    title.name_zh = record.name_zh;
    title.name_en = record.name_en;
    title.deed = *enum_from_name<credits::CreditKind>(record.deed);
    title.needed = record.needed;
    title.gives_function = record.function;
    title.gives_information = record.information;
    title.gives_honour = record.honour;
    title.gives_benefit = record.benefit;
    need(honours::define(writer, {community_.ids(), cast_.person(record.by), at}, title));
}

void RewardsStory::plan_batch(db::Writer& writer, const BatchRecord& record, Time at) {
    f_codes::Batch batch;
    batch.product_id = cast_.product(record.product);
    batch.name = record.name;
    batch.reason = record.reason;
    batch.deed = *enum_from_name<f_codes::EarnedBy>(record.deed);
    batch.every = record.every;
    batch.units = record.units;
    batch.per_person = record.per_person;
    batch.days_valid = record.days_valid;
    batch.since = at - std::chrono::days(record.days_back);
    batch.until = at + std::chrono::days(record.days_open);
    batches_[&record] = need(f_codes::plan(writer, {community_.ids(), cast_.person(record.by), at}, batch));
}

void RewardsStory::pass_on(db::Writer& writer, const GiftRecord& record, Time at) {
    const Id giver = cast_.person(record.from);
    const auto codes = f_codes::of_holder(writer, giver);
    if (codes.empty()) throw std::runtime_error(record.from + " has no code");
    if (record.to.empty()) return need(f_codes::offer(writer, codes.front().id, giver, at));
    need(f_codes::give(writer, community_.ids(), codes.front().id, giver, record.to, at));
}

void RewardsStory::give_what_is_earned(db::Writer& writer, Time at) {
    for (const auto& [key, demand] : cast_.demands)
        for (const demand::DemandChange& change : demand::history(writer, demand))
            if (change.at > looked_at_)
                credits::give(writer, {demand, change.act, change.person_id, change.at});
    looked_at_ = at;
    honours::give_titles(writer, community_.ids(), at);
    f_codes::find_earned(writer, community_.ids(), at);
}

void RewardsStory::claim() {
    f_codes::claim_asked(community_.store(), community_.counter());
}

}  // namespace canyu::demo
