// A stream of feedback as it was said, for hearing it again from nothing.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engines/surfacing/rising/replay.hpp"
#include "labelled_reports.hpp"

namespace canyu::bench {

inline constexpr std::int64_t hour = Milliseconds(std::chrono::hours(1)).count();
inline constexpr std::int64_t day = Milliseconds(std::chrono::days(1)).count();

struct Line {
    std::int64_t at;   // milliseconds
    std::string user;  // who is not known is nobody else
    std::string title;
    std::string text;
    bool planted = false;
};

inline std::vector<Line> in_order(std::vector<Line> lines, const std::vector<Line>& more = {}) {
    lines.insert(lines.end(), more.begin(), more.end());
    std::ranges::stable_sort(lines, {}, &Line::at);
    return lines;
}

// In order of time; what tells none is left out.
inline std::vector<Line> read_stream(const std::filesystem::path& path) {
    std::vector<Line> lines;
    for (const boost::json::object& object : read_objects(path)) {
        if (text_of(object, "ts").empty()) continue;
        lines.push_back({milliseconds_of(text_of(object, "ts")), text_of(object, "user"),
                         text_of(object, "title"), text_of(object, "text")});
        if (lines.back().user.empty()) lines.back().user = fmt::format("author {}", lines.size());
    }
    return in_order(std::move(lines));
}

// A Replay of lines, which remembers them by the ids it gives them.
class Heard {
  public:
    // Answers the demand.
    Id report(const Line& line) {
        lines_.push_back(line);
        return replay_.report({person_of(line.user), time_from_milliseconds(line.at), {}},
                              Id{static_cast<std::int64_t>(lines_.size())}, line.title, line.text);
    }
    void report(const std::vector<Line>& lines) {
        for (const Line& line : lines) report(line);
    }
    void support(const std::string& user, std::int64_t at, Id report) {
        (void)replay_.support({person_of(user), time_from_milliseconds(at), {}}, report);
    }

    [[nodiscard]] const surfacing::Replay& replay() const { return replay_; }
    [[nodiscard]] const Line& line_of(Id report) const {
        return lines_[static_cast<std::size_t>(report.value) - 1];
    }
    Id person_of(const std::string& user) {
        return people_.try_emplace(user, Id{static_cast<std::int64_t>(people_.size()) + 1}).first->second;
    }
    [[nodiscard]] Id known_person(const std::string& user) const { return people_.at(user); }

  private:
    surfacing::Replay replay_;
    std::vector<Line> lines_;
    std::unordered_map<std::string, Id> people_;
};

}  // namespace canyu::bench
