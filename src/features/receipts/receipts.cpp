#include "features/receipts/receipts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"
#include "features/notices/notices.hpp"
#include "features/receipts/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::receipts {
namespace {

constexpr std::int64_t most_people = 10'000'000'000;

Receipt receipt_for(db::Reader& reader, const demand::Changed& shipped, Id person, std::optional<Id> bus) {
    Receipt receipt{person, shipped.demand, shipped.at, {}, {}, bus};
    const auto behind = demand::behind(reader, shipped.demand, person);
    if (!behind) return receipt;
    receipt.report_id = behind->report;
    receipt.deed_id = behind->deed;
    return receipt;
}

void tell(db::Writer& writer, IdSource& ids, const demand::Changed& shipped, std::vector<Id> people) {
    const auto cards = demand::cards(writer, {shipped.demand});
    if (cards.empty()) return;
    notices::tell(writer, ids,
                  {notices::Kind::receipt,
                   fmt::format("demand:{}", to_string(shipped.demand)),
                   cards.front().url + "/receipt",
                   {"receipts.told", {{"title", cards.front().title}}},
                   {"receipts.told_because", {}}},
                  std::move(people), shipped.at);
}

template <class Row, class Key>
auto by(const std::vector<Row>& rows, Key Row::* key) {
    std::unordered_map<Key, Row> map;
    for (const Row& row : rows) map.emplace(row.*key, row);
    return map;
}

ReceiptLine line_of(db::Reader& reader, const Receipt& receipt, const people::Person& person) {
    ReceiptLine line;
    line.shipped_at = receipt.shipped_at;
    if (receipt.deed_id) line.deed_url = deed_url(person.name, *receipt.deed_id);
    if (const auto demand = demand::find(reader, receipt.demand_id))
        line.works_count = demand::verdicts(reader, *demand).works;
    if (const auto behind = demand::behind(reader, receipt.demand_id, person.id)) {
        line.words = behind->words;
        line.words_language = behind->language;
    }
    return line;
}

}  // namespace

std::string deed_url(const std::string& name, Id deed) {
    return fmt::format("/u/{}/log/{}", name, to_string(deed));
}

void issue(db::Writer& writer, IdSource& ids, const demand::Changed& changed) {
    if (changed.act != demand::DemandAct::shipped) return;
    const auto bus = release::shipped_with(writer, changed.demand);
    // By hand since: an older bus has nothing to do with it.
    const bool came_with_it = bus && *bus->left_at >= changed.at;
    std::vector<Id> people = demand::people_of(writer, changed.demand);
    std::erase_if(people, [&](Id person) {
        return !store::insert(writer, receipt_for(writer, changed, person,
                                                  came_with_it ? std::optional(bus->id) : std::nullopt));
    });
    tell(writer, ids, changed, std::move(people));
}

Result<void> count_reach(db::Writer& writer, IdSource& ids, const Reach& counted) {
    const auto bus = release::find(writer, counted.bus_id);
    if (!bus) return not_found();
    if (!bus->left_at) return refuse(409, "receipts.not_left");
    Reach reach = counted;
    reach.source = clean_line(counted.source);
    web::Checks checks;
    checks.that(reach.people > 0 && reach.people <= most_people, "people", "receipts.how_many");
    checks.length("source", reach.source, 4, 200);
    if (auto checked = checks.result(); !checked) return checked;
    store::insert(writer, reach);
    audit::record(writer, ids, reach.by_person, "receipts.act_counted", {"release", bus->id},
                  fmt::format("{} · {}", reach.people, reach.source), reach.counted_at);
    return {};
}

std::vector<Reach> reaches(db::Reader& reader, const std::vector<Id>& buses) {
    return store::reaches(reader, buses);
}

std::vector<ReceiptLine> of_person(db::Reader& reader, const people::Person& person, std::int64_t skipped,
                                   std::int64_t limit) {
    const std::vector<Receipt> receipts = store::of_person(reader, person.id, skipped, limit);
    std::vector<Id> demands, buses;
    for (const Receipt& receipt : receipts) {
        demands.push_back(receipt.demand_id);
        if (receipt.bus_id) buses.push_back(*receipt.bus_id);
    }
    const auto cards = by(demand::cards(reader, demands), &demand::DemandCard::id);
    const auto counted = by(reaches(reader, buses), &Reach::bus_id);
    std::vector<ReceiptLine> lines;
    for (const Receipt& receipt : receipts) {
        ReceiptLine line = line_of(reader, receipt, person);
        line.demand = cards.at(receipt.demand_id);
        line.receipt_url = line.demand.url + "/receipt";
        if (const auto bus = receipt.bus_id ? release::find(reader, *receipt.bus_id) : std::nullopt) {
            line.bus_number = bus->number;
            line.version = bus->version;
            if (const auto reach = counted.find(bus->id); reach != counted.end())
                line.reach_count = reach->second.people;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

std::int64_t count_of_person(db::Reader& reader, Id person) {
    return store::count_of_person(reader, person);
}

}  // namespace canyu::receipts
