// The clock's work: looking for pairs, and letting join what is sure.
#include "features/sameness/looking.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/log.hpp"
#include "engines/surfacing/certainty.hpp"
#include "features/likeness/likeness.hpp"
#include "features/sameness/store.hpp"

namespace canyu::sameness {
namespace {

constexpr std::size_t answers_compared = 5;
// As likely as not, where the product has learned how likely that is. The shipped model says much less than
// is true of products whose people repeat each other (engine README).
constexpr double worth_asking = 0.5;
constexpr double worth_asking_as_shipped = 0.2;
constexpr std::int64_t most_pairs = 1000;

std::vector<demand::Suggestion> likeliest_first(std::vector<demand::Suggestion> found) {
    std::ranges::stable_sort(found, std::ranges::greater{}, &demand::Suggestion::probability);
    return found;
}

std::optional<Alike> pair_of(db::Reader& reader, const demand::Demands& demands, const demand::Demand& asking,
                             double least) {
    for (const demand::Suggestion& answer : sounding_like(reader, demands, asking)) {
        if (answer.probability < least) return std::nullopt;
        // What is decided or begun may take others in.
        const demand::DemandCard& other = answer.demand;
        if (other.standing != demand::Standing::open) continue;
        return Alike{.product_id = asking.product_id,
                     .older_id = std::min(asking.id, other.id),
                     .newer_id = std::max(asking.id, other.id),
                     .probability = answer.probability};
    }
    return std::nullopt;
}

void look_at(db::Database& store, const demand::Demands& demands, IdSource& ids, Id product, Time now) {
    std::vector<Alike> found;
    const auto look = store.read([&](db::Reader& reader) -> std::optional<store::Look> {
        store::Look at = store::look_of(reader, product);
        const auto model = likeness::in_use(reader, product);
        const std::int64_t version = model ? model->version : 0;
        const bool is_new = at.model_version != version;
        if (is_new) {
            at.model_version = version;
            at.demands_to = Id{};
        }
        const auto some = demand::undecided_after(reader, product, at.demands_to, looked_at_once);
        if (some.empty() && !is_new) return std::nullopt;
        const double least = model ? worth_asking : worth_asking_as_shipped;
        for (const demand::Demand& one : some)
            if (auto pair = pair_of(reader, demands, one, least)) found.push_back(*pair);
        if (!some.empty()) at.demands_to = some.back().id;
        return at;
    });
    if (!look) return;
    store.write([&](db::Writer& writer) {
        for (Alike& pair : found) {
            pair.id = ids.next();
            pair.found_at = now;
            store::insert(writer, pair);
        }
        // Reports are let join by other jobs, which may have gone on meanwhile.
        store::Look now_at = store::look_of(writer, product);
        now_at.model_version = look->model_version;
        now_at.demands_to = look->demands_to;
        store::put(writer, now_at);
    });
}

void forget_past_pairs(db::Database& store) {
    const auto past = store.read([](db::Reader& reader) {
        std::vector<Id> gone;
        for (const Alike& pair : store::waiting(reader, Id{}, most_pairs)) {
            const auto both = demand::cards(reader, {pair.older_id, pair.newer_id});
            if (!may_be_one(both)) gone.push_back(pair.id);
        }
        return gone;
    });
    if (past.empty()) return;
    store.write([&](db::Writer& writer) {
        for (const Id pair : past) store::remove(writer, pair);
    });
}

std::optional<demand::Suggestion> sure_answer(db::Reader& reader, const demand::Demands& demands,
                                              const report::Report& report) {
    const auto found = likeliest_first(
        demands.suggest(reader, report.product_id, report.title, report::body(report), answers_compared));
    if (found.empty()) return std::nullopt;
    const double next = found.size() > 1 ? found[1].probability : 0;
    if (!surfacing::is_sure(found.front().probability, next)) return std::nullopt;
    if (found.front().demand.standing != demand::Standing::open) return std::nullopt;
    return found.front();
}

void join(db::Writer& writer, demand::Demands& demands, const store::SelfJoined& joined) {
    const auto report = report::find(writer, joined.report_id);
    if (!report || report->state != report::ReportState::waiting) return;
    const auto put = demands.put_into(writer, joined.report_id, joined.demand_id, Id{}, joined.joined_at);
    if (put) return store::insert(writer, joined);
    log::warning("sameness.not_joined",
                 {{"report", to_string(joined.report_id)}, {"problem", put.error().message.key}});
}

void join_in(db::Database& store, demand::Demands& demands, Id product, Time now) {
    std::vector<store::SelfJoined> sure;
    const auto look = store.read([&](db::Reader& reader) -> std::optional<store::Look> {
        const auto model = likeness::in_use(reader, product);
        if (!model || !likeness::is_proven(*model)) return std::nullopt;
        store::Look at = store::look_of(reader, product);
        const auto some =
            report::waiting_after(reader, product, at.reports_to, now - time_for_the_author, looked_at_once);
        for (const report::Report& one : some)
            if (const auto answer = sure_answer(reader, demands, one))
                sure.push_back({one.id, product, answer->demand.id, answer->probability, now});
        if (some.empty()) return std::nullopt;
        at.reports_to = some.back().id;
        return at;
    });
    if (!look) return;
    store.write([&](db::Writer& writer) {
        for (const store::SelfJoined& one : sure) join(writer, demands, one);
        store::Look at = store::look_of(writer, product);
        at.reports_to = look->reports_to;
        store::put(writer, at);
    });
}

}  // namespace

std::vector<demand::Suggestion> sounding_like(db::Reader& reader, const demand::Demands& demands,
                                              const demand::Demand& asking) {
    const auto founding = founding_report(reader, asking);
    const report::Report said = founding ? report::as_shown(*founding) : report::Report{};
    const std::string title = said.title.empty() ? asking.title : said.title;
    return likeliest_first(
        demands.suggest(reader, asking.product_id, title, report::body(said), answers_compared, asking.id));
}

std::optional<report::Report> founding_report(db::Reader& reader, const demand::Demand& demand) {
    return report::first_of(reader, demand.id, demand.founder);
}

bool is_undecided(const demand::DemandCard& demand) {
    return demand.standing == demand::Standing::open && demand.stage <= demand::Stage::surfaced;
}

bool may_be_one(const std::vector<demand::DemandCard>& both) {
    const auto is_open = [](const demand::DemandCard& card) {
        return card.standing == demand::Standing::open;
    };
    return both.size() == 2 && std::ranges::all_of(both, is_open) && std::ranges::any_of(both, is_undecided);
}

void look(db::Database& store, const demand::Demands& demands, IdSource& ids, Time now) {
    forget_past_pairs(store);
    for (const products::Product& product :
         store.read([](db::Reader& reader) { return products::all(reader); }))
        look_at(store, demands, ids, product.id, now);
}

void join_sure(db::Database& store, demand::Demands& demands, Time now) {
    for (const products::Product& product :
         store.read([](db::Reader& reader) { return products::all(reader); }))
        join_in(store, demands, product.id, now);
}

}  // namespace canyu::sameness
