// Reports for a product as large as one likes, made by recombining sentences of real feedback.
#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "labelled_reports.hpp"

namespace canyu::bench {

// A report and the demand it was made for; demands are numbered from 1.
struct Recombined {
    std::string title;
    std::string body;
    std::int64_t demand = 0;
};

// Every demand has four sentences of its own. A report says one of them in its title and one to four
// sentences in its body: the first of the demand, each other one as often of it as of anything else people
// say in that language. Report n is always the same, whatever was made before it.
class RecombinedReports {
  public:
    // `reports` sets how many demands there are. Empty when no file is there.
    RecombinedReports(const std::filesystem::path& data, std::size_t reports)
        : demands_(static_cast<double>(reports) / 3) {
        for (const char* name : {"zh_xiaomi_bugs", "zh_pairs_afqmc_train", "zh_sentiment_phone_tablet",
                                 "zh_jd_phone_reviews", "zh_jd_aircon_reviews"})
            read(data / (std::string(name) + ".jsonl.gz"), chinese_);
        for (const char* name : {"en_stream_signal", "en_stream_android", "en_stream_chrome_reviews",
                                 "en_dup_firefox", "en_dup_hadoop"})
            read(data / (std::string(name) + ".jsonl.gz"), english_);
    }

    [[nodiscard]] bool empty() const { return chinese_.empty() || english_.empty(); }
    [[nodiscard]] std::size_t sentences() const { return chinese_.size() + english_.size(); }

    [[nodiscard]] Recombined report(std::size_t number) const {
        std::mt19937_64 random(number * 2 + 1);
        const std::int64_t demand = demand_of(random);
        std::mt19937_64 topic(static_cast<std::uint64_t>(demand) * 2);
        const std::vector<std::string>& language = topic() % 5 < 3 ? chinese_ : english_;
        const auto any = [&](std::mt19937_64& source) -> const std::string& {
            return language[source() % language.size()];
        };
        std::vector<std::string_view> own;
        for (int i = 0; i < 4; ++i) own.emplace_back(any(topic));
        Recombined made{.title = std::string(own[random() % own.size()]),
                        .body = std::string(own[random() % own.size()]),
                        .demand = demand};
        for (std::size_t more = random() % 4; more > 0; --more) {
            made.body += ' ';
            made.body += random() % 2 == 0 ? own[random() % own.size()] : any(random);
        }
        return made;
    }

  private:
    // Sizes fall by rank as Zipf has it, from some thousands to one.
    [[nodiscard]] std::int64_t demand_of(std::mt19937_64& random) const {
        constexpr double flat = 50;
        const double share = static_cast<double>(random() >> 11) * 0x1p-53;
        return 1 + static_cast<std::int64_t>(flat * (std::pow(1 + demands_ / flat, share) - 1));
    }

    static void read(const std::filesystem::path& path, std::vector<std::string>& sentences) {
        constexpr std::size_t shortest = 12;
        constexpr std::size_t longest = 240;
        if (!there(path)) return;
        for (const boost::json::object& object : read_objects(path)) {
            for (const char* field : {"title", "text", "a", "b"}) {
                for (const std::string& sentence : cut(text_of(object, field)))
                    if (sentence.size() >= shortest && sentence.size() <= longest)
                        sentences.push_back(sentence);
            }
        }
        std::ranges::sort(sentences);
        const auto repeated = std::ranges::unique(sentences);
        sentences.erase(repeated.begin(), repeated.end());
    }

    static std::vector<std::string> cut(const std::string& text) {
        std::vector<std::string> sentences(1);
        for (std::size_t at = 0; at < text.size();) {
            const auto ends = [&](std::string_view mark) { return text.compare(at, mark.size(), mark) == 0; };
            const auto marks = {"。", "！", "？", "；", ". ", "? ", "! ", "\n"};
            const auto mark = std::ranges::find_if(marks, ends);
            if (mark == marks.end()) {
                sentences.back() += text[at++];
            } else {
                sentences.emplace_back();
                at += std::string_view(*mark).size();
            }
        }
        return sentences;
    }

    double demands_;
    std::vector<std::string> chinese_;
    std::vector<std::string> english_;
};

}  // namespace canyu::bench
