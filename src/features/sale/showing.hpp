// Inside the sale slice: what its public and its staff pages both show.
#pragma once

#include "features/sale/views.hpp"

namespace canyu::web {
class Context;
class Site;
}  // namespace canyu::web

namespace canyu::sale {

SaleCard card_of(db::Reader& reader, const Sale& sale, web::Language language, Time now);
std::vector<SaleCard> cards_of(db::Reader& reader, const std::vector<Sale>& sales, web::Language language,
                               Time now);
StockTable stock_of(db::Reader& reader, const allotments::Desk& desk, const Sale& sale);
// Nothing while nobody reserved, and where no unit is for all.
std::optional<Odds> odds_of(db::Reader& reader, const Sale& sale, const StockTable& stock);
std::vector<NoteLine> notes_of(db::Reader& reader, Id sale);

// The sale of this address; 404 while it is not public.
Result<Sale> public_sale(db::Reader& reader, const web::Context& context);
// Its page as who asks sees it.
struct Typed {
    std::string code;
    std::string answer;
};
Result<SalePage> sale_page(web::Context& context, const allotments::Counter& counter, const Typed& typed);

void add_claiming(web::Site& site, const allotments::Counter& counter);
void add_planning(web::Site& site, const allotments::Counter& counter);
void add_room(web::Site& site, const allotments::Counter& counter);
void add_asking(web::Site& site, const allotments::Counter& counter);
void add_rehearsing(web::Site& site, const allotments::Counter& counter, const Clock& clock);

// As kept, or as typed when it was refused.
PlanFields fields_of(db::Reader& reader, web::Language language, const PlanForm& form);
SupplyFields fields_of(const SupplyForm& form);
// A planned sale or the control room of a published one.
Result<StudioSalePage> studio_sale_page(web::Context& context, const allotments::Counter& counter);
// The last rehearsal of this plan.
std::optional<RehearsalReport> report_of(db::Reader& reader, const web::Context& context, Id sale);

inline constexpr std::int64_t past_shown = 50;

}  // namespace canyu::sale
