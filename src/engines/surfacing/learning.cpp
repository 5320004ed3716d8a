// Two small convex problems, solved by the same descent.
#include "engines/surfacing/learning.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>

#include "engines/surfacing/clustering.hpp"
#include "engines/surfacing/logistic.hpp"

namespace canyu::surfacing {
namespace {

template <std::size_t N>
using Numbers = std::array<double, N>;

// Adam with its usual constants, in units in which every weight moves about alike.
template <std::size_t N, class Gradient>
Numbers<N> descend(int rounds, const Gradient& gradient) {
    constexpr double step = 0.05;
    constexpr double keep_mean = 0.9;
    constexpr double keep_square = 0.999;
    Numbers<N> at{};
    Numbers<N> mean{};
    Numbers<N> square{};
    for (int round = 1; round <= rounds; ++round) {
        const Numbers<N> slope = gradient(at);
        for (std::size_t i = 0; i < N; ++i) {
            mean[i] = keep_mean * mean[i] + (1 - keep_mean) * slope[i];
            square[i] = keep_square * square[i] + (1 - keep_square) * slope[i] * slope[i];
            const double unbiased_mean = mean[i] / (1 - std::pow(keep_mean, round));
            const double unbiased_square = square[i] / (1 - std::pow(keep_square, round));
            at[i] -= step * unbiased_mean / (std::sqrt(unbiased_square) + 1e-8);
        }
    }
    return at;
}

// One row of numbers that belong together, and how much it counts.
template <std::size_t N>
struct Row {
    Numbers<N> numbers;
    double weight;
};

// By what a number must be multiplied so that it spreads by 1; 1 for one that does not spread.
template <std::size_t N>
Numbers<N> units(const std::vector<Row<N>>& rows) {
    Numbers<N> sum{};
    Numbers<N> squares{};
    double weight = 0;
    for (const Row<N>& row : rows) {
        weight += row.weight;
        for (std::size_t i = 0; i < N; ++i) {
            sum[i] += row.weight * row.numbers[i];
            squares[i] += row.weight * row.numbers[i] * row.numbers[i];
        }
    }
    Numbers<N> units;
    units.fill(1);
    for (std::size_t i = 0; i < N && weight > 0; ++i) {
        const double mean = sum[i] / weight;
        const double variance = squares[i] / weight - mean * mean;
        if (variance > 1e-9) units[i] = 1 / std::sqrt(variance);
    }
    return units;
}

bool has_same(const Example& example) {
    return std::ranges::any_of(example.answers,
                               [](const JudgedAnswer& answer) { return answer.same == true; });
}

FeatureNumbers plus(const FeatureNumbers& start, const FeatureNumbers& moved, const FeatureNumbers& units) {
    FeatureNumbers weights = start;
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] += moved[i] * units[i];
    return weights;
}

// Adds one example's share of the gradient: what the model expects of the answers less what it expects of
// those that are the same.
void add_gradient(const Example& example, const Features& weights, const FeatureNumbers& units,
                  double example_weight, FeatureNumbers& slope) {
    std::vector<double> shares;
    Model model;
    model.weights = weights;
    for (const JudgedAnswer& answer : example.answers) shares.push_back(rank_of(model, answer.features));
    const double most = std::ranges::max(shares);
    double all = 0;
    double same = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        shares[i] = std::exp(shares[i] - most);
        all += shares[i];
        if (example.answers[i].same == true) same += shares[i];
    }
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const JudgedAnswer& answer = example.answers[i];
        const double expected = shares[i] / all - (answer.same == true ? shares[i] / same : 0);
        const auto numbers = std::bit_cast<FeatureNumbers>(answer.features);
        for (std::size_t j = 0; j < slope.size(); ++j)
            slope[j] += example_weight * expected * numbers[j] * units[j];
    }
}

Features learn_weights(std::span<const Example> examples, const Model& start,
                       const LearningOptions& options) {
    std::vector<Row<8>> rows;
    double total = options.strength;
    for (const Example& example : examples) {
        if (!has_same(example)) continue;
        total += example.weight;
        for (const JudgedAnswer& answer : example.answers)
            rows.push_back({std::bit_cast<FeatureNumbers>(answer.features), example.weight});
    }
    const FeatureNumbers unit = units(rows);
    const auto first = std::bit_cast<FeatureNumbers>(start.weights);
    const auto moved = descend<8>(options.rounds, [&](const FeatureNumbers& at) {
        const auto weights = std::bit_cast<Features>(plus(first, at, unit));
        FeatureNumbers slope{};
        for (const Example& example : examples)
            if (has_same(example)) add_gradient(example, weights, unit, example.weight / total, slope);
        for (std::size_t i = 0; i < slope.size(); ++i) slope[i] += options.strength / total * at[i];
        return slope;
    });
    return std::bit_cast<Features>(plus(first, moved, unit));
}

struct Likely {
    double probability;
    const JudgedAnswer* answer;
};

// The first answers, the likeliest first; of those that are as likely, as they are ranked.
std::vector<Likely> first_answers(const Example& example, const Model& model) {
    std::vector<std::pair<double, const JudgedAnswer*>> ranked;
    for (const JudgedAnswer& answer : example.answers)
        ranked.emplace_back(-rank_of(model, answer.features), &answer);
    const std::size_t kept = std::min(ranked.size(), likeliest_within);
    std::ranges::partial_sort(ranked, ranked.begin() + static_cast<std::ptrdiff_t>(kept));
    std::vector<Likely> first;
    for (const auto& [rank, answer] : std::span(ranked).first(kept))
        first.push_back({probability_of(model, answer->score, -rank), answer});
    std::ranges::stable_sort(first, std::ranges::greater{}, &Likely::probability);
    return first;
}

// The answer that would be joined: the likeliest of the first ones. Nothing when that was not judged.
const JudgedAnswer* likeliest(const Example& example, const Model& model) {
    const std::vector<Likely> first = first_answers(example, model);
    return first.empty() || !first.front().answer->same ? nullptr : first.front().answer;
}

// by_score, by_rank and bias of a model whose weights are learned.
void learn_probability(std::span<const Example> examples, const LearningOptions& options, Model& model) {
    std::vector<Row<3>> rows;
    std::vector<double> same;
    double total = options.strength;
    for (const Example& example : examples) {
        const JudgedAnswer* answer = likeliest(example, model);
        if (answer == nullptr) continue;
        rows.push_back({{std::log(answer->score), rank_of(model, answer->features), 1}, example.weight});
        same.push_back(*answer->same ? 1 : 0);
        total += example.weight;
    }
    const Numbers<3> unit = units(rows);
    const Numbers<3> first{model.by_score, model.by_rank, model.bias};
    const auto moved = descend<3>(options.rounds, [&](const Numbers<3>& at) {
        Numbers<3> slope{};
        for (std::size_t row = 0; row < rows.size(); ++row) {
            double odds = 0;
            for (std::size_t i = 0; i < 3; ++i) odds += (first[i] + at[i] * unit[i]) * rows[row].numbers[i];
            const double error = logistic(odds) - same[row];
            for (std::size_t i = 0; i < 3; ++i)
                slope[i] += rows[row].weight / total * error * rows[row].numbers[i] * unit[i];
        }
        for (std::size_t i = 0; i < 3; ++i) slope[i] += options.strength / total * at[i];
        return slope;
    });
    model.by_score = first[0] + moved[0] * unit[0];
    model.by_rank = first[1] + moved[1] * unit[1];
    model.bias = first[2] + moved[2] * unit[2];
}

}  // namespace

Model learn(std::span<const Example> examples, const Model& start, const LearningOptions& options) {
    Model model = start;
    model.weights = learn_weights(examples, start, options);
    learn_probability(examples, options, model);
    return model;
}

double first_right(std::span<const Example> examples, const Model& model) {
    double questions = 0;
    double right = 0;
    for (const Example& example : examples) {
        if (!has_same(example)) continue;
        const auto first = std::ranges::max_element(
            example.answers, {}, [&](const JudgedAnswer& answer) { return rank_of(model, answer.features); });
        ++questions;
        right += first->same == true ? 1 : 0;
    }
    return questions > 0 ? right / questions : 1;
}

std::optional<Prediction> predict(const Example& example, const Model& model) {
    const std::vector<Likely> first = first_answers(example, model);
    if (first.empty() || !first.front().answer->same) return std::nullopt;
    return Prediction{first.front().probability, *first.front().answer->same,
                      first.size() > 1 ? first[1].probability : 0};
}

double calibration_error(std::span<const Prediction> predictions) {
    constexpr std::size_t steps = 10;
    std::array<double, steps> differences{};
    for (const Prediction& prediction : predictions) {
        const auto step = static_cast<std::size_t>(prediction.probability * steps);
        differences[std::min(step, steps - 1)] += prediction.probability - (prediction.same ? 1 : 0);
    }
    double error = 0;
    for (const double difference : differences) error += std::abs(difference);
    return predictions.empty() ? 0 : error / static_cast<double>(predictions.size());
}

}  // namespace canyu::surfacing
