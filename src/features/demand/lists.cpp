// The list of demands with the waterline, everybody who asked for one, and everything they said.
#include <algorithm>

#include "features/demand/pages.hpp"
#include "features/demand/state.hpp"
#include "features/demand/store.hpp"

namespace canyu::demand {
namespace {

constexpr std::int64_t voices_per_page = 50;
constexpr std::chrono::days fresh_for{7};

std::vector<DemandRow> rows_of(const std::vector<DemandCard>& cards, const std::vector<Demand>& demands) {
    std::vector<DemandRow> rows;
    for (std::size_t i = 0; i < cards.size(); ++i) rows.push_back({cards[i], demands[i].buoyancy, false});
    return rows;
}

// Where the list goes from floating to not floating, if it does on this page.
void mark_waterline(std::vector<DemandRow>& rows) {
    for (std::size_t i = 1; i < rows.size(); ++i)
        if (rows[i - 1].demand.above_water && !rows[i].demand.above_water) rows[i].first_under = true;
}

void add_choices(db::Reader& reader, Id product, DemandsPage& page) {
    for (const EnumValue& value : shape_of<ListStage>().values) {
        const auto stage = static_cast<ListStage>(value.value);
        page.stages.push_back({stage, store::count(reader, product, stage), stage == page.chosen_stage});
    }
    for (const EnumValue& value : shape_of<ListSort>().values) {
        const auto sort = static_cast<ListSort>(value.value);
        page.sorts.push_back({sort, sort == page.chosen_sort});
    }
}

std::vector<Id> ids_of(const std::vector<Demand>& demands) {
    std::vector<Id> ids;
    for (const Demand& demand : demands) ids.push_back(demand.id);
    return ids;
}

struct VoiceTimes {
    Time first{};
    Time last{};
};

}  // namespace

Result<DemandsPage> demands_page(web::Context& context, const ListQuery& query) {
    return context.read([&](db::Reader& reader) -> Result<DemandsPage> {
        CANYU_TRY(const products::Product product, choose_product(reader, query.product));
        DemandsPage page;
        page.product = product.slug;
        page.product_name = products::name(product, context.language());
        page.products = product_choices(reader, product, context.language());
        page.chosen_stage = query.stage.value_or(ListStage::rising);
        page.chosen_sort = query.sort.value_or(ListSort::rising);
        page.capacity = product.capacity;
        add_choices(reader, product.id, page);

        const std::int64_t total = store::count(reader, product.id, page.chosen_stage);
        const std::int64_t number = std::min(context.page(), web::page_count(total, demands_per_page));
        const std::vector<Demand> found = store::list(reader, product.id, page.chosen_stage, page.chosen_sort,
                                                      (number - 1) * demands_per_page, demands_per_page);
        const std::vector<DemandCard> shown = cards(reader, ids_of(found));
        page.rows = rows_of(shown, found);
        page.pagination = web::paginate(context.query(), number, total, demands_per_page);
        page.above_count = static_cast<std::int64_t>(store::marked_above(reader, product.id).size());
        const bool by_buoyancy =
            page.chosen_stage == ListStage::rising && page.chosen_sort == ListSort::rising;
        if (by_buoyancy) mark_waterline(page.rows);
        if (by_buoyancy && context.person()) page.tally_url = "/tally/" + product.slug;
        if (by_buoyancy && number == 1 && !shown.empty()) {
            const std::vector<Riser> risers = risers_of(reader, product.id);
            page.pictures = {draw(PictureForm::wide, risers), draw(PictureForm::upright, risers)};
            for (Picture& picture : page.pictures)
                for (Bubble& bubble : picture.bubbles) bubble.url = url(product, bubble.bubble_number);
        }
        return page;
    });
}

Result<DemandPeoplePage> demand_people_page(web::Context& context) {
    return context.read([&](db::Reader& reader) -> Result<DemandPeoplePage> {
        CANYU_TRY(const Addressed at, addressed(context, reader));
        const std::vector<Id> people = people_of(reader, at.demand.id);
        std::unordered_map<Id, VoiceTimes> times;
        for (const report::Said& said : said_for(reader, at.demand.id)) {
            const auto [entry, is_first] = times.try_emplace(said.person, VoiceTimes{said.at, said.at});
            entry->second.last = std::max(entry->second.last, said.at);
        }
        std::unordered_map<Id, std::string> words;
        for (const store::Support& support : store::reasons(reader, at.demand.id, at.demand.people))
            words[support.person_id] = support.why;
        std::unordered_map<Id, bool> reported;
        for (const report::Said& said : report::said_for(reader, at.demand.id)) reported[said.person] = true;

        const auto total = static_cast<std::int64_t>(people.size());
        const std::int64_t number = std::min(context.page(), web::page_count(total, voices_per_page));
        const auto begin = people.begin() + (number - 1) * voices_per_page;
        const std::vector<Id> shown(begin, begin + std::min(voices_per_page, people.end() - begin));
        const auto authors = people::cards(reader, shown);
        DemandPeoplePage page;
        page.demand = card(reader, at.demand.id);
        for (const Id person : shown)
            page.voices.push_back({author_card(authors, person), times[person].first, times[person].last,
                                   reported[person], times[person].first > context.now() - fresh_for,
                                   words[person]});
        page.pagination = web::paginate(context.query(), number, total, voices_per_page);
        return page;
    });
}

Result<DemandWordsPage> demand_words_page(web::Context& context) {
    return context.read([&](db::Reader& reader) -> Result<DemandWordsPage> {
        CANYU_TRY(const Addressed at, addressed(context, reader));
        DemandWordsPage page;
        page.demand = card(reader, at.demand.id);
        page.report_count = at.demand.reports;
        const std::int64_t number =
            std::min(context.page(), web::page_count(at.demand.reports, quotes_per_page));
        page.quotes = quotes_of(
            reader, report::of_demand(reader, at.demand.id, (number - 1) * quotes_per_page, quotes_per_page));
        page.pagination = web::paginate(context.query(), number, at.demand.reports, quotes_per_page);
        return page;
    });
}

}  // namespace canyu::demand
