#include "features/demand/forms.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <regex>

using namespace canyu;
using namespace canyu::demand;
using report::ReportKind;

namespace {

std::string read_template(const std::string& name) {
    std::ifstream file(std::string(CANYU_SOURCE_DIR) + "/src/features/demand/templates/" + name);
    REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

// What <completeness-meter> will count: the weight and enough of every weighted element, by its id.
std::map<std::string, std::pair<int, int>> weights_in(const std::string& html) {
    static const std::regex weighted(R"re(id="(\w+)"[^>]*data-weight="(\d+)" data-enough="(\d+)")re");
    std::map<std::string, std::pair<int, int>> found;
    for (std::sregex_iterator match(html.begin(), html.end(), weighted), end; match != end; ++match)
        found[(*match)[1]] = {std::stoi((*match)[2]), std::stoi((*match)[3])};
    return found;
}

ReportForm full_bug() {
    ReportForm form;
    form.kind = ReportKind::bug;
    form.title = "Camera is slow";
    form.steps = "Lock it, press twice, count";
    form.expected = "A picture";
    form.actual = "Two seconds of black";
    form.how_often = HowOften::always;
    form.version = "2.36";
    form.text = "The cat leaves every time.";
    return form;
}

}  // namespace

TEST_CASE("forms: the meter in the page counts by the server's rules") {
    const std::map<ReportKind, std::string> templates{{ReportKind::bug, "bug_fields.html"},
                                                      {ReportKind::wish, "wish_fields.html"},
                                                      {ReportKind::experience, "experience_fields.html"},
                                                      {ReportKind::service, "service_fields.html"}};
    for (const auto& [kind, file] : templates) {
        INFO(file);
        auto counted = weights_in(read_template("new_report.html"));
        counted.merge(weights_in(read_template(file)));
        CHECK(counted.size() == part_rules(kind).size());
        for (const PartRule& rule : part_rules(kind)) {
            const auto found = counted.find(std::string(enum_name(rule.part)));
            REQUIRE(found != counted.end());
            CHECK(found->second.first == rule.weight);
            CHECK(found->second.second == rule.enough);
        }
    }
}

TEST_CASE("forms: completeness is the floor of the filled share") {
    ReportForm form = full_bug();
    CHECK(completeness(form) == 100);
    form.steps = "too short";
    CHECK(completeness(form) == 75);
    form.how_often.reset();
    CHECK(completeness(form) == 65);
    ReportForm experience;
    experience.kind = ReportKind::experience;
    experience.title = "Sending a picture";
    CHECK(completeness(experience) == 20);
    experience.kind = ReportKind::service;
    experience.wanted = "Tea";
    CHECK(completeness(experience) == 20);
    experience.wanted = "一杯茶水";
    CHECK(completeness(experience) == 45);
    CHECK(completeness(ReportForm{}) == 0);
}

TEST_CASE("forms: a report is as complete as the form it came from") {
    const ReportForm form = full_bug();
    report::Report said;
    said.kind = ReportKind::bug;
    said.title = form.title;
    said.text = form.text;
    said.fields = fields_of(form);
    CHECK(completeness(said) == 100);
}

TEST_CASE("forms: only the parts of its own kind are kept") {
    ReportForm form = full_bug();
    form.wanted = "Something of another form";
    CHECK(fields_of(form).find("another form") == std::string::npos);
    CHECK(report::form_parts(fields_of(form)).size() == 5);
}

TEST_CASE("forms: everything wrong is said at once, each of its field") {
    ReportForm form;
    form.title = "ab";
    form.steps_now = "four";
    form.text = std::string(6000, 'x');
    const auto checked = check(form);
    REQUIRE_FALSE(checked.has_value());
    std::vector<std::string> fields;
    for (const FieldProblem& problem : checked.error().fields) fields.push_back(problem.field);
    CHECK(fields == std::vector<std::string>{"kind", "title", "text", "steps_now"});
    CHECK(check(full_bug()).has_value());
}
