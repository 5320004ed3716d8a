// Taking words in, and finding the demand that asks for the same thing.
#include <algorithm>
#include <set>

#include "base/shape.hpp"
#include "base/text.hpp"
#include "features/demand/forms.hpp"
#include "features/demand/marking.hpp"
#include "features/demand/state.hpp"

namespace canyu::demand {
namespace {

// Below these a suggestion wastes the time of who is typing: by itself, and beside the best one.
constexpr double least_probability = 0.03;
constexpr double least_of_best = 0.3;
constexpr std::size_t snippet_characters = 60;

void keep_likely(std::vector<surfacing::Match>& matches) {
    if (matches.empty()) return;
    const double least = std::max(least_probability, least_of_best * matches.front().probability);
    std::erase_if(matches, [&](const surfacing::Match& match) { return match.probability < least; });
}

// What is worth marking of the words in common, the most telling first: always two, and of the rest those
// long enough to mean something by themselves; else every "the" and every 了 would be marked.
std::vector<std::string> telling(const std::vector<std::string>& terms) {
    std::vector<std::string> chosen;
    for (const std::string& term : terms) {
        std::size_t position = 0;
        const std::size_t enough = is_han(next_character(term, position)) ? 2 : 4;
        if (chosen.size() < 2 || count_characters(term) >= enough) chosen.push_back(term);
    }
    return chosen;
}

// What happens every day weighs more than what happened once.
double severity_of(const report::Report& report) {
    if (report.kind != ReportKind::bug) return 1;
    for (const auto& [name, text] : report::form_parts(report.fields)) {
        if (name != enum_name(ReportPart::how_often)) continue;
        switch (enum_from_name<HowOften>(text).value_or(HowOften::once)) {
            case HowOften::once:
                return 1;
            case HowOften::sometimes:
                return 1.25;
            case HowOften::every_day:
                return 1.75;
            case HowOften::always:
                return 2;
        }
    }
    return 1;
}

}  // namespace

participation::Deed deed_of(const report::Report& report) {
    const std::string node = report.kind == ReportKind::service ? "service" : "product";
    return {
        report.person_id, report.product_id, node, participation::Verb::report, participation::Object::report,
        report.id};
}

void Demands::State::weigh(db::Writer& writer, const report::Report& report, Time now) {
    const std::vector<surfacing::SaidWords> words = said_words(writer, {report});
    const surfacing::Copy copy = wording.compare(report.product_id, words.front());
    report::set_weight(writer, report,
                       {severity_of(report), copy.correlation, optional_id(copy.from), copy.sources});
    writer.after_commit([this, product = report.product_id, words] { wording.remember(product, words); });
    std::set<Id> repeated;
    for (const report::Report& source : report::find(writer, copy.sources))
        if (source.demand_id) repeated.insert(*source.demand_id);
    for (const Id demand : repeated) measure(writer, demand, now);
}

Result<Id> Demands::report(db::Writer& writer, const NewReport& report, Time now) {
    NewReport words = report;
    const bool held = moderation::blocked_until(writer, report.person, now).has_value();
    if (held) words.visibility = moderation::Visibility::held;
    CANYU_TRY(const report::Report said, report::add(writer, state_->ids, words, now));
    participation::record(writer, state_->ids, deed_of(said), now);
    if (held)
        moderation::hold(writer, state_->ids, "report", said.id, said.person_id,
                         moderation::Cause::blocked_author, now);
    state_->weigh(writer, said, now);
    state_->show_in_search(writer, said);
    state_->follow(writer, said);
    return said.id;
}

std::vector<Suggestion> Demands::suggest(db::Reader& reader, Id product, std::string_view title,
                                         std::string_view text, std::size_t limit, Id except) const {
    std::vector<surfacing::Match> matches =
        state_->alike(product, {.title = title, .body = text, .limit = limit, .except_demand = except});
    keep_likely(matches);
    std::vector<Suggestion> suggestions;
    for (const surfacing::Match& match : matches) {
        // The index follows the database a moment later; what is not there any more is not shown.
        const std::vector<DemandCard> card = cards(reader, {match.demand});
        const auto words = report::find(reader, match.report);
        if (card.empty() || !words) continue;
        const auto parts = report::form_parts(words->fields);
        const std::vector<std::string> terms = telling(match.terms);
        suggestions.push_back({card.front(), mark(card.front().title, terms),
                               mark_snippet(report::quote(*words, parts), terms, snippet_characters),
                               match.probability});
    }
    return suggestions;
}

std::vector<DemandCard> Demands::related(db::Reader& reader, Id demand, std::size_t limit) const {
    const auto found = store::find(reader, demand);
    if (!found) return {};
    const std::vector<report::Report> newest = report::of_demand(reader, demand, 0, 1);
    const std::string body = newest.empty() ? "" : report::body(report::as_shown(newest.front()));
    std::vector<surfacing::Match> matches = state_->alike(
        found->product_id, {.title = found->title, .body = body, .limit = limit, .except_demand = demand});
    keep_likely(matches);
    std::vector<Id> ids;
    for (const surfacing::Match& match : matches) ids.push_back(match.demand);
    return cards(reader, ids);
}

}  // namespace canyu::demand
