#include "features/words/showing.hpp"

#include <algorithm>
#include <cmath>

#include "features/report/report.hpp"
#include "features/words/store.hpp"

namespace canyu::words {
namespace {

constexpr std::int64_t whole = 100;

// As a person would say it: 2.4 times, but 50 times.
double short_number(double value) {
    return value < 10 ? std::round(value * 10) / 10 : std::round(value);
}

std::int64_t width_of(double value, std::int64_t most) {
    return std::llround(static_cast<double>(whole) * value /
                        static_cast<double>(std::max<std::int64_t>(most, 1)));
}

std::int64_t percent(std::int64_t part, std::int64_t all) {
    return width_of(static_cast<double>(part), all);
}

// The words are read when they are shown: what was hidden since it was counted is not quoted.
std::optional<QuoteView> quote_view(const report::Report& said, const std::string& word) {
    const report::Report shown = report::as_shown(said);
    auto quoted = quote(report::body(shown), word);
    if (!quoted) quoted = quote(shown.title, word);
    if (!quoted) return std::nullopt;
    return QuoteView{*std::move(quoted), "/reports/" + to_string(said.id), said.lang, said.said_at};
}

std::vector<QuoteView> quote_views(db::Reader& reader, const std::vector<Id>& reports,
                                   const std::string& word) {
    std::vector<QuoteView> views;
    for (const report::Report& said : report::find(reader, reports))
        if (auto view = quote_view(said, word)) views.push_back(*std::move(view));
    std::ranges::sort(views, std::greater{}, &QuoteView::said_at);
    return views;
}

SideView side_view(db::Reader& reader, const std::string& word, std::int64_t reports,
                   const std::string& examples) {
    return {word, reports, quote_views(reader, store::ids_in(examples), word)};
}

PairView pair_view(db::Reader& reader, const Synonym& pair) {
    PairView view{.synonym_id = pair.id,
                  .one_word = pair.one_shown,
                  .other_word = pair.other_shown,
                  .both_reports = pair.both_reports,
                  .shared_demands = pair.shared_demands,
                  .decided_at = pair.decided_at};
    if (pair.state == SynonymState::proposed) {
        view.sides = {side_view(reader, pair.one_shown, pair.one_reports, pair.one_examples),
                      side_view(reader, pair.other_shown, pair.other_reports, pair.other_examples)};
        for (std::string& context : store::words_in(pair.contexts))
            view.contexts.push_back({std::move(context)});
    }
    return view;
}

MoodWeek mood_week(bool is_this_week, std::int64_t reports, std::int64_t praise, std::int64_t mixed,
                   std::int64_t complaint) {
    const std::int64_t bad = percent(complaint, reports);
    return {.is_this_week = is_this_week,
            .reports = reports,
            .praise = praise,
            .mixed = mixed,
            .complaint = complaint,
            .praise_percent = percent(praise, reports),
            .mixed_percent = percent(mixed, reports),
            .complaint_percent = bad,
            .complaint_begin = whole - bad};
}

}  // namespace

std::vector<HotView> hot_views(db::Reader& reader, Id product) {
    const std::vector<HotTerm> terms = hot_terms(reader, product);
    std::int64_t most = 0;
    for (const HotTerm& hot : terms) most = std::max(most, hot.people);
    std::vector<HotView> views;
    for (const HotTerm& hot : terms) {
        HotView& view = views.emplace_back();
        view.word = hot.shown;
        view.people = hot.people;
        view.usual = short_number(hot.usual);
        if (hot.growth) view.growth = short_number(*hot.growth);
        view.people_width = width_of(static_cast<double>(hot.people), most);
        view.usual_width = width_of(hot.usual, most);
        std::vector<QuoteView> quotes = quote_views(reader, hot.reports, hot.shown);
        if (!quotes.empty()) view.example = std::move(quotes.front());
    }
    return views;
}

std::vector<MoodWeek> mood_weeks(db::Reader& reader, Id product) {
    const auto counted = store::week(reader, product);
    if (!counted || counted->reports + counted->reports_before == 0) return {};
    return {mood_week(true, counted->reports, counted->praise, counted->mixed, counted->complaint),
            mood_week(false, counted->reports_before, counted->praise_before, counted->mixed_before,
                      counted->complaint_before)};
}

std::vector<PairView> pair_views(db::Reader& reader, const std::vector<Synonym>& pairs) {
    std::vector<Id> people;
    for (const Synonym& pair : pairs)
        if (pair.decided_by) people.push_back(*pair.decided_by);
    const auto cards = people::cards(reader, people);
    std::vector<PairView> views;
    for (const Synonym& pair : pairs) {
        PairView& view = views.emplace_back(pair_view(reader, pair));
        const auto by = cards.find(pair.decided_by.value_or(Id{}));
        if (by != cards.end()) view.decided_by = by->second;
    }
    return views;
}

}  // namespace canyu::words
