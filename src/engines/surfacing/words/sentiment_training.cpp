// Learns a sentiment model from labelled texts, beginning where the lexicon stands.
#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <ranges>
#include <utility>

#include "engines/surfacing/logistic.hpp"
#include "engines/surfacing/words/opinion_terms.hpp"
#include "engines/surfacing/words/sentiment.hpp"

namespace canyu::surfacing {
namespace {

constexpr std::uint32_t fewest_texts = 2;  // a phrase of one text teaches nothing about the next one
constexpr double smoothing = 1;            // imagined texts of either kind that say each phrase
constexpr double cost = 1;                 // of a text that is told wrong, against large weights
constexpr int rounds = 20;
constexpr int most_steps = 30;
constexpr double close_enough = 1e-6;
constexpr double first_belief = -4;
constexpr double least_weight = 0.005;  // log-odds; what is less is not worth its bytes

struct Phrase {
    std::string_view text;  // points to the key in the trainer's table
    double ratio = 0;       // naive Bayes log-count ratio, good to bad
    double weight = 0;      // of the ratio
};

struct Lesson {
    std::vector<std::uint32_t> phrases;  // distinct, ascending
    bool good;
    double lexicon;                // what the lexicon says of it, in log-odds
    double cost = 0;               // both kinds of texts cost as much in sum
    double belief = first_belief;  // its dual variable is cost · logistic(belief), so never out of bounds

    [[nodiscard]] double dual() const;
};

double Lesson::dual() const {
    return cost * logistic(belief);
}

// Solves x + a · logistic(x) = b for a >= 0: the left side grows at least as fast as x, so the root lies
// within the error's distance, and Newton's steps are kept between what is known to be too low and too high.
double solve(double x, double a, double b) {
    double low = -HUGE_VAL;
    double high = HUGE_VAL;
    for (int step = 0; step < most_steps; ++step) {
        const double value = logistic(x);
        const double error = x + a * value - b;
        if (std::abs(error) < close_enough) break;
        low = std::max(low, error > 0 ? x - error : x);
        high = std::min(high, error > 0 ? x : x - error);
        x -= error / (1 + a * value * (1 - value));
        if (x <= low || x >= high) x = std::midpoint(low, high);
    }
    return x;
}

std::vector<std::string> distinct_phrases(std::span<const OpinionTerm> terms) {
    std::vector<std::string> phrases;
    phrases.reserve(terms.size());
    for (const OpinionTerm& term : terms) phrases.push_back(term.phrase);
    std::ranges::sort(phrases);
    phrases.erase(std::ranges::unique(phrases).begin(), phrases.end());
    return phrases;
}

// A fixed shuffle (Knuth's MMIX constants): descent over texts in order of their words would be slow to
// settle, and the same lessons must give the same bits.
class Shuffler {
  public:
    void shuffle(std::vector<std::size_t>& order) {
        for (std::size_t left = order.size(); left > 1; --left) {
            state_ = state_ * 6364136223846793005U + 1442695040888963407U;
            std::swap(order[left - 1], order[(state_ >> 33) % left]);
        }
    }

  private:
    std::uint64_t state_ = 1;
};

}  // namespace

// Dual coordinate descent: lesson by lesson, the one dual variable that is best for all the others.
class SentimentTrainer {
  public:
    explicit SentimentTrainer(std::span<const LabelledText> examples) {
        std::vector<LabelledText> ordered(examples.begin(), examples.end());
        std::ranges::sort(ordered, {}, [](const LabelledText& one) { return std::pair(one.text, one.good); });
        choose_phrases(ordered);
        for (const LabelledText& example : ordered) read(example);
        weigh_ratios();
        share_costs();
    }

    SentimentModel run() {
        std::vector<std::size_t> order(lessons_.size());
        std::iota(order.begin(), order.end(), 0);
        for (const Lesson& lesson : lessons_) move(lesson, lesson.dual());
        Shuffler shuffler;
        for (int round = 0; round < rounds; ++round) {
            shuffler.shuffle(order);
            for (const std::size_t at : order) improve(lessons_[at]);
        }
        return model();
    }

  private:
    void choose_phrases(std::span<const LabelledText> examples) {
        for (const LabelledText& example : examples) {
            for (std::string& phrase : distinct_phrases(opinion_terms(example.text)))
                ++numbers_[std::move(phrase)];
        }
        erase_if(numbers_, [](const auto& phrase) { return phrase.second < fewest_texts; });
        for (const auto& [text, count] : numbers_) phrases_.push_back({.text = text});
        std::ranges::sort(phrases_, {}, &Phrase::text);
        for (std::uint32_t number = 0; number < phrases_.size(); ++number)
            numbers_[std::string(phrases_[number].text)] = number;
    }

    void read(const LabelledText& example) {
        const std::vector<OpinionTerm> terms = opinion_terms(example.text);
        Lesson lesson{.phrases = {},
                      .good = example.good,
                      .lexicon = static_cast<double>(lexicon_.sum_of(terms)) / SentimentModel::weight_unit};
        for (const std::string& phrase : distinct_phrases(terms)) {
            if (const auto known = numbers_.find(phrase); known != numbers_.end())
                lesson.phrases.push_back(known->second);
        }
        lessons_.push_back(std::move(lesson));
    }

    void weigh_ratios() {
        std::vector<double> good(phrases_.size(), smoothing);
        std::vector<double> bad(phrases_.size(), smoothing);
        for (const Lesson& lesson : lessons_) {
            for (const std::uint32_t number : lesson.phrases) ++(lesson.good ? good : bad)[number];
        }
        const double all_good = std::accumulate(good.begin(), good.end(), 0.0);
        const double all_bad = std::accumulate(bad.begin(), bad.end(), 0.0);
        for (std::size_t number = 0; number < phrases_.size(); ++number)
            phrases_[number].ratio = std::log(good[number] / all_good) - std::log(bad[number] / all_bad);
    }

    void share_costs() {
        const auto good = static_cast<double>(std::ranges::count_if(lessons_, &Lesson::good));
        const auto all = static_cast<double>(lessons_.size());
        for (Lesson& lesson : lessons_) lesson.cost = cost * all / 2 / (lesson.good ? good : all - good);
    }

    void move(const Lesson& lesson, double by) {
        for (const std::uint32_t number : lesson.phrases)
            phrases_[number].weight += (lesson.good ? by : -by) * phrases_[number].ratio;
    }

    void improve(Lesson& lesson) {
        double square = 0;
        double margin = lesson.lexicon;
        for (const std::uint32_t number : lesson.phrases) {
            const Phrase& phrase = phrases_[number];
            square += phrase.ratio * phrase.ratio;
            margin += phrase.ratio * phrase.weight;
        }
        if (!lesson.good) margin = -margin;
        const double before = lesson.dual();
        lesson.belief = solve(lesson.belief, square * lesson.cost, square * before - margin);
        move(lesson, lesson.dual() - before);
    }

    [[nodiscard]] SentimentModel model() const {
        SentimentModel learned = lexicon_;
        for (const Phrase& phrase : phrases_) {
            const double log_odds = phrase.weight * phrase.ratio;
            if (std::abs(log_odds) >= least_weight) learned.add(phrase.text, log_odds);
        }
        return learned;
    }

    const SentimentModel lexicon_;
    boost::unordered_flat_map<std::string, std::uint32_t> numbers_;  // into phrases_
    std::vector<Phrase> phrases_;
    std::vector<Lesson> lessons_;
};

SentimentModel train_sentiment(std::span<const LabelledText> examples) {
    const auto good = std::ranges::count_if(examples, &LabelledText::good);
    if (good == 0 || good == std::ssize(examples)) return {};
    return SentimentTrainer(examples).run();
}

}  // namespace canyu::surfacing
