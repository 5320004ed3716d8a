// Feedback files with the labels that judge the engine and that the engine itself never reads.
#pragma once

#include <fmt/core.h>
#include <time.h>
#include <zlib.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace canyu::bench {

// One report; reports of the same group ask for the same thing, an empty group is not known.
struct Labelled {
    std::string title;
    std::string body;
    std::string group;
};

inline std::filesystem::path feedback_directory() {
    const char* data = std::getenv("CANYU_DATA");  // NOLINT(concurrency-mt-unsafe): nothing here sets it
    return data == nullptr ? std::filesystem::path() : std::filesystem::path(data) / "feedback";
}

// Says so of a file that is to be skipped.
inline bool there(const std::filesystem::path& path) {
    if (std::filesystem::exists(path)) return true;
    fmt::print("{} is not there: skipped\n", path.filename().string());
    return false;
}

inline std::vector<boost::json::object> read_objects(const std::filesystem::path& path) {
    std::string text;
    const gzFile file = gzopen(path.c_str(), "rb");
    char buffer[1 << 16];
    for (int got = 0; (got = gzread(file, buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(got));
    gzclose(file);
    std::vector<boost::json::object> objects;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (end > begin)
            objects.push_back(
                boost::json::parse(std::string_view(text).substr(begin, end - begin)).as_object());
        begin = end + 1;
    }
    return objects;
}

inline std::string text_of(const boost::json::object& object, std::string_view field) {
    const boost::json::value* value = object.if_contains(field);
    if (value == nullptr) return {};
    return value->is_string() ? std::string(value->as_string()) : boost::json::serialize(*value);
}

// Of a time like 2020-08-10T14:04:07, in UTC.
inline std::int64_t milliseconds_of(const std::string& written) {
    std::tm parts{};
    strptime(written.c_str(), "%Y-%m-%dT%H:%M:%S", &parts);
    return timegm(&parts) * std::int64_t{1000};
}

// In file order. Labels: the field "group", or the second column of `labels` (id, tab, group) where given.
inline std::vector<Labelled> read_reports(const std::filesystem::path& path,
                                          const std::filesystem::path& labels = {}) {
    std::map<std::string, std::string> groups;
    std::ifstream lines(labels);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t tab = std::min(line.find('\t'), line.size() - 1);
        groups[line.substr(0, tab)] = line.substr(tab + 1);
    }
    std::vector<Labelled> reports;
    for (const boost::json::object& object : read_objects(path)) {
        const std::string group = labels.empty() ? text_of(object, "group") : groups[text_of(object, "id")];
        reports.push_back({text_of(object, "title"), text_of(object, "text"), group});
    }
    return reports;
}

// Which of the things seen so far are the same, closed transitively.
class Groups {
  public:
    // False when it was there.
    bool add(const std::string& one) { return parents_.emplace(one, one).second; }
    [[nodiscard]] bool has(const std::string& one) const { return parents_.contains(one); }
    [[nodiscard]] std::string root(std::string one) const {
        while (parents_.at(one) != one) one = parents_.at(one);
        return one;
    }
    void join(const std::string& one, const std::string& other) { parents_[root(one)] = root(other); }

  private:
    std::map<std::string, std::string> parents_;
};

// Sentence pairs as a stream: every distinct sentence once, in file order; the pairs marked as the same are
// the groups.
inline std::vector<Labelled> read_pairs(const std::filesystem::path& path) {
    Groups groups;
    std::vector<std::string> sentences;
    for (const boost::json::object& pair : read_objects(path)) {
        const std::string a = text_of(pair, "a");
        const std::string b = text_of(pair, "b");
        for (const std::string& sentence : {a, b}) {
            if (groups.add(sentence)) sentences.push_back(sentence);
        }
        if (pair.at("y") == 1) groups.join(a, b);
    }
    std::vector<Labelled> reports;
    for (const std::string& sentence : sentences) reports.push_back({{}, sentence, groups.root(sentence)});
    return reports;
}

// In file order; the groups are the reports that name an earlier one in their text ("weak_links"). Those that
// neither name one nor are named are of no known group.
inline std::vector<Labelled> read_links(const std::filesystem::path& path) {
    Groups groups;
    std::vector<std::string> ids;
    std::vector<Labelled> reports;
    std::map<std::string, bool> linked;
    for (const boost::json::object& report : read_objects(path)) {
        const std::string id = ids.emplace_back(text_of(report, "id"));
        groups.add(id);
        reports.push_back({text_of(report, "title"), text_of(report, "text"), {}});
        const boost::json::value* links = report.if_contains("weak_links");
        if (links == nullptr || !links->is_array()) continue;
        for (const boost::json::value& link : links->as_array()) {
            const std::string earlier = boost::json::serialize(link);
            if (!groups.has(earlier) || earlier == id) continue;
            groups.join(id, earlier);
            linked[id] = linked[earlier] = true;
        }
    }
    for (std::size_t i = 0; i < reports.size(); ++i)
        if (linked[ids[i]]) reports[i].group = groups.root(ids[i]);
    return reports;
}

}  // namespace canyu::bench
