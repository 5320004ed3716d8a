// Reports as moderation sees and moves them, and what each of them leaves in the log and the search.
#include "features/demand/marking.hpp"
#include "features/demand/state.hpp"

namespace canyu::demand {
namespace {

using moderation::Visibility;

std::vector<moderation::Piece> pieces(db::Reader& reader, const std::vector<Id>& ids,
                                      web::Language language) {
    std::vector<moderation::Piece> found;
    for (const report::Report& report : report::find(reader, ids)) {
        const auto product = products::find(reader, report.product_id);
        found.push_back({report.id, report.person_id, report.title, mark(report::body(report), {}),
                         "/reports/" + to_string(report.id), products::name(*product, language),
                         "/p/" + product->slug, report.said_at, report.visibility});
    }
    return found;
}

}  // namespace

// What is declined is no deed; what is let through again is one again.
moderation::Kind Demands::reviewed_reports() {
    const auto set = [this](db::Writer& writer, IdSource& ids, Id id, Visibility visibility,
                            const std::string& reason, Time now) {
        const auto before = report::find(writer, id);
        if (!before || before->visibility == visibility) return;
        const bool hides = visibility == Visibility::hidden;
        const report::Report report = report::set_visibility(writer, id, visibility, hides ? reason : "");
        if (hides) participation::reverse(writer, ids, deed_of(report), now);
        if (before->visibility == Visibility::hidden)
            participation::record(writer, ids, deed_of(report), now);
        state_->show_in_search(writer, report);
        state_->reword(writer, report);
        if (report.demand_id) state_->show_in_search(writer, *report.demand_id);
    };
    return {"report", "demand.a_report", pieces, set};
}

}  // namespace canyu::demand
