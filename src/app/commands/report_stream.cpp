// Numbers reports and people while reading.
#include "app/commands/report_stream.hpp"

#include <fmt/core.h>

#include <cstdio>
#include <utility>

#include "app/phrase.hpp"

namespace canyu::commands {
namespace {

constexpr Phrase id_again{"A report with the id {id} came before.", "前面已经有一条 id 是 {id} 的反馈了。"};
constexpr Phrase support_of_unknown{"Support of the report {id}, which did not come before.",
                                    "支持的是反馈 {id}，可是前面没有这一条。"};

}  // namespace

Result<ReportStream> ReportStream::open(const std::string& path) {
    Result<ReportLines> lines = ReportLines::open(path);
    if (!lines) return std::unexpected(lines.error());
    return ReportStream(std::move(*lines));
}

std::optional<std::variant<StreamReport, StreamSupport>> ReportStream::next() {
    while (std::optional<NumberedLine> line = lines_.next()) {
        line_number_ = line->number;
        if (auto* refused = std::get_if<RefusedLine>(&line->content)) {
            refuse_line(sentence(refused->reason));
        } else if (auto* support = std::get_if<SupportLine>(&line->content)) {
            if (auto accepted = accept(std::move(*support))) return accepted;
        } else if (auto accepted = accept(std::move(std::get<ReportLine>(line->content)))) {
            return accepted;
        }
    }
    return std::nullopt;
}

std::optional<StreamReport> ReportStream::accept(ReportLine line) {
    const Id id{static_cast<std::int64_t>(written_.size()) + 1};
    if (!reports_.emplace(line.id, id).second) {
        refuse_line(say(id_again, {{"id", line.id}}));
        return std::nullopt;
    }
    written_.push_back(line.id);
    const Id who = person(line.user);
    const Time said = time(line.ts);
    return StreamReport{id, who, said, std::move(line)};
}

std::optional<StreamSupport> ReportStream::accept(SupportLine line) {
    const auto report = reports_.find(line.report);
    if (report == reports_.end()) {
        refuse_line(say(support_of_unknown, {{"id", line.report}}));
        return std::nullopt;
    }
    return StreamSupport{report->second, person(line.user), time(line.ts), group(line.group)};
}

surfacing::NewReport new_report(const StreamReport& report) {
    return {report.id, report.line.title, report.line.text, to_milliseconds(report.said) + report.id.value};
}

Id ReportStream::person(const std::string& user) {
    if (user.empty()) return Id{++persons_};
    const auto [known, is_new] = people_.try_emplace(user, Id{persons_ + 1});
    if (is_new) ++persons_;
    return known->second;
}

Id ReportStream::group(const std::string& name) {
    if (name.empty()) return {};
    return groups_.try_emplace(name, Id{static_cast<std::int64_t>(groups_.size()) + 1}).first->second;
}

Time ReportStream::time(std::optional<Time> said) {
    return latest_ = said.value_or(latest_);
}

void ReportStream::refuse_line(const std::string& reason) const {
    const Phrase phrase = {"line {line}: {reason}", "第 {line} 行：{reason}"};
    fmt::print(stderr, "{}\n", say(phrase, {{"line", std::to_string(line_number_)}, {"reason", reason}}));
}

}  // namespace canyu::commands
