#include "features/demand/forms.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "platform/web/checks.hpp"

namespace canyu::demand {
namespace {

using report::FormPart;
using report::ReportKind;

constexpr std::size_t most_line = 2000;  // characters
constexpr std::size_t most_text = 5000;
constexpr std::size_t most_part = 2000;

constexpr std::array bug_rules{PartRule{ReportPart::title, 20, 4},     PartRule{ReportPart::steps, 25, 10},
                               PartRule{ReportPart::expected, 10, 2},  PartRule{ReportPart::actual, 15, 2},
                               PartRule{ReportPart::how_often, 10, 1}, PartRule{ReportPart::version, 5, 1},
                               PartRule{ReportPart::text, 15, 10}};
constexpr std::array wish_rules{PartRule{ReportPart::title, 20, 4}, PartRule{ReportPart::who_for, 15, 2},
                                PartRule{ReportPart::today, 25, 4}, PartRule{ReportPart::wanted, 25, 4},
                                PartRule{ReportPart::text, 15, 10}};
constexpr std::array experience_rules{PartRule{ReportPart::title, 20, 4}, PartRule{ReportPart::task, 25, 4},
                                      PartRule{ReportPart::feeling, 20, 2},
                                      PartRule{ReportPart::steps_now, 15, 1},
                                      PartRule{ReportPart::text, 20, 10}};
constexpr std::array service_rules{PartRule{ReportPart::title, 20, 4}, PartRule{ReportPart::where, 15, 2},
                                   PartRule{ReportPart::what_happened, 40, 10},
                                   PartRule{ReportPart::wanted, 25, 4}};

// All parts of the form by name, title and text too.
std::vector<FormPart> parts_of(const ReportForm& form) {
    const std::string how_often = form.how_often ? std::string(enum_name(*form.how_often)) : "";
    return {{"title", form.title},       {"steps", form.steps},
            {"expected", form.expected}, {"actual", form.actual},
            {"how_often", how_often},    {"version", form.version},
            {"who_for", form.who_for},   {"today", form.today},
            {"wanted", form.wanted},     {"task", form.task},
            {"feeling", form.feeling},   {"steps_now", form.steps_now},
            {"where", form.where},       {"what_happened", form.what_happened},
            {"text", form.text}};
}

std::size_t filled_characters(const std::vector<FormPart>& parts, ReportPart part) {
    const auto found = std::ranges::find(parts, enum_name(part), &FormPart::name);
    return found == parts.end() ? 0 : count_characters(trim(found->text));
}

std::int64_t score(ReportKind kind, const std::vector<FormPart>& parts) {
    std::int64_t all = 0;
    std::int64_t filled = 0;
    for (const PartRule& rule : part_rules(kind)) {
        all += rule.weight;
        if (filled_characters(parts, rule.part) >= static_cast<std::size_t>(rule.enough))
            filled += rule.weight;
    }
    return all == 0 ? 0 : 100 * filled / all;
}

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<void> check(const SayForm& form) {
    web::Checks checks;
    checks.length("text", form.text, 2, most_line);
    return checks.result();
}

Result<void> check(const ReportForm& form) {
    web::Checks checks;
    checks.that(form.kind && *form.kind != ReportKind::line, "kind", "field.choice");
    checks.length("title", form.title, 4, report::most_title);
    checks.length("text", form.text, 0, most_text);
    for (const auto& [name, text] : parts_of(form))
        if (name != "title" && name != "text") checks.length(name, text, 0, most_part);
    checks.that(all_digits(form.steps_now), "steps_now", "field.number");
    return checks.result();
}

std::string fields_of(const ReportForm& form) {
    std::vector<FormPart> parts = parts_of(form);
    const auto rules = part_rules(form.kind.value_or(ReportKind::line));
    // Only the parts of its own form: another kind's may have come along in the address.
    std::erase_if(parts, [&](const FormPart& part) {
        if (part.name == "title" || part.name == "text") return true;
        return std::ranges::none_of(rules,
                                    [&](const PartRule& rule) { return enum_name(rule.part) == part.name; });
    });
    return report::to_fields(parts);
}

std::span<const PartRule> part_rules(ReportKind kind) {
    switch (kind) {
        case ReportKind::bug:
            return bug_rules;
        case ReportKind::wish:
            return wish_rules;
        case ReportKind::experience:
            return experience_rules;
        case ReportKind::service:
            return service_rules;
        case ReportKind::line:
            return {};
    }
    return {};
}

std::int64_t completeness(const ReportForm& form) {
    return score(form.kind.value_or(ReportKind::line), parts_of(form));
}

std::int64_t completeness(const report::Report& report) {
    std::vector<FormPart> parts = report::form_parts(report.fields);
    parts.push_back({"title", report.title});
    parts.push_back({"text", report.text});
    return score(report.kind, parts);
}

}  // namespace canyu::demand
