// The living room: what concerns this person first, then what everybody is at.
#include <algorithm>
#include <ctime>

#include "features/demand/pages.hpp"
#include "features/demand/store.hpp"

namespace canyu::demand {
namespace {

constexpr std::chrono::days news_last{14};
constexpr std::size_t most_news = 4;
constexpr std::int64_t most_own_demands = 100;
constexpr std::int64_t shown_of_stage = 3;
constexpr std::int64_t shown_talks = 4;

// By the community's clock (the process's time zone).
PartOfDay part_of_day(Time now) {
    const std::time_t seconds = to_milliseconds(now) / 1000;
    std::tm parts{};
    localtime_r(&seconds, &parts);
    if (parts.tm_hour < 5) return PartOfDay::night;
    if (parts.tm_hour < 12) return PartOfDay::morning;
    return parts.tm_hour < 18 ? PartOfDay::afternoon : PartOfDay::evening;
}

// The demands this person said something for, the latest first.
std::vector<Id> own_demands(db::Reader& reader, Id person) {
    std::vector<Id> demands;
    const auto add = [&](Id demand) {
        if (std::ranges::find(demands, demand) == demands.end()) demands.push_back(demand);
    };
    for (const report::Report& report : report::of_person(reader, person, 0, most_own_demands))
        if (report.demand_id) add(*report.demand_id);
    for (const store::Support& support : store::supports_of(reader, person, 0, most_own_demands))
        add(support.demand_id);
    return demands;
}

// Whether it tells a person that their words led to something.
bool is_news(DemandAct act) {
    switch (act) {
        case DemandAct::surfaced:
        case DemandAct::planned:
        case DemandAct::making:
        case DemandAct::shipped:
        case DemandAct::works:
        case DemandAct::reopened:
        case DemandAct::declined:
        case DemandAct::deferred:
        case DemandAct::redirected:
        case DemandAct::opened:
            return true;
        default:
            return false;
    }
}

void add_news(db::Reader& reader, Id person, Time now, RoomPage& page) {
    const std::vector<Id> own = own_demands(reader, person);
    page.has_spoken = !own.empty() || report::count_of_person(reader, person) > 0;
    std::vector<store::ChangeOf> changes = store::changes_of(reader, own);
    std::erase_if(changes, [&](const store::ChangeOf& change) {
        return !is_news(change.act) || change.at < now - news_last || change.person_id == person;
    });
    std::ranges::sort(changes, std::ranges::greater{}, &store::ChangeOf::at);
    page.news_count = static_cast<std::int64_t>(changes.size());
    for (const store::ChangeOf& change : changes) {
        if (page.news.size() == most_news) break;
        page.news.push_back({card(reader, change.demand_id), change.act, change.reason, change.at});
    }
}

}  // namespace

Result<RoomPage> room_page(web::Context& context, const Demands& demands, const SayForm& form) {
    return context.read([&](db::Reader& reader) -> Result<RoomPage> {
        RoomPage page;
        page.part_of_day = part_of_day(context.now());
        page.text = form.text;
        page.talks = forum::lively(reader, context.person() ? context.person()->person : Id{}, shown_talks,
                                   context.now());
        if (const web::Identity* person = context.person())
            add_news(reader, person->person, context.now(), page);
        page.planned = cards(reader, store::lately(reader, ListStage::planned, shown_of_stage));
        page.making = cards(reader, store::lately(reader, ListStage::making, shown_of_stage));
        page.shipped = cards(reader, store::lately(reader, ListStage::shipped, shown_of_stage));
        // A community that is being set up has a living room before it has a product.
        const auto product = choose_product(reader, form.product);
        if (!product && !form.product.empty()) return std::unexpected(product.error());
        if (!product) return page;
        page.product = product->slug;
        page.products = product_choices(reader, *product, context.language());
        if (!form.text.empty())
            page.suggestions = demands.suggest(reader, product->id, "", form.text, suggestions_shown);
        page.found_count = static_cast<std::int64_t>(page.suggestions.size());
        const std::vector<Riser> risers = risers_of(reader, product->id);
        page.above_count = std::ranges::count_if(risers, &Riser::up);
        if (!risers.empty()) page.picture = draw(PictureForm::small, risers);
        return page;
    });
}

}  // namespace canyu::demand
