// Feedback files with the labels that judge the engine and that the engine itself never reads.
#pragma once

#include <zlib.h>

#include <boost/json.hpp>
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

// Sentence pairs as a stream: every distinct sentence once, in file order; the pairs marked as the same,
// closed transitively, are the groups.
inline std::vector<Labelled> read_pairs(const std::filesystem::path& path) {
    std::map<std::string, std::string> parents;
    const auto root = [&](std::string sentence) {
        while (parents.at(sentence) != sentence) sentence = parents.at(sentence);
        return sentence;
    };
    std::vector<std::string> sentences;
    for (const boost::json::object& pair : read_objects(path)) {
        const std::string a = text_of(pair, "a");
        const std::string b = text_of(pair, "b");
        for (const std::string& sentence : {a, b}) {
            if (parents.emplace(sentence, sentence).second) sentences.push_back(sentence);
        }
        if (pair.at("y") == 1) parents[root(a)] = root(b);
    }
    std::vector<Labelled> reports;
    for (const std::string& sentence : sentences) reports.push_back({{}, sentence, root(sentence)});
    return reports;
}

}  // namespace canyu::bench
