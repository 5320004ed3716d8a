#include "features/charter/charter.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/text.hpp"
#include "features/charter/rules.hpp"
#include "features/charter/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::charter {
namespace {

using store::EvidenceKind;

constexpr std::size_t most_reports = 20;

Result<void> check(const Charter& charter) {
    web::Checks checks;
    checks.length("what_zh", charter.what_zh, 4, 300);
    checks.length("what_en", charter.what_en, 4, 300);
    checks.length("pain_zh", charter.pain_zh, 4, 500);
    checks.length("pain_en", charter.pain_en, 4, 500);
    checks.length("itch_zh", charter.itch_zh, 0, 300);
    checks.length("itch_en", charter.itch_en, 0, 300);
    return checks.result();
}

// Reports named by their ids or addresses ("/reports/123"), apart by spaces and commas.
Result<std::vector<Id>> reports_named(db::Reader& reader, Id product, std::string_view typed) {
    std::vector<Id> ids;
    while (!(typed = trim(typed)).empty()) {
        const std::string_view word = typed.substr(0, typed.find_first_of(", \n"));
        typed.remove_prefix(std::min(typed.size(), word.size() + 1));
        if (word.empty()) continue;
        const auto id = parse_id(word.substr(word.rfind('/') + 1));
        const auto report = id ? report::find(reader, *id) : std::nullopt;
        if (!report || report->product_id != product || ids.size() == most_reports) {
            web::Checks checks;
            checks.add("reports", {"charter.no_such_report", {}});
            return std::unexpected(checks.result().error());
        }
        if (std::ranges::find(ids, *id) == ids.end()) ids.push_back(*id);
    }
    std::ranges::sort(ids);
    return ids;
}

// "#12 #40 · 3": the numbers of the demands, and how many reports.
std::string evidence_text(db::Reader& reader, Id product) {
    std::string text;
    for (const demand::DemandCard& card : demand::cards(reader, demands_of(reader, product)))
        text += fmt::format("{}#{}", text.empty() ? "" : " ", card.number);
    const std::size_t reports = store::evidence(reader, product, EvidenceKind::report).size();
    if (reports > 0) text += fmt::format("{}{}", text.empty() ? "" : " · ", reports);
    return text;
}

// A change for each part of the words that is different now.
void note_changes(db::Writer& writer, const Acting& acting, const Charter& was, const Charter& is,
                  const std::string& reason) {
    const auto note = [&](Part part, const std::string& was_zh, const std::string& was_en,
                          const std::string& is_zh, const std::string& is_en) {
        if (was_zh != is_zh || was_en != is_en)
            note_change(writer, acting, {is.product_id, part, was_zh, was_en}, reason);
    };
    note(Part::what, was.what_zh, was.what_en, is.what_zh, is.what_en);
    note(Part::pain, was.pain_zh, was.pain_en, is.pain_zh, is.pain_en);
    note(Part::itch, was.itch_zh, was.itch_en, is.itch_zh, is.itch_en);
}

}  // namespace

void note_change(db::Writer& writer, const Acting& acting, const Was& was, const std::string& reason) {
    store::insert(writer, Change{acting.ids.next(), was.product, was.part, was.zh, was.en, reason, acting.by,
                                 acting.now});
}

void record(db::Writer& writer, const Acting& acting, const char* act, Id product,
            const std::string& detail) {
    audit::record(writer, acting.ids, acting.by, act, {"product", product}, detail, acting.now);
}

Result<void> write(db::Writer& writer, const Acting& acting, const Words& words, const std::string& reason) {
    const Id product = words.charter.product_id;
    if (!products::find(writer, product)) return not_found();
    Charter charter = words.charter;
    for (std::string* text : {&charter.what_zh, &charter.what_en, &charter.pain_zh, &charter.pain_en,
                              &charter.itch_zh, &charter.itch_en})
        *text = clean_text(*text);
    if (auto checked = check(charter); !checked) return checked;
    CANYU_TRY(const std::vector<Id> demands, demand::numbered(writer, product, words.demands));
    CANYU_TRY(const std::vector<Id> reports, reports_named(writer, product, words.reports));
    const auto before = store::find(writer, product);
    std::string because;
    if (before) {
        CANYU_TRY(because, web::public_reason(reason));
        note_changes(writer, acting, *before, charter, because);
    }
    const std::string had = evidence_text(writer, product);
    store::set_evidence(writer, product, EvidenceKind::demand, demands);
    store::set_evidence(writer, product, EvidenceKind::report, reports);
    if (before && had != evidence_text(writer, product))
        note_change(writer, acting, {product, Part::evidence, had, had}, because);
    charter.written_at = acting.now;
    store::put(writer, charter);
    record(writer, acting, "charter.act_written", product, because);
    return {};
}

std::optional<Charter> find(db::Reader& reader, Id product) {
    return store::find(reader, product);
}

std::vector<Id> demands_of(db::Reader& reader, Id product) {
    std::vector<Id> roots;
    for (const Id id : store::evidence(reader, product, EvidenceKind::demand)) {
        const auto demand = demand::find(reader, id);
        CANYU_CHECK(demand.has_value());
        const Id root = demand::root_of(reader, *demand).id;
        if (std::ranges::find(roots, root) == roots.end()) roots.push_back(root);
    }
    return roots;
}

std::vector<Id> reports_of(db::Reader& reader, Id product) {
    return store::evidence(reader, product, EvidenceKind::report);
}

std::vector<Change> changes(db::Reader& reader, Id product) {
    return store::changes(reader, product);
}

}  // namespace canyu::charter
