// Putting reports where they belong: into a demand, as the first of a new one, or nowhere, with a reason.
#include "base/text.hpp"
#include "engines/surfacing/clustering.hpp"
#include "features/demand/state.hpp"
#include "platform/web/checks.hpp"

namespace canyu::demand {
namespace {

constexpr std::size_t title_of_words = 60;  // characters

// The first sentence, as a title.
std::string first_sentence(std::string_view words) {
    std::size_t position = 0;
    while (position < words.size()) {
        const std::size_t before = position;
        const char32_t character = next_character(words, position);
        const bool ends = character == U'。' || character == U'！' || character == U'？' ||
                          character == U'\n' ||
                          ((character == U'.' || character == U'!' || character == U'?') &&
                           (position == words.size() || words[position] == ' ' || words[position] == '\n'));
        if (ends && before > 0) {
            words = words.substr(0, before);
            break;
        }
    }
    return shorten(trim(words), title_of_words);
}

}  // namespace

std::string title_from(const report::Report& said) {
    const report::Report report = report::as_shown(said);
    if (!report.title.empty()) return clean_line(report.title);
    const auto parts = report::form_parts(report.fields);
    return first_sentence(report::quote(report, parts));
}

Result<void> Demands::State::put_into(db::Writer& writer, const report::Report& words, const Demand& target,
                                      Id by, Time now) {
    if (target.product_id != words.product_id) return refuse(422, "demand.other_product");
    join(writer, words, target, by, now);
    if (by != words.person_id)
        record_tidying(writer, by, words.product_id, participation::Object::report, words.id,
                       "demand.act_put_into", target.title, now);
    return {};
}

Id Demands::State::found(db::Writer& writer, const report::Report& words, const std::string& title, Id by,
                         Time now) {
    Demand demand{.id = ids.next(),
                  .product_id = words.product_id,
                  .number = products::next_number(writer, words.product_id, "demand"),
                  .title = title,
                  .founder = words.person_id,
                  .created_at = words.said_at,
                  .last_said_at = words.said_at};
    store::insert(writer, demand);
    add_change(writer, demand.id, {words.said_at, words.person_id, DemandAct::heard, "", std::nullopt});
    join(writer, words, demand, by, now);
    record_tidying(writer, by, words.product_id, participation::Object::demand, demand.id,
                   "demand.act_founded", title, now);
    show_in_search(writer, demand.id);
    return demand.id;
}

Result<void> Demands::put_into(db::Writer& writer, Id report, Id demand, Id by, Time now) {
    CANYU_TRY(const report::Report words, get_report(writer, report));
    CANYU_TRY(const Demand target, get(writer, demand));
    if (auto put = state_->put_into(writer, words, target, by, now); !put) return put;
    state_->draw_line(writer, words.product_id, now);
    return {};
}

Result<Id> Demands::found(db::Writer& writer, Id report, const std::string& title, Id by, Time now) {
    CANYU_TRY(const report::Report words, get_report(writer, report));
    CANYU_TRY(const std::string line, as_title(title));
    const Id demand = state_->found(writer, words, line, by, now);
    state_->draw_line(writer, words.product_id, now);
    return demand;
}

Result<void> Demands::no_demand(db::Writer& writer, Id report, const std::string& reason, Id by, Time now) {
    CANYU_TRY(const report::Report words, get_report(writer, report));
    web::Checks checks;
    checks.length("reason", reason, 4, 1000);
    if (auto checked = checks.result(); !checked) return checked;
    const report::Moved moved = report::set_no_demand(writer, report, reason, by, now);
    state_->follow(writer, words.product_id, {moved}, Id{});
    if (words.demand_id) {
        refresh(writer, words.product_id, *words.demand_id, now);
        state_->show_in_search(writer, *words.demand_id);
    }
    state_->record_tidying(writer, by, words.product_id, participation::Object::report, report,
                           "demand.act_no_demand", reason, now);
    return {};
}

Result<Id> Demands::place(db::Writer& writer, Id report, Id by, Time now) {
    CANYU_TRY(const report::Report words, get_report(writer, report));
    const std::string body = report::body(words);
    const auto matches = state_->alike(
        words.product_id,
        {.title = words.title, .body = body, .limit = surfacing::likeliest_within, .except_report = report});
    const surfacing::Match* match = surfacing::likeliest(matches);
    if (match && match->probability >= surfacing::Options{}.join_probability) {
        if (const auto target = store::find(writer, match->demand)) {
            if (auto put = state_->put_into(writer, words, *target, by, now); !put)
                return std::unexpected(std::move(put).error());
            return target->id;
        }
    } else if (const auto wave = wave_of(writer, words)) {
        join_wave(writer, report, *wave, now);
        if (const auto joined = report::find(writer, report); joined->demand_id) return *joined->demand_id;
    }
    return state_->found(writer, words, title_from(words), by, now);
}

}  // namespace canyu::demand
