// Counting by the clock: the words of the week, and the pairs that may mean the same.
#include <algorithm>

#include "engines/surfacing/synonyms.hpp"
#include "engines/surfacing/words/hot_terms.hpp"
#include "engines/surfacing/words/synonyms.hpp"
#include "features/products/products.hpp"
#include "features/words/heard.hpp"
#include "features/words/store.hpp"

namespace canyu::words {
namespace {

constexpr std::chrono::days week{7};
constexpr std::chrono::days past{26 * 7};
constexpr std::size_t most_hot = 12;
constexpr std::size_t examples_kept = 3;

surfacing::Vocabulary vocabulary_of(const std::vector<Heard>& heard) {
    std::vector<std::string_view> texts;
    for (const Heard& one : heard) texts.push_back(one.text);
    return surfacing::Vocabulary::learn(texts);
}

std::vector<store::HotRow> hot_rows(Id product, const std::vector<Heard>& heard, std::vector<Held> held,
                                    Time now) {
    std::ranges::sort(held);
    std::vector<surfacing::HeardReport> reports;
    for (const Heard& one : heard)
        if (!std::ranges::binary_search(held, Held{one.demand, one.person}))
            reports.push_back({one.report, one.person, one.said, one.text});
    std::vector<store::HotRow> rows;
    for (surfacing::HotTerm& hot :
         surfacing::hot_terms(vocabulary_of(heard), reports, now - week, most_hot)) {
        std::ranges::reverse(hot.reports);
        hot.reports.resize(std::min(hot.reports.size(), examples_kept));
        rows.push_back({product, std::ssize(rows) + 1, hot.shown, hot.people, hot.usual, hot.growth,
                        store::lines_of(hot.reports)});
    }
    return rows;
}

void add(store::Week& counted, const Heard& one) {
    const bool is_new = one.said >= counted.counted_at - week;
    ++(is_new ? counted.reports : counted.reports_before);
    const auto mood = mood_of(one.text);
    if (!mood) return;
    if (mood->opinion == Opinion::praise) ++(is_new ? counted.praise : counted.praise_before);
    if (mood->opinion == Opinion::complaint) ++(is_new ? counted.complaint : counted.complaint_before);
    if (mood->opinion == Opinion::mixed) ++(is_new ? counted.mixed : counted.mixed_before);
}

// A pair as its row has it: the two words in their order.
Synonym row_of(Id product, const surfacing::SynonymProposal& proposal, Time now) {
    const surfacing::SynonymSide* one = &proposal.one;
    const surfacing::SynonymSide* other = &proposal.other;
    if (surfacing::folded_word(other->shown) < surfacing::folded_word(one->shown)) std::swap(one, other);
    return {.product_id = product,
            .one = surfacing::folded_word(one->shown),
            .other = surfacing::folded_word(other->shown),
            .one_shown = one->shown,
            .other_shown = other->shown,
            .proposed_at = now,
            .one_reports = one->reports,
            .other_reports = other->reports,
            .both_reports = proposal.both_reports,
            .shared_demands = proposal.shared_demands,
            .score = proposal.score,
            .one_examples = store::lines_of(one->examples),
            .other_examples = store::lines_of(other->examples),
            .contexts = store::lines_of(proposal.contexts)};
}

// The best most_proposals of them that nobody decided about, and those that people did.
void keep(db::Writer& writer, IdSource& ids, Id product, std::vector<Synonym> proposed) {
    std::vector<Synonym> before = store::all(writer, product);
    std::size_t waiting = 0;
    for (Synonym& one : proposed) {
        const auto known = std::ranges::find_if(
            before, [&](const Synonym& row) { return row.one == one.one && row.other == one.other; });
        const bool decided = known != before.end() && known->state != SynonymState::proposed;
        if (!decided && ++waiting > most_proposals) break;
        if (known == before.end()) {
            one.id = ids.next();
            store::insert(writer, one);
        } else {
            one.id = known->id;
            store::set_evidence(writer, one);
            before.erase(known);
        }
    }
    for (const Synonym& row : before)
        if (row.state == SynonymState::proposed) store::remove(writer, row.id);
}

}  // namespace

void count_week(db::Database& store, Id product, const FindHeld& held, Time now) {
    const std::vector<Heard> heard = heard_since(store, product, now - week - past);
    const std::vector<store::HotRow> hot =
        hot_rows(product, heard, store.read([&](db::Reader& reader) { return held(reader, product); }), now);
    store::Week counted{.product_id = product, .counted_at = now};
    for (const Heard& one : heard)
        if (one.said >= now - 2 * week) add(counted, one);
    store.write([&](db::Writer& writer) { store::replace(writer, counted, hot); });
}

void propose(db::Database& store, IdSource& ids, Id product, Time now) {
    const std::vector<Heard> heard = heard_since(store, product, Time{});
    std::vector<surfacing::DemandReport> reports;
    if (heard.size() >= fewest_reports)
        for (const Heard& one : heard) reports.push_back({one.report, one.demand, one.text});
    const std::size_t decided =
        store.read([&](db::Reader& reader) { return store::all(reader, product).size(); });
    std::vector<Synonym> proposed;
    for (const surfacing::SynonymProposal& proposal :
         surfacing::propose_synonyms(vocabulary_of(heard), reports, decided + most_proposals)) {
        Synonym row = row_of(product, proposal, now);
        if (!row.one.empty() && row.one != row.other) proposed.push_back(std::move(row));
    }
    store.write([&](db::Writer& writer) { keep(writer, ids, product, proposed); });
}

void count_weeks(db::Database& store, const FindHeld& held, Time now) {
    for (const products::Product& product :
         store.read([](db::Reader& reader) { return products::all(reader); }))
        count_week(store, product.id, held, now);
}

void propose_all(db::Database& store, IdSource& ids, Time now) {
    for (const products::Product& product :
         store.read([](db::Reader& reader) { return products::all(reader); }))
        propose(store, ids, product.id, now);
}

}  // namespace canyu::words
