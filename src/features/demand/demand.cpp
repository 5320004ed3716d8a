#include "features/demand/demand.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

#include "engines/surfacing/synonyms.hpp"
#include "features/demand/state.hpp"
#include "platform/web/checks.hpp"

namespace canyu::demand {
namespace {

constexpr std::size_t most_numbered = 20;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::unexpected<Problem> no_such_number() {
    web::Checks checks;
    checks.add("demands", {"demand.no_such_number", {}});
    return std::unexpected(checks.result().error());
}

}  // namespace

Demands::Demands(db::Database& store, IdSource& ids, const Clock& clock)
    : state_(new State{store, ids, clock}) {}
Demands::~Demands() = default;

void Demands::know_makers_by(FindMakers find) {
    state_->find_makers = std::move(find);
}

void Demands::publish_changes_by(Publish publish) {
    state_->publish = std::move(publish);
}

void Demands::know_parts_by(FindParts find) {
    state_->find_parts = std::move(find);
}

void Demands::know_synonyms_by(const words::Approved& approved) {
    state_->approved = &approved;
}

std::vector<std::string> Demands::said_otherwise(std::string_view text) const {
    const auto synonyms = state_->approved ? state_->approved->of(Id{}) : nullptr;
    return synonyms ? synonyms->variants(text) : std::vector<std::string>{};
}

std::vector<surfacing::Match> Demands::State::alike(Id product, surfacing::Query query) const {
    const auto synonyms = approved ? approved->of(product) : nullptr;
    query.synonyms = synonyms.get();
    return indices.find(product, query);
}

Makers Demands::makers(db::Reader& reader, const std::vector<Id>& demands, web::Language language) const {
    return state_->find_makers ? state_->find_makers(reader, demands, language) : Makers{};
}

std::optional<Demand> find(db::Reader& reader, Id id) {
    return store::find(reader, id);
}

std::optional<Demand> find(db::Reader& reader, Id product, std::int64_t number) {
    return store::find(reader, product, number);
}

Result<std::vector<Id>> numbered(db::Reader& reader, Id product, std::string_view typed) {
    std::vector<Id> ids;
    while (!(typed = trim(typed)).empty()) {
        typed.remove_prefix(typed.front() == '#' ? 1 : 0);
        const auto end = std::ranges::find_if_not(typed, is_digit) - typed.begin();
        std::int64_t number = 0;
        std::from_chars(typed.data(), typed.data() + end, number);
        const auto found = find(reader, product, number);
        if (!found || ids.size() == most_numbered) return no_such_number();
        const Id root = root_of(reader, *found).id;
        if (std::ranges::find(ids, root) == ids.end()) ids.push_back(root);
        typed = trim(typed.substr(static_cast<std::size_t>(end)));
        for (const std::string_view comma : {",", "，", "、"})
            if (typed.starts_with(comma)) typed.remove_prefix(comma.size());
    }
    return ids;
}

std::string url(const products::Product& product, std::int64_t number) {
    return fmt::format("/demands/{}/{}", product.slug, number);
}

std::vector<Id> above_water(db::Reader& reader, Id product) {
    std::vector<Id> ids;
    for (const store::Rising& one : store::marked_above(reader, product)) ids.push_back(one.id);
    return ids;
}

std::vector<DemandCard> cards(db::Reader& reader, const std::vector<Id>& ids) {
    if (ids.empty()) return {};
    std::unordered_map<Id, products::Product> products;
    for (products::Product& product : products::all(reader)) products.emplace(product.id, std::move(product));
    std::unordered_map<Id, DemandCard> found;
    for (const Demand& demand : store::find(reader, ids))
        found[demand.id] = {demand.id,           demand.number,
                            demand.title,        url(products.at(demand.product_id), demand.number),
                            demand.stage,        demand.standing,
                            demand.above_water,  demand.people,
                            demand.last_said_at, language_of(demand.title)};
    std::vector<DemandCard> cards;
    for (const Id id : ids)
        if (const auto card = found.find(id); card != found.end()) cards.push_back(card->second);
    return cards;
}

std::vector<Demand> undecided_after(db::Reader& reader, Id product, Id after, std::int64_t limit) {
    return store::undecided_after(reader, product, after, limit);
}

std::vector<DemandCard> supported_by(db::Reader& reader, Id person, std::int64_t limit) {
    std::vector<Id> demands;
    for (const store::Support& support : store::supports_of(reader, person, 0, limit))
        if (std::ranges::find(demands, support.demand_id) == demands.end())
            demands.push_back(support.demand_id);
    return cards(reader, demands);
}

std::int64_t count_supports_of(db::Reader& reader, Id person) {
    return store::count_supports_of(reader, person);
}

std::vector<Id> people_of(db::Reader& reader, Id demand) {
    std::vector<Id> people;
    std::unordered_set<Id> known;
    for (const report::Said& said : said_for(reader, demand))
        if (known.insert(said.person).second) people.push_back(said.person);
    return people;
}

bool says_not_me(db::Reader& reader, Id demand, Id person) {
    return store::says_not_me(reader, demand, person);
}

std::vector<DemandChange> history(db::Reader& reader, Id demand) {
    return store::changes(reader, demand);
}

std::unordered_map<Id, std::vector<DemandChange>> histories(db::Reader& reader,
                                                            const std::vector<Id>& demands) {
    std::unordered_map<Id, std::vector<DemandChange>> found;
    for (store::ChangeOf& change : store::changes_of(reader, demands))
        found[change.demand_id].push_back(
            {change.at, change.person_id, change.act, std::move(change.reason), std::nullopt});
    for (auto& [demand, changes] : found) std::ranges::stable_sort(changes, {}, &DemandChange::at);
    return found;
}

std::vector<Judged> judged(db::Reader& reader, const Demand& demand) {
    std::vector<Judged> said;
    if (!demand.shipped_at) return said;
    for (const store::Verdict& verdict : store::verdicts_since(reader, demand.id, *demand.shipped_at))
        said.push_back({verdict.person_id, verdict.works});
    return said;
}

Verdicts verdicts(db::Reader& reader, const Demand& demand) {
    const std::vector<Judged> said = judged(reader, demand);
    const auto works = std::ranges::count_if(said, &Judged::works);
    return {works, static_cast<std::int64_t>(said.size()) - works};
}

}  // namespace canyu::demand
