// Measures the words people use: is praise told from complaint, which terms are hot in a week, which may be
// synonyms?
//
//     CANYU_DATA=DIRECTORY words_bench
//
// DIRECTORY/feedback holds the feedback files; a set that is not there is skipped.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <optional>
#include <set>
#include <unordered_map>

#include "engines/surfacing/clustering.hpp"
#include "engines/surfacing/words/hot_terms.hpp"
#include "engines/surfacing/words/sentiment.hpp"
#include "engines/surfacing/words/synonyms.hpp"
#include "labelled_reports.hpp"

using namespace canyu;
using namespace canyu::bench;
using namespace canyu::surfacing;

namespace {

constexpr std::size_t folds = 5;
constexpr int shown_weeks = 8;
constexpr std::size_t shown_terms = 6;
constexpr std::size_t shown_synonyms = 20;

template <class Work>
auto timed(double& seconds, const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    auto result = work();
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

// Multinomial naive Bayes over the tokeniser's terms, add-one smoothed: what the model must beat.
class NaiveBayes {
  public:
    explicit NaiveBayes(std::span<const LabelledText> examples) {
        for (const LabelledText& example : examples) {
            ++texts_[example.good ? 1 : 0];
            const Tokens tokens = tokenise(example.text);
            for (const Token& token : tokens.all) {
                ++counts_[std::string(tokens.term(token))][example.good ? 1 : 0];
                ++terms_[example.good ? 1 : 0];
            }
        }
    }

    [[nodiscard]] double score(std::string_view text) const {
        double score = std::log(texts_[1] / texts_[0]);
        const Tokens tokens = tokenise(text);
        const auto distinct = static_cast<double>(counts_.size());
        for (const Token& token : tokens.all) {
            const auto found = counts_.find(std::string(tokens.term(token)));
            if (found == counts_.end()) continue;
            score += std::log((found->second[1] + 1) / (terms_[1] + distinct)) -
                     std::log((found->second[0] + 1) / (terms_[0] + distinct));
        }
        return score;
    }

  private:
    std::unordered_map<std::string, std::array<double, 2>> counts_;  // bad, good
    std::array<double, 2> terms_{};
    std::array<double, 2> texts_{};
};

struct Judged {
    double accuracy = 0;
    double silent = 0;    // share of texts without a score
    double decided = 0;   // share of texts called good or bad
    double of_those = 0;  // and how many of them rightly
};

template <class Score>
double accuracy_of(std::span<const LabelledText> tests, const Score& score_of) {
    const auto right = std::ranges::count_if(tests, [&](const LabelledText& test) {
        const double score = score_of(test.text);
        return score != 0 && (score > 0) == test.good;
    });
    return static_cast<double>(right) / static_cast<double>(tests.size());
}

Judged judged_by(const SentimentModel& model, std::span<const LabelledText> tests) {
    Judged judged;
    double decided = 0;
    double rightly = 0;
    for (const LabelledText& test : tests) {
        const Sentiment sentiment = model.judge(test.text);
        if (sentiment.score == 0) judged.silent += 1 / static_cast<double>(tests.size());
        if (sentiment.opinion != Opinion::good && sentiment.opinion != Opinion::bad) continue;
        ++decided;
        rightly += (sentiment.opinion == Opinion::good) == test.good ? 1 : 0;
    }
    judged.accuracy = accuracy_of(tests, [&](std::string_view text) { return model.judge(text).score; });
    judged.decided = decided / static_cast<double>(tests.size());
    judged.of_those = rightly / decided;
    return judged;
}

struct Split {
    std::vector<LabelledText> lessons;
    std::vector<LabelledText> tests;
};

Split split(std::span<const std::pair<std::string, bool>> texts, std::size_t held_back) {
    Split split;
    for (std::size_t i = 0; i < texts.size(); ++i)
        (i % folds == held_back ? split.tests : split.lessons).push_back({texts[i].first, texts[i].second});
    return split;
}

void print_row(std::string_view name, std::size_t lessons, const Judged& judged, double seconds) {
    fmt::print("{:<24}{:>8}{:>10.4f}{:>10.3f}{:>10.3f}{:>10.3f}{:>9.2f}\n", name, lessons, judged.accuracy,
               judged.silent, judged.decided, judged.of_those, seconds);
}

void measure_sentiment(const std::filesystem::path& path) {
    std::vector<std::pair<std::string, bool>> texts;
    for (const boost::json::object& object : read_objects(path))
        texts.emplace_back(text_of(object, "text"), object.at("label") == 1);
    const Split last = split(texts, folds - 1);
    fmt::print("{}: every fifth of {} texts held back\n", path.stem().stem().string(), texts.size());
    fmt::print("{:<24}{:>8}{:>10}{:>10}{:>10}{:>10}{:>9}\n", "", "lessons", "accuracy", "silent", "good|bad",
               "of those", "seconds");
    double seconds = 0;
    const NaiveBayes bayes = timed(seconds, [&] { return NaiveBayes(last.lessons); });
    fmt::print("{:<24}{:>8}{:>10.4f}{:>39.2f}\n", "naive Bayes", last.lessons.size(),
               accuracy_of(last.tests, [&](std::string_view text) { return bayes.score(text); }), seconds);
    print_row("lexicon alone", 0, judged_by({}, last.tests), 0);
    for (const std::size_t lessons : {std::size_t{50}, std::size_t{500}, last.lessons.size()}) {
        const auto some = std::span(last.lessons).first(lessons);
        const SentimentModel model = timed(seconds, [&] { return train_sentiment(some); });
        print_row("trained", lessons, judged_by(model, last.tests), seconds);
        if (lessons == last.lessons.size())
            fmt::print("its model: {} KB as text\n", model.write().size() >> 10);
    }
    double bayes_mean = 0;
    double mean = 0;
    for (std::size_t fold = 0; fold < folds; ++fold) {
        const Split other = split(texts, fold);
        const NaiveBayes baseline(other.lessons);
        bayes_mean +=
            accuracy_of(other.tests, [&](std::string_view text) { return baseline.score(text); }) / folds;
        mean += judged_by(train_sentiment(other.lessons), other.tests).accuracy / folds;
    }
    fmt::print("mean over all five fifths: naive Bayes {:.4f}, trained {:.4f}\n", bayes_mean, mean);
}

// A stream in order of time; where the file names no persons, every report is one person's.
struct Stream {
    std::vector<std::string> texts;
    std::vector<HeardReport> reports;
    std::vector<DemandReport> demands;

    [[nodiscard]] Vocabulary vocabulary(Time before) const {
        std::vector<std::string_view> past;
        for (const HeardReport& report : reports) {
            if (report.said < before) past.push_back(report.text);
        }
        return Vocabulary::learn(past);
    }
};

Time time_of(const boost::json::object& object) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    std::sscanf(text_of(object, "ts").c_str(), "%d-%u-%u", &year, &month, &day);
    return std::chrono::sys_days(std::chrono::year(year) / month / day);
}

// `labels`: see read_reports; without them the engine's own clustering says which demand a report is of.
Stream read_stream(const std::filesystem::path& path, const std::filesystem::path& labels) {
    Stream stream;
    const std::vector<boost::json::object> objects = read_objects(path);
    const std::vector<Labelled> labelled = read_reports(path, labels);
    for (const Labelled& report : labelled) stream.texts.push_back(report.title + "\n" + report.body);
    std::map<std::string, std::int64_t> people;
    std::map<std::string, std::int64_t> groups;
    Index index;
    Clustering clustering({.latest = 0});  // by likeness alone
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const Id id{static_cast<std::int64_t>(i) + 1};
        Id person = id;
        if (objects[i].contains("user"))
            person = Id{people.emplace(text_of(objects[i], "user"), std::ssize(people) + 1).first->second};
        stream.reports.push_back({id, person, time_of(objects[i]), stream.texts[i]});
        Id demand;
        if (labels.empty()) {
            const NewReport report{
                .id = id, .title = labelled[i].title, .body = labelled[i].body, .said = id.value};
            demand = clustering.place(index, report).demand;
        } else if (!labelled[i].group.empty()) {
            demand = Id{groups.emplace(labelled[i].group, std::ssize(groups) + 1).first->second};
        }
        stream.demands.push_back({id, demand, stream.texts[i]});
    }
    return stream;
}

void show_hot_terms(const Stream& stream) {
    const auto [first, last] = std::ranges::minmax(stream.reports, {}, &HeardReport::said);
    for (int shown = 1; shown <= shown_weeks; ++shown) {
        const Time week = first.said + (last.said - first.said) * shown / (shown_weeks + 1);
        double learning = 0;
        double comparing = 0;
        const Vocabulary vocabulary =
            timed(learning, [&] { return stream.vocabulary(week + std::chrono::days(7)); });
        const auto hot =
            timed(comparing, [&] { return hot_terms(vocabulary, stream.reports, week, shown_terms); });
        const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(week));
        fmt::print("week of {}-{:02}-{:02}: {} words learned in {:.2f} s, compared in {:.2f} s\n",
                   static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                   static_cast<unsigned>(date.day()), vocabulary.words().size(), learning, comparing);
        for (const HotTerm& term : hot)
            fmt::print("    {:>3} people, usually {:>5.2f}, surprise {:>5.1f}  {}\n", term.people, term.usual,
                       term.surprise, term.shown);
    }
}

void show_synonyms(const Stream& stream) {
    const Vocabulary vocabulary = stream.vocabulary(Time::max());
    double seconds = 0;
    const auto proposals =
        timed(seconds, [&] { return propose_synonyms(vocabulary, stream.demands, shown_synonyms); });
    fmt::print(
        "synonyms proposed in {:.2f} s: score, likeness, agreement, reports of each and both, demands\n",
        seconds);
    for (const SynonymProposal& pair : proposals) {
        fmt::print("    {:.3f} {:.2f} {:.2f} {:>4}/{:>4}/{:>3} {:>3}  {} = {}\n", pair.score, pair.likeness,
                   pair.agreement, pair.one.reports, pair.other.reports, pair.both_reports,
                   pair.shared_demands, pair.one.shown, pair.other.shown);
    }
}

}  // namespace

int main() {
    const std::filesystem::path data = feedback_directory();
    if (data.empty()) {
        fmt::print("CANYU_DATA is not set: nothing to measure on, skipped\n");
        return 0;
    }
    const std::filesystem::path labelled = data / "zh_sentiment_phone_tablet.jsonl.gz";
    if (there(labelled)) measure_sentiment(labelled);
    const std::pair<const char*, std::filesystem::path> streams[] = {
        {"zh_xiaomi_bugs", data / "zh_xiaomi_demands.tsv"}, {"en_stream_signal", {}}};
    for (const auto& [name, labels] : streams) {
        const std::filesystem::path path = data / (std::string(name) + ".jsonl.gz");
        if (!there(path)) continue;
        fmt::print("\n{}\n", name);
        const Stream stream = read_stream(path, labels);
        show_hot_terms(stream);
        show_synonyms(stream);
    }
}
