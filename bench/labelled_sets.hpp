// The feedback sets whose true duplicates are known, and how finding them is counted.
#pragma once

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <optional>

#include "labelled_reports.hpp"

namespace canyu::bench {

inline constexpr std::size_t deepest_answer = 10;

// How often a true duplicate is the first answer, among five, among ten.
struct Recall {
    std::size_t queries = 0;
    std::size_t at1 = 0;
    std::size_t at5 = 0;
    std::size_t at10 = 0;

    // Where the first true duplicate stands among the answers, from 0; nothing where it is not among them.
    void count(std::optional<std::size_t> place) {
        ++queries;
        if (!place) return;
        at1 += *place < 1 ? 1 : 0;
        at5 += *place < 5 ? 1 : 0;
        at10 += *place < deepest_answer ? 1 : 0;
    }

    void count(const std::vector<std::size_t>& found, const std::vector<Labelled>& reports,
               const std::string& group) {
        const auto hit =
            std::ranges::find_if(found, [&](std::size_t number) { return reports[number].group == group; });
        count(hit == found.end() ? std::nullopt
                                 : std::optional(static_cast<std::size_t>(hit - found.begin())));
    }

    [[nodiscard]] std::string text() const {
        const auto share = [&](std::size_t hits) {
            return static_cast<double>(hits) / static_cast<double>(queries);
        };
        return fmt::format("{:.3f}/{:.3f}/{:.3f}", share(at1), share(at5), share(at10));
    }
};

struct LabelledSet {
    const char* name;
    std::filesystem::path path;
    bool body_only;      // the title carries the label's words
    bool in_time_order;  // pairs stand together in their file, which tells nothing of time
    bool judged;         // its labels are good enough to be held to; the others help to learn
    bool complete;       // a report without a label is known to ask for nothing that another asks for
    double weight;       // in what is learned from all of them
    std::function<std::vector<Labelled>(const std::filesystem::path&)> read;
};

inline std::vector<LabelledSet> labelled_sets(const std::filesystem::path& data) {
    const auto file = [&](const char* name) { return data / (std::string(name) + ".jsonl.gz"); };
    const auto reports = [](const std::filesystem::path& path) { return read_reports(path); };
    const auto labelled_apart = [data](const std::filesystem::path& path) {
        return read_reports(path, data / "zh_xiaomi_demands.tsv");
    };
    std::vector<LabelledSet> sets;
    const auto add = [&](LabelledSet set) {
        set.path = file(set.name);
        sets.push_back(std::move(set));
    };
    add({"zh_xiaomi_bugs", {}, true, true, true, false, 2, labelled_apart});
    add({"en_dup_firefox", {}, false, true, true, true, 1, reports});
    add({"zh_pairs_oppo_dev", {}, false, false, true, true, 1, read_pairs});
    add({"en_dup_hadoop", {}, false, true, true, true, 0.5, reports});
    add({"en_stream_signal", {}, false, true, false, false, 1, read_links});
    add({"zh_pairs_lcqmc_dev", {}, false, false, false, true, 1, read_pairs});
    return sets;
}

}  // namespace canyu::bench
