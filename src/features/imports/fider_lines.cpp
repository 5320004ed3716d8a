#include "features/imports/fider_lines.hpp"

#include <filesystem>
#include <map>

#include "base/text.hpp"
#include "features/imports/iso_time.hpp"

namespace canyu::imports {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view deleted_status = "6";

NumberedLine refused(std::string key) {
    return {0, RefusedLine{{std::move(key), {}}}};
}

std::string quoted(const std::string& id) {
    return '"' + id + '"';
}

// Two people of one name stay two.
std::unordered_map<std::string, std::string> names_of(const std::vector<Members>& users) {
    std::map<std::string, int> bearers;
    for (const Members& user : users) ++bearers[member(user, "name")];
    std::unordered_map<std::string, std::string> names;
    for (const Members& user : users) {
        const std::string name = member(user, "name");
        const std::string id = member(user, "id");
        names[id] = bearers[name] > 1 ? name + " #" + id : name;
    }
    return names;
}

}  // namespace

const std::vector<ColumnChoice> fider_columns{{"id", "number"},
                                              {"title", "title"},
                                              {"text", "description"},
                                              {"user", "created_by"},
                                              {"ts", "created_at"}};

Result<FiderLines> FiderLines::open(const std::string& folder) {
    FiderLines lines;
    for (const char* name : {"users.json", "posts.json", "post_votes.json", "comments.json"}) {
        const std::string path = folder + '/' + name;
        if (!fs::exists(path)) return refuse(404, "report_lines.cannot_open", {{"path", path}});
        const auto document = JsonDocument::read(path);
        auto objects = document ? document->objects({}) : std::nullopt;
        if (!objects) return refuse(422, "fider.broken_file", {{"path", path}});
        if (std::string_view(name) == "users.json") {
            lines.names_ = names_of(*objects);
        } else {
            lines.all_ += objects->size();
            lines.parts_.push_back({name, std::move(*objects)});
        }
    }
    return lines;
}

std::optional<NumberedLine> FiderLines::line_of(const Part& part, const Members& object,
                                                const std::unordered_map<std::string, std::string>& names) {
    const auto time = parse_time(member(object, "created_at"));
    const auto name = names.find(member(object, "user_id"));
    const std::string user = name == names.end() ? "" : name->second;
    if (!time) return refused("report_lines.bad_time");
    const std::string id = member(object, "id");
    if (part.file == "post_votes.json") {
        if (user.empty()) return refused("report_lines.support_without_user");
        return NumberedLine{0, SupportLine{quoted(member(object, "post_id")), user, time}};
    }
    if (id.empty()) return refused("report_lines.bad_id");
    if (part.file == "comments.json") {
        if (!member(object, "deleted_at").empty()) return std::nullopt;
        return NumberedLine{
            0, CommentLine{id, quoted(member(object, "post_id")), user, member(object, "content"), time}};
    }
    if (member(object, "status") == deleted_status) return std::nullopt;
    ReportLine report;
    report.id = quoted(id);
    report.title = member(object, "title");
    report.text = member(object, "description");
    report.user = user;
    report.kind = "wish";
    report.ts = time;
    if (clean_line(report.title).empty() && clean_text(report.text).empty())
        return refused("report_lines.no_words");
    return NumberedLine{0, std::move(report)};
}

std::optional<NumberedLine> FiderLines::next() {
    while (part_ < parts_.size()) {
        const Part& part = parts_[part_];
        if (in_part_ == part.objects.size()) {
            ++part_;
            in_part_ = 0;
            continue;
        }
        auto line = line_of(part, part.objects[in_part_++], names_);
        ++number_;
        if (!line) continue;
        line->number = number_;
        line->place = part.file + ' ' + std::to_string(in_part_);
        return line;
    }
    return std::nullopt;
}

double FiderLines::progress() const {
    return all_ == 0 ? 1 : static_cast<double>(number_) / static_cast<double>(all_);
}

}  // namespace canyu::imports
