#include "features/demand/wording.hpp"

#include <mutex>

#include "engines/surfacing/rising/independence.hpp"
#include "features/people/people.hpp"

namespace canyu::demand {
namespace {

// When the author of an import came nobody knows, but when they were heard first.
std::optional<Time> here_since(db::Reader& reader, Id person) {
    const std::vector<people::Origin> origin = people::origins(reader, {person});
    if (origin.empty()) return std::nullopt;
    return origin.front().imported ? report::first_said_by(reader, person) : origin.front().joined_at;
}

}  // namespace

surfacing::SaidWords said_words(db::Reader& reader, const report::Report& report) {
    const auto since = here_since(reader, report.person_id);
    const bool established =
        since && report.said_at - *since >= surfacing::IndependenceOptions{}.newcomer_for;
    return {report.id, report.person_id, report.said_at, established,
            surfacing::phrases_of(report.title, report::body(report))};
}

surfacing::Copy Wording::compare(Id product, const surfacing::SaidWords& words) const {
    const std::shared_lock lock(mutex_);
    const auto found = products_.find(product);
    return found == products_.end() ? surfacing::Copy{} : found->second.compare(words);
}

void Wording::remember(Id product, const surfacing::SaidWords& words) {
    const std::unique_lock lock(mutex_);
    products_[product].remember(words);
}

}  // namespace canyu::demand
