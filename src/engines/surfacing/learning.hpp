// Learns from people's decisions which answers to put first and how likely they are.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engines/surfacing/index.hpp"
#include "engines/surfacing/ranking.hpp"

namespace canyu::surfacing {

// One answer to a question, and whether a person said that both ask for the same thing.
struct JudgedAnswer {
    Features features;
    double score = 0;  // Match::score
    std::optional<bool> same;
};

// A question with its answers, any number in any order: as Index::find gives them for a report before it
// joined, with the limit Options::reranked.
struct Example {
    std::vector<JudgedAnswer> answers;
    double weight = 1;  // counts as so many examples
};

struct LearningOptions {
    // How many examples the model started from is worth: so many that say the opposite move it half of the
    // way, roughly.
    double strength = 20;
    int rounds = 250;
};

// The order by the likelihood of the first place being one of those that are the same (listwise softmax: Cao
// et al. 2007, "Learning to rank"), the probability by logistic regression on the likeliest of the first
// answers (Platt 1999), both drawn to `start` by a Gaussian prior, by gradients over all examples (Adam:
// Kingma and Ba 2015). The same examples in the same order give the same bits. Pure.
[[nodiscard]] Model learn(std::span<const Example> examples, const Model& start,
                          const LearningOptions& options = {});

// How often the answer that comes first is the same, of the examples that have such an answer: 0..1, 1 where
// there is none. Pure.
[[nodiscard]] double first_right(std::span<const Example> examples, const Model& model);

// What a model says of the answer that would be joined (the likeliest of the first ones), and what people
// say.
struct Prediction {
    double probability;
    bool same;
    double next = 0;  // how likely the likeliest of the other first answers is
};

// Nothing where there is no answer or nobody judged it. Pure.
[[nodiscard]] std::optional<Prediction> predict(const Example& example, const Model& model);

// Expected calibration error, over ten equal steps of probability (Naeini et al. 2015): 0 where of the
// answers that are said to be likely by so much just so many are the same. Pure.
[[nodiscard]] double calibration_error(std::span<const Prediction> predictions);

}  // namespace canyu::surfacing
