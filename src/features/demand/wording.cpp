#include "features/demand/wording.hpp"

#include <mutex>
#include <ranges>
#include <set>

#include "engines/surfacing/rising/independence.hpp"
#include "features/people/people.hpp"

namespace canyu::demand {
namespace {

// Since when the authors are here. Of imported ones nobody knows when they came, but when they were heard
// first.
std::unordered_map<Id, Time> here_since(db::Reader& reader, const std::vector<report::Report>& reports) {
    const auto authors = reports | std::views::transform(&report::Report::person_id);
    const std::set<Id> people(authors.begin(), authors.end());
    std::unordered_map<Id, Time> since;
    std::vector<Id> imported;
    for (const people::Origin& origin : people::origins(reader, {people.begin(), people.end()})) {
        if (origin.imported)
            imported.push_back(origin.id);
        else
            since[origin.id] = origin.joined_at;
    }
    for (const auto& [person, at] : report::first_said_by(reader, imported)) since[person] = at;
    return since;
}

}  // namespace

std::vector<surfacing::SaidWords> said_words(db::Reader& reader, const std::vector<report::Report>& reports) {
    const std::unordered_map<Id, Time> since = here_since(reader, reports);
    std::vector<surfacing::SaidWords> said;
    said.reserve(reports.size());
    for (const report::Report& report : reports) {
        const auto here = since.find(report.person_id);
        const bool established = here != since.end() && report.said_at - here->second >=
                                                            surfacing::IndependenceOptions{}.newcomer_for;
        said.push_back({report.id, report.person_id, report.said_at, established,
                        surfacing::phrases_of(report.title, report::body(report))});
    }
    return said;
}

surfacing::Copy Wording::compare(Id product, const surfacing::SaidWords& words) const {
    const std::shared_lock lock(mutex_);
    const auto found = products_.find(product);
    return found == products_.end() ? surfacing::Copy{} : found->second.compare(words);
}

void Wording::remember(Id product, const std::vector<surfacing::SaidWords>& said) {
    const std::unique_lock lock(mutex_);
    surfacing::Copying& known = products_[product];
    for (const surfacing::SaidWords& words : said) known.remember(words);
}

}  // namespace canyu::demand
