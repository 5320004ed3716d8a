#include "features/sale/showing.hpp"

#include "features/sale/store.hpp"
#include "platform/web/context.hpp"

namespace canyu::sale {
namespace {

StockLine line_of(ChannelKind kind, const allocation::Stock& stock) {
    return {kind, stock.units, stock.left, stock.held, stock.sold};
}

StockLine line_of(ChannelKind kind, const orders::ChannelStock& stock) {
    return {kind, stock.units, stock.units - stock.held - stock.sold, stock.held, stock.sold};
}

void add(StockTable& table, const StockLine& line) {
    table.lines.push_back(line);
    table.all_units += line.units;
    table.all_left += line.left;
    table.all_held += line.held;
    table.all_sold += line.sold;
}

}  // namespace

SaleCard card_of(db::Reader& reader, const Sale& sale, web::Language language, Time now) {
    const auto product = products::find(reader, sale.plan.product_id);
    CANYU_CHECK(product.has_value());
    SaleCard card{sale.number,
                  url(sale),
                  sale.plan.title,
                  products::name(*product, language),
                  sale.plan.price,
                  sale.plan.opens_at,
                  sale.plan.closes_at,
                  phase(sale, now),
                  sale.plan.weekly,
                  0,
                  store::count_reservations(reader, sale.id),
                  studio_url(sale)};
    for (const Channel& channel : sale.channels) card.planned_units += channel.units;
    return card;
}

std::vector<SaleCard> cards_of(db::Reader& reader, const std::vector<Sale>& sales, web::Language language,
                               Time now) {
    std::vector<SaleCard> cards;
    for (const Sale& sale : sales) cards.push_back(card_of(reader, sale, language, now));
    return cards;
}

StockTable stock_of(db::Reader& reader, const allotments::Desk& desk, const Sale& sale) {
    StockTable table;
    table.is_closed = sale.ended_at.has_value();
    if (const auto standing = desk.standing(sale.allotment_id)) {
        for (std::size_t i = 0; i < sale.channels.size(); ++i)
            add(table, line_of(sale.channels[i].kind, standing->stock[i]));
        table.adds_up = standing->adds_up;
        table.is_stopped = standing->stopped;
        table.is_closed = standing->closed;
        return table;
    }
    for (const orders::ChannelStock& stock : orders::stock(reader, sale.allotment_id)) {
        const StockLine line = line_of(sale.channels[static_cast<std::size_t>(stock.channel)].kind, stock);
        table.adds_up = table.adds_up && line.left >= 0;
        add(table, line);
    }
    return table;
}

std::optional<Odds> odds_of(db::Reader& reader, const Sale& sale, const StockTable& stock) {
    Odds odds{.wanting = store::count_reservations(reader, sale.id)};
    for (const StockLine& line : stock.lines)
        if (line.kind == ChannelKind::open) odds.for_all = line.units;
    if (odds.wanting == 0 || odds.for_all == 0) return std::nullopt;
    odds.for_each = static_cast<double>(odds.wanting) / static_cast<double>(odds.for_all);
    odds.enough = odds.wanting <= odds.for_all;
    return odds;
}

std::vector<NoteLine> notes_of(db::Reader& reader, Id sale) {
    std::vector<NoteLine> lines;
    for (const store::Note& note : store::notes(reader, sale))
        lines.push_back({note.kind, note.at, note.units, note.words});
    return lines;
}

Result<Sale> public_sale(db::Reader& reader, const web::Context& context) {
    CANYU_TRY(const std::int64_t number, context.number("number"));
    auto sale = store::find_number(reader, number);
    if (!sale || !sale->is_public()) return not_found();
    return *std::move(sale);
}

}  // namespace canyu::sale
