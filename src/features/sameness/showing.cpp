#include "features/sameness/showing.hpp"

#include <algorithm>
#include <cmath>

#include "features/likeness/likeness.hpp"
#include "features/sameness/looking.hpp"
#include "features/sameness/store.hpp"

namespace canyu::sameness {
namespace {

constexpr std::int64_t pairs_read = 100;
constexpr std::int64_t joined_shown = 20;
constexpr std::int64_t apart_shown = 20;

std::int64_t percent(double probability) {
    return std::llround(probability * 100);
}

// As `shown`, which is the demand `itself`, sounds to who asks in the words of `asking`.
AlikeSide side_view(db::Reader& reader, const demand::Demands& demands, const demand::DemandCard& shown,
                    const demand::Demand& itself, const demand::Demand& asking) {
    AlikeSide view{.demand_id = shown.id,
                   .demand_number = shown.number,
                   .demand_title = shown.title,
                   .title_language = shown.title_language,
                   .stage = shown.stage,
                   .people = shown.people,
                   .last_said_at = shown.last_said_at};
    if (const auto said = founding_report(reader, itself)) {
        const report::Report words = report::as_shown(*said);
        view.founding_words = report::quote(words, report::form_parts(words.fields));
    }
    for (demand::Suggestion& found : sounding_like(reader, demands, asking)) {
        if (found.demand.id != shown.id) continue;
        view.marked_title = std::move(found.marked_title);
        view.marked_words = std::move(found.marked_words);
    }
    return view;
}

// None where the pair is none any more.
std::vector<AlikeSide> sides_of(db::Reader& reader, const demand::Demands& demands, const Alike& pair) {
    const std::vector<demand::DemandCard> both = demand::cards(reader, {pair.older_id, pair.newer_id});
    const auto older = demand::find(reader, pair.older_id);
    const auto newer = demand::find(reader, pair.newer_id);
    if (!may_be_one(both) || !older || !newer) return {};
    std::vector<AlikeSide> sides{side_view(reader, demands, both[0], *older, *newer),
                                 side_view(reader, demands, both[1], *newer, *older)};
    sides[0].takes_other = is_undecided(both[1]);
    sides[1].takes_other = is_undecided(both[0]);
    return sides;
}

std::optional<SelfJoinedView> joined_view(db::Reader& reader, const store::SelfJoined& joined) {
    const auto said = report::find(reader, joined.report_id);
    if (!said || said->placed_by || said->demand_id != joined.demand_id) return std::nullopt;
    const auto card = demand::cards(reader, {joined.demand_id});
    if (card.empty()) return std::nullopt;
    const report::Report shown = report::as_shown(*said);
    return SelfJoinedView{.joined_report_id = joined.report_id,
                          .words = std::string(report::quote(shown, report::form_parts(shown.fields))),
                          .words_language = shown.lang,
                          .percent = percent(joined.probability),
                          .beside = std::ssize(demand::wave_behind(reader, *said)),
                          .joined_at = joined.joined_at,
                          .joined_demand_id = joined.demand_id,
                          .joined_title = card.front().title};
}

}  // namespace

std::vector<AlikeView> alike_views(db::Reader& reader, const demand::Demands& demands, Id product,
                                   std::size_t limit) {
    std::vector<AlikeView> views;
    for (const Alike& pair : store::waiting(reader, product, pairs_read)) {
        if (views.size() == limit) break;
        std::vector<AlikeSide> sides = sides_of(reader, demands, pair);
        if (!sides.empty()) views.push_back({pair.id, percent(pair.probability), std::move(sides)});
    }
    return views;
}

std::vector<SelfJoinedView> joined_views(db::Reader& reader, Id product, Time since) {
    std::vector<SelfJoinedView> views;
    for (const store::SelfJoined& joined : store::joined_since(reader, product, since, joined_shown))
        if (auto view = joined_view(reader, joined)) views.push_back(*std::move(view));
    return views;
}

std::vector<ToldApartView> apart_views(db::Reader& reader, Id product) {
    const std::vector<Alike> apart = store::told_apart(reader, product, apart_shown);
    std::vector<Id> people;
    for (const Alike& pair : apart)
        if (pair.decided_by) people.push_back(*pair.decided_by);
    const auto cards = people::cards(reader, people);
    std::vector<ToldApartView> views;
    for (const Alike& pair : apart) {
        const auto both = demand::cards(reader, {pair.older_id, pair.newer_id});
        if (both.size() != 2) continue;
        ToldApartView& view = views.emplace_back(
            ToldApartView{pair.id, both[0].title, both[1].title, std::nullopt, pair.decided_at});
        if (const auto by = cards.find(pair.decided_by.value_or(Id{})); by != cards.end())
            view.told_by = by->second;
    }
    return views;
}

std::vector<SurenessView> proof_views(db::Reader& reader, Id chosen, web::Language language) {
    std::vector<SurenessView> views;
    for (const products::Product& product : products::all(reader)) {
        if (chosen && product.id != chosen) continue;
        SurenessView& view = views.emplace_back();
        view.product_name = products::name(product, language);
        const auto model = likeness::in_use(reader, product.id);
        if (!model) continue;
        view.has_model = true;
        view.proven = likeness::is_proven(*model);
        view.sure = model->sure;
        view.sure_right = model->sure_right;
    }
    return views;
}

}  // namespace canyu::sameness
