#include "features/words/words.hpp"

#include "base/text.hpp"
#include "engines/surfacing/synonyms.hpp"
#include "features/words/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::words {
namespace {

constexpr std::size_t longest_word = 40;  // characters

Result<void> check(const std::string& one, const std::string& other) {
    const std::string folded = surfacing::folded_word(one);
    const std::string folded_other = surfacing::folded_word(other);
    web::Checks checks;
    checks.length("one", one, 1, longest_word);
    checks.length("other", other, 1, longest_word);
    checks.that(one.empty() || !folded.empty(), "one", "words.no_letters");
    checks.that(other.empty() || !folded_other.empty(), "other", "words.no_letters");
    checks.that(folded.empty() || folded != folded_other, "other", "words.same_word");
    return checks.result();
}

Synonym pair_of(Id product, const std::string& one, const std::string& other) {
    const std::string folded = surfacing::folded_word(one);
    const std::string folded_other = surfacing::folded_word(other);
    if (folded_other < folded) return pair_of(product, other, one);
    return {
        .product_id = product, .one = folded, .other = folded_other, .one_shown = one, .other_shown = other};
}

void record(db::Writer& writer, const Approved::Acting& acting, const char* act, const Synonym& synonym) {
    audit::record(writer, acting.ids, acting.by, act, {"synonym", synonym.id},
                  synonym.one_shown + " = " + synonym.other_shown, acting.now);
}

}  // namespace

std::vector<HotTerm> hot_terms(db::Reader& reader, Id product) {
    std::vector<HotTerm> terms;
    for (const store::HotRow& row : store::hot(reader, product))
        terms.push_back({row.shown, row.people, row.usual, row.growth, store::ids_in(row.reports)});
    return terms;
}

std::vector<Synonym> synonyms(db::Reader& reader, Id product, SynonymState state) {
    return store::in_state(reader, product, state);
}

void Approved::load(db::Database& store) {
    const std::int64_t followed = [this] {
        const std::lock_guard lock(mutex_);
        return followed_;
    }();
    ByProduct pairs = store.read([](db::Reader& reader) { return read(reader); });
    const std::lock_guard lock(mutex_);
    if (followed == followed_) by_product_ = std::move(pairs);
}

std::shared_ptr<const surfacing::Synonyms> Approved::of(Id product) const {
    const std::lock_guard lock(mutex_);
    const auto found = by_product_.find(product);
    return found == by_product_.end() ? nullptr : found->second;
}

Approved::ByProduct Approved::read(db::Reader& reader) {
    std::unordered_map<Id, surfacing::Synonyms> pairs;
    for (const Synonym& one : store::approved(reader))
        for (const Id product : {one.product_id, Id{}}) pairs[product].add(one.one_shown, one.other_shown);
    ByProduct by_product;
    for (auto& [product, synonyms] : pairs)
        by_product.emplace(product, std::make_shared<const surfacing::Synonyms>(std::move(synonyms)));
    return by_product;
}

void Approved::follow(db::Writer& writer) {
    writer.after_commit([this, pairs = read(writer)] {
        const std::lock_guard lock(mutex_);
        by_product_ = pairs;
        ++followed_;
    });
}

Result<Synonym> Approved::add(db::Writer& writer, const Acting& acting, Id product, const std::string& one,
                              const std::string& other) {
    const std::string line = clean_line(one);
    const std::string other_line = clean_line(other);
    if (auto checked = check(line, other_line); !checked) return std::unexpected(std::move(checked).error());
    Synonym pair = pair_of(product, line, other_line);
    if (const auto known = store::find(writer, product, pair.one, pair.other))
        return approve(writer, acting, known->id);
    pair.id = acting.ids.next();
    pair.state = SynonymState::approved;
    pair.decided_by = acting.by;
    pair.decided_at = acting.now;
    store::insert(writer, pair);
    record(writer, acting, "words.act_added", pair);
    follow(writer);
    return pair;
}

Result<Synonym> Approved::approve(db::Writer& writer, const Acting& acting, Id synonym) {
    return decide(writer, acting, synonym, SynonymState::approved);
}

Result<Synonym> Approved::refuse(db::Writer& writer, const Acting& acting, Id synonym) {
    return decide(writer, acting, synonym, SynonymState::refused);
}

Result<Synonym> Approved::take_back(db::Writer& writer, const Acting& acting, Id synonym) {
    return decide(writer, acting, synonym, SynonymState::proposed);
}

Result<Synonym> Approved::decide(db::Writer& writer, const Acting& acting, Id id, SynonymState state) {
    auto found = store::find(writer, id);
    if (!found) return not_found();
    Synonym pair = *std::move(found);
    if (pair.state == state) return pair;
    const bool undecided = state == SynonymState::proposed;
    pair.state = state;
    pair.decided_by = undecided ? std::nullopt : std::optional(acting.by);
    pair.decided_at = undecided ? std::nullopt : std::optional(acting.now);
    if (undecided && !pair.proposed_at) {
        store::remove(writer, id);
    } else {
        store::set_state(writer, pair);
    }
    record(writer, acting,
           undecided                         ? "words.act_taken_back"
           : state == SynonymState::approved ? "words.act_approved"
                                             : "words.act_refused",
           pair);
    follow(writer);
    return pair;
}

}  // namespace canyu::words
