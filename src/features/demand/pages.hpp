// The steps that several pages of this slice take; the builders of the larger pages.
#pragma once

#include <unordered_map>

#include "features/demand/demand_views.hpp"
#include "platform/web/context.hpp"

namespace canyu::demand {

inline constexpr std::int64_t demands_per_page = 30;
inline constexpr std::int64_t quotes_per_page = 20;
inline constexpr std::size_t suggestions_shown = 4;

// ---- products
// The one of that slug, or the first for ""; 404 when there is none.
Result<products::Product> choose_product(db::Reader& reader, const std::string& slug);
// All to choose from, or none where there is only one.
std::vector<ProductChoice> product_choices(db::Reader& reader, const products::Product& chosen,
                                           web::Language language);
// The demand of the address /demands/{product}/{number}…
struct Addressed {
    products::Product product;
    Demand demand;
};
Result<Addressed> addressed(web::Context& context, db::Reader& reader);
DemandCard card(db::Reader& reader, Id demand);
// Those not in the plan yet, for the picture and the board: the floating ones first.
inline constexpr std::int64_t most_drawn = 40;
std::vector<Riser> risers_of(db::Reader& reader, Id product, std::int64_t most = most_drawn);
// "A former member", for those whose account is gone.
people::Card author_card(const std::unordered_map<Id, people::Card>& cards, Id person);

// The parts of a report's form that have something in them.
std::vector<ReportPartView> part_views(const report::Report& report);
// Reports as their authors said them, in the given order.
std::vector<DemandQuote> quotes_of(db::Reader& reader, const std::vector<report::Report>& reports);

// ---- pages
Result<RoomPage> room_page(web::Context& context, const Demands& demands, const SayForm& form);
Result<DemandsPage> demands_page(web::Context& context, const ListQuery& query);
// What was typed into the forms on the page of a demand.
struct TypedOnDemand {
    std::string why;
    std::string words;
    std::string markdown;
};
// Or where it was merged to.
Result<web::OrMoved<DemandPage>> demand_page(web::Context& context, const Demands& demands);
Result<DemandPage> demand_page_again(web::Context& context, const Demands& demands,
                                     const TypedOnDemand& typed);
Result<DemandPeoplePage> demand_people_page(web::Context& context);
Result<DemandWordsPage> demand_words_page(web::Context& context);
Result<ReportPage> report_page(web::Context& context, const Demands& demands);
Result<NewReportPage> new_report_page(web::Context& context, const Demands& demands, const ReportForm& form);
Result<SearchPage> search_page(web::Context& context, const Demands& demands, const SearchQuery& query);

// ---- acts
// Takes words in, for a demand at once where `join` names one; a visitor's are kept until they have an
// account.
struct SaidWords {
    std::string product;  // slug
    report::ReportKind kind = report::ReportKind::line;
    std::string title;
    std::string text;
    std::string fields;
    std::optional<Id> join;
};
Result<web::Done> say(web::Context& context, Demands& demands, const SaidWords& words);
// Only what is kept for this browser until somebody signs up; leads there.
Result<web::Done> keep_for_visitor(web::Context& context, const report::KeptWords& words);

}  // namespace canyu::demand
