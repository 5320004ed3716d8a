// Learns the shipped model from the labelled sets, each judged by a model that never saw it; and what a
// product gains by learning from its own decisions.
//
//     CANYU_DATA=DIRECTORY learning_bench
//
// As in surfacing_bench every report is a query before it joins, so only the past is known. "shipped" stands
// in ranking.hpp; "left out" was learned from the other sets; "own" is learned again whenever a product's
// decisions have grown by a half, from nothing but decisions of the past.
#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "engines/surfacing/clustering.hpp"
#include "engines/surfacing/learning.hpp"
#include "labelled_sets.hpp"

using namespace canyu;
using namespace canyu::bench;
using surfacing::Example;
using surfacing::JudgedAnswer;
using surfacing::Model;

namespace {

struct Question {
    Example example;
    bool repeats = false;  // an earlier report asked for the same thing
};

struct Learned {
    LabelledSet set;
    std::vector<Question> questions;
};

std::optional<bool> same(const LabelledSet& set, const Labelled& one, const Labelled& other) {
    if (one.group.empty() || other.group.empty()) return set.complete ? std::optional(false) : std::nullopt;
    return one.group == other.group;
}

Learned ask(const LabelledSet& set) {
    const std::vector<Labelled> reports = set.read(set.path);
    surfacing::Index index;
    surfacing::Clustering clustering({.latest = 0});  // by likeness alone, which is what is learned
    std::set<std::string> heard;
    Learned learned{set, {}};
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const Labelled& report = reports[i];
        const Id id{static_cast<std::int64_t>(i) + 1};
        if (set.complete || !report.group.empty()) {
            Question& question = learned.questions.emplace_back();
            question.repeats = !report.group.empty() && !heard.insert(report.group).second;
            for (const surfacing::Match& match :
                 index.find({.title = set.body_only ? std::string_view() : report.title,
                             .body = report.body,
                             .limit = index.options().reranked})) {
                const Labelled& answer = reports[static_cast<std::size_t>(match.report.value) - 1];
                question.example.answers.push_back({match.features, match.score, same(set, report, answer)});
            }
        }
        clustering.place(
            index,
            {.id = id, .title = report.title, .body = report.body, .said = set.in_time_order ? id.value : 0});
    }
    return learned;
}

// Each set counts by its weight, however many questions it has.
std::vector<Example> examples_of(const std::vector<Learned>& sets, const Learned* left_out) {
    constexpr double questions_in_all = 10'000;
    std::vector<Example> examples;
    for (const Learned& one : sets) {
        if (&one == left_out) continue;
        const auto asked = std::ranges::count_if(one.questions, &Question::repeats);
        for (const Question& question : one.questions) {
            if (!question.repeats) continue;
            examples.push_back(question.example);
            examples.back().weight = one.set.weight * questions_in_all / static_cast<double>(asked);
        }
    }
    return examples;
}

Model learn_from_nothing(const std::vector<Example>& examples) {
    Model start;
    start.weights = {};
    Model learned = surfacing::learn(examples, start);
    // How often people repeat each other differs from set to set, so the shipped probability is not learned.
    const Model shipped;
    learned.by_score = shipped.by_score;
    learned.by_rank = shipped.by_rank;
    learned.bias = shipped.bias;
    return learned;
}

std::vector<const JudgedAnswer*> ordered(const Example& example, const Model& model) {
    std::vector<const JudgedAnswer*> answers;
    for (const JudgedAnswer& answer : example.answers) answers.push_back(&answer);
    std::ranges::stable_sort(answers, std::greater{},
                             [&](const JudgedAnswer* answer) { return rank_of(model, answer->features); });
    return answers;
}

std::optional<std::size_t> place_of_same(const std::vector<const JudgedAnswer*>& answers) {
    const auto hit =
        std::ranges::find_if(answers, [](const JudgedAnswer* answer) { return answer->same == true; });
    return hit == answers.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(hit - answers.begin()));
}

Recall recall_of(const Learned& learned, const Model& model) {
    Recall recall;
    for (const Question& question : learned.questions) {
        if (!question.repeats) continue;
        recall.count(place_of_same(ordered(question.example, model)));
    }
    return recall;
}

struct Own {
    Recall recall;
    std::vector<surfacing::Prediction> shipped;
    std::vector<surfacing::Prediction> own;
    std::vector<surfacing::Prediction> firsts;  // of the first answers of all questions that were judged
    double repeats = 0;
};

Own learn_own(const Learned& learned) {
    Own own;
    std::vector<Example> past;
    Model model;
    std::size_t learn_at = 20;
    for (const Question& question : learned.questions) {
        if (past.size() >= learn_at) {
            model = surfacing::learn(past, Model{});
            learn_at = past.size() + past.size() / 2;
        }
        const auto answers = ordered(question.example, model);
        if (question.repeats) {
            ++own.repeats;
            own.recall.count(place_of_same(answers));
        }
        if (const auto predicted = predict(question.example, Model{})) own.shipped.push_back(*predicted);
        if (const auto predicted = predict(question.example, model)) own.own.push_back(*predicted);
        if (!answers.empty() && answers.front()->same) {
            const JudgedAnswer& first = *answers.front();
            own.firsts.push_back(
                {probability_of(model, first.score, rank_of(model, first.features)), *first.same});
        }
        past.push_back(question.example);
    }
    return own;
}

// How many of the true duplicates the surest answers reach while this share of them is right.
std::string curve(Own own) {
    std::ranges::sort(own.firsts, std::greater{}, &surfacing::Prediction::probability);
    std::string line;
    for (const double precision : {0.95, 0.9, 0.8, 0.7}) {
        double right = 0;
        double reached = 0;
        double taken = 0;
        for (const surfacing::Prediction& first : own.firsts) {
            right += first.same ? 1 : 0;
            if (right / ++taken >= precision) reached = right / own.repeats;
        }
        line += fmt::format("{:>6.3f}", reached);
    }
    return line;
}

}  // namespace

int main() {
    const std::filesystem::path data = feedback_directory();
    if (data.empty()) {
        fmt::print("CANYU_DATA is not set: nothing to learn from, skipped\n");
        return 0;
    }
    std::vector<Learned> sets;
    for (const LabelledSet& set : labelled_sets(data))
        if (there(set.path)) sets.push_back(ask(set));
    const Model learned = learn_from_nothing(examples_of(sets, nullptr));
    const surfacing::Features& w = learned.weights;
    fmt::print("CANYU_DATA=… learning_bench\n\nlearned from all sets:\n");
    fmt::print(
        "covered {:.4f} length {:.4f} fresh {:.4f} characters {:.4f} rare {:.4f} common {:.4f} in_title "
        "{:.4f} "
        "title_said {:.4f}\n\n",
        w.covered, w.length, w.fresh, w.characters, w.rare, w.common, w.in_title, w.title_said);
    fmt::print("{:<20}{:<20}{:<20}{:<20}{:<20}{:<18}{}\n", "set", "shipped R@1/5/10", "learned", "left out",
               "own", "error shipped own", "coverage at precision .95 .90 .80 .70");
    for (const Learned& one : sets) {
        const Model left_out = learn_from_nothing(examples_of(sets, &one));
        const Own own = learn_own(one);
        fmt::print("{:<20}{:<20}{:<20}{:<20}{:<20}{:.3f}   {:.3f}     {}\n", one.set.name,
                   recall_of(one, Model{}).text(), recall_of(one, learned).text(),
                   recall_of(one, left_out).text(), own.recall.text(), calibration_error(own.shipped),
                   calibration_error(own.own), curve(own));
    }
}
