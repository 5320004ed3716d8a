// The surface board: demands rising through the waterline, as a picture and as a table, and why.
#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "features/demand/pages.hpp"
#include "features/demand/state.hpp"
#include "features/demand/studio.hpp"
#include "features/demand/studio_parts.hpp"
#include "platform/web/site.hpp"

namespace canyu::demand {
namespace {

using web::Access;
using web::Context;

constexpr std::int64_t most_rows = 100;
constexpr std::size_t most_sinking = 3;
constexpr std::chrono::days week{7};

Result<products::Product> product_of(const std::vector<products::Product>& products,
                                     const std::string& slug) {
    for (const products::Product& product : products)
        if (slug.empty() || product.slug == slug) return product;
    return not_found();
}

std::vector<StudioBoardRow> rows_of(db::Reader& reader, const std::vector<Riser>& risers) {
    std::vector<StudioBoardRow> rows;
    bool was_up = true;
    for (const Riser& riser : risers) {
        const auto factors = store::factors(reader, riser.id).value_or(surfacing::Factors{});
        rows.push_back({.demand_id = riser.id,
                        .number = riser.number,
                        .title = riser.title,
                        .line_above = was_up && !riser.up,
                        .people = factors.people,
                        .new_people = factors.new_people,
                        .trust_percent = percent(factors.trust),
                        .freshness_percent = percent(factors.recency),
                        .pace = two_digits(factors.velocity),
                        .burst_since = factors.burst_since,
                        .buoyancy = two_digits(factors.buoyancy),
                        .last_said_at = factors.last_said.value_or(Time{})});
        was_up = riser.up;
    }
    return rows;
}

// A bubble leads to why it stands there.
void link_bubbles(std::vector<Picture>& pictures, const std::string& product, Id chosen) {
    for (Picture& picture : pictures)
        for (Bubble& bubble : picture.bubbles) {
            bubble.chosen = bubble.bubble_id == chosen;
            bubble.url =
                fmt::format("/studio?product={}&demand={}#why", product, to_string(bubble.bubble_id));
        }
}

// ---- sinking
struct Weeks {
    std::unordered_set<Id> last;
    std::unordered_set<Id> current;
};

void count_weeks(std::unordered_map<Id, Weeks>& weeks, const std::vector<report::Said>& said, Time now) {
    for (const report::Said& one : said) {
        if (one.at > now || one.at <= now - 2 * week) continue;
        Weeks& counted = weeks[one.demand];
        (one.at > now - week ? counted.current : counted.last).insert(one.person);
    }
}

// Those of whom the most people fell silent from one week to the next; where a decision stands, silence says
// nothing.
std::vector<StudioSinking> sinking(db::Reader& reader, Id product, Time now) {
    std::unordered_map<Id, Weeks> weeks;
    count_weeks(weeks, report::said_in(reader, product), now);
    count_weeks(weeks, store::supports_in(reader, product), now);
    std::vector<StudioSinking> fallen;
    for (const auto& [demand, counted] : weeks)
        if (counted.last.size() > counted.current.size())
            fallen.push_back({.demand_id = demand,
                              .people_last_week = static_cast<std::int64_t>(counted.last.size()),
                              .people_this_week = static_cast<std::int64_t>(counted.current.size())});
    std::ranges::sort(fallen, std::greater{}, [](const StudioSinking& one) {
        return std::pair(one.people_last_week - one.people_this_week, -one.demand_id.value);
    });
    std::vector<StudioSinking> shown;
    for (StudioSinking& one : fallen) {
        if (shown.size() == most_sinking) break;
        const auto demand = store::find(reader, one.demand_id);
        if (demand->standing != Standing::open) continue;
        one.title = demand->title;
        one.stage = demand->stage;
        shown.push_back(std::move(one));
    }
    return shown;
}

// ---- the page
Result<std::optional<StudioWhy>> chosen_why(db::Reader& reader, const Demands& demands,
                                            const std::vector<Riser>& risers, std::optional<Id> chosen,
                                            Time now) {
    if (!chosen && risers.empty()) return std::nullopt;
    CANYU_TRY(const Demand demand, get(reader, chosen ? *chosen : risers.front().id));
    return why_view(reader, demands, demand, now);
}

Result<StudioBoardPage> board_page(Context& c, const Demands& demands, const StudioBoardQuery& query) {
    return c.read([&](db::Reader& reader) -> Result<StudioBoardPage> {
        const auto products = products::all(reader);
        StudioBoardPage page;
        if (products.empty()) return page;
        CANYU_TRY(const products::Product product, product_of(products, query.product));
        page.products = product_views(products, product.id, c.language());
        page.product_slug = product.slug;
        page.view = query.view.value_or(BoardView::picture);
        page.capacity = product.capacity;

        const std::vector<Riser> risers = risers_of(reader, product.id, most_rows);
        page.floating = std::ranges::count_if(risers, &Riser::up);
        CANYU_TRY(page.why, chosen_why(reader, demands, risers, query.demand, c.now()));
        if (page.view == BoardView::table) page.rows = rows_of(reader, risers);
        if (page.view == BoardView::picture && !risers.empty()) {
            page.pictures = {draw(PictureForm::wide, risers), draw(PictureForm::upright, risers)};
            link_bubbles(page.pictures, product.slug, page.why->demand_id);
        }
        page.sinking = sinking(reader, product.id, c.now());
        return page;
    });
}

}  // namespace

void add_studio_board(web::Site& site, Demands& demands) {
    site.get("/studio", Access::staff, "demand/studio_board.html",
             [&demands](Context& c, const StudioBoardQuery& query) { return board_page(c, demands, query); },
             {.summary = "The surface: demands by buoyancy around the waterline, and why"});
}

}  // namespace canyu::demand
