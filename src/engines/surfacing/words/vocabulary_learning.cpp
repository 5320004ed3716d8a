// Learns words: the places of all texts are sorted by what follows, so that equal strings of characters stand
// together and can be counted with what is on either side of them.
#include <algorithm>
#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cmath>
#include <limits>

#include "engines/surfacing/words/function_words.hpp"
#include "engines/surfacing/words/units.hpp"
#include "engines/surfacing/words/vocabulary.hpp"

namespace canyu::surfacing {
namespace {

using UnitId = std::uint32_t;

constexpr std::size_t longest_phrase = 2;  // of words
constexpr std::uint32_t fewest = 5;
constexpr double least_cohesion = 2.5;
constexpr double least_freedom = 0.9;
constexpr UnitId edge = 0;  // between two runs

struct UnitKind {
    std::string term;
    bool dense;
    bool function_word;
};

using Gram = std::array<UnitId, longest_learned_word>;  // filled up with edges

// Nats of a choice among equally named things; every edge is a thing of its own, for nobody knows what was
// left unsaid there. Summed from the smallest group on, so that the numbers of the units do not show.
double entropy(std::vector<UnitId>& neighbours) {
    std::ranges::sort(neighbours);
    std::vector<std::ptrdiff_t> groups;
    for (auto begin = neighbours.begin(); begin != neighbours.end();) {
        const auto end =
            *begin == edge ? begin + 1 : std::ranges::upper_bound(begin, neighbours.end(), *begin);
        groups.push_back(end - begin);
        begin = end;
    }
    std::ranges::sort(groups);
    double sum = 0;
    for (const std::ptrdiff_t group : groups) {
        const auto share = static_cast<double>(group) / static_cast<double>(neighbours.size());
        sum -= share * std::log(share);
    }
    return sum;
}

}  // namespace

class VocabularyLearner {
  public:
    explicit VocabularyLearner(std::span<const std::string_view> texts) {
        kinds_.push_back({{}, true, true});
        stream_.push_back(edge);
        // From the newest on, for the oldest may not find room.
        for (auto text = texts.rbegin(); text != texts.rend() && stream_.size() < Vocabulary::most_units;
             ++text)
            read(*text);
        // What follows the last place is never looked for beyond the stream.
        stream_.resize(stream_.size() + longest_learned_word, edge);
        sort_places();
    }

    Vocabulary run() {
        vocabulary_.units_ = static_cast<double>(places_.size());
        for (std::size_t length = 1; length <= longest_learned_word; ++length) count_grams(length);
        std::ranges::sort(vocabulary_.words_, {}, &LearnedWord::term);
        return std::move(vocabulary_);
    }

  private:
    void read(std::string_view text) {
        const Tokens tokens = tokenise(text);
        for (const Run& run : runs_of(tokens, text)) {
            for (const Unit& unit : run) {
                const auto [known, is_new] =
                    ids_.emplace(std::string(unit.term), static_cast<UnitId>(kinds_.size()));
                if (is_new) kinds_.push_back({known->first, unit.dense, is_function_word(unit)});
                stream_.push_back(known->second);
            }
            stream_.push_back(edge);
        }
    }

    void sort_places() {
        for (std::uint32_t place = 0; place < stream_.size(); ++place) {
            if (stream_[place] != edge) places_.push_back(place);
        }
        std::ranges::sort(places_, [&](std::uint32_t one, std::uint32_t other) {
            return gram_at(one, longest_learned_word) < gram_at(other, longest_learned_word);
        });
    }

    // Up to the next edge.
    [[nodiscard]] Gram gram_at(std::uint32_t place, std::size_t length) const {
        Gram gram{};
        for (std::size_t i = 0; i < length && stream_[place + i] != edge; ++i) gram[i] = stream_[place + i];
        return gram;
    }

    void count_grams(std::size_t length) {
        for (auto begin = places_.begin(); begin != places_.end();) {
            const Gram gram = gram_at(*begin, length);
            const auto end = std::find_if(
                begin, places_.end(), [&](std::uint32_t place) { return gram_at(place, length) != gram; });
            if (gram[length - 1] != edge && end - begin >= fewest)
                consider(gram, length, std::span(begin, end));
            begin = end;
        }
    }

    void consider(const Gram& gram, std::size_t length, std::span<const std::uint32_t> places) {
        const auto count = static_cast<std::uint32_t>(places.size());
        counts_[gram] = count;
        if (length == 1) {
            vocabulary_.counts_[kinds_[gram[0]].term] = count;
            return;
        }
        if (!may_be_word(gram, length)) return;
        const double held = cohesion(gram, length, count);
        if (held < least_cohesion) return;
        const double free =
            std::min(freedom(places, -1), freedom(places, static_cast<std::ptrdiff_t>(length)));
        if (free < least_freedom) return;
        const std::string term = spell(gram, length);
        vocabulary_.counts_[term] = count;
        vocabulary_.words_.push_back({term, count, held, free});
    }

    [[nodiscard]] bool may_be_word(const Gram& gram, std::size_t length) const {
        std::size_t words = 0;
        for (std::size_t i = 0; i < length; ++i) words += kinds_[gram[i]].dense ? 0 : 1;
        return !kinds_[gram[0]].function_word && !kinds_[gram[length - 1]].function_word &&
               words <= longest_phrase && (words < longest_phrase || length == words);
    }

    [[nodiscard]] double cohesion(const Gram& gram, std::size_t length, std::uint32_t count) const {
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t split = 1; split < length; ++split) {
            Gram front{};
            Gram back{};
            std::copy_n(gram.begin(), split, front.begin());
            std::copy(gram.begin() + static_cast<std::ptrdiff_t>(split),
                      gram.begin() + static_cast<std::ptrdiff_t>(length), back.begin());
            const double apart = static_cast<double>(counts_.at(front)) * counts_.at(back);
            least = std::min(least, std::log(count * vocabulary_.units_ / apart));
        }
        return least;
    }

    [[nodiscard]] double freedom(std::span<const std::uint32_t> places, std::ptrdiff_t step) const {
        std::vector<UnitId> neighbours;
        neighbours.reserve(places.size());
        for (const std::uint32_t place : places)
            neighbours.push_back(stream_[static_cast<std::size_t>(place + step)]);
        return entropy(neighbours);
    }

    [[nodiscard]] std::string spell(const Gram& gram, std::size_t length) const {
        std::string phrase;
        for (std::size_t i = 0; i < length; ++i) {
            const UnitKind& kind = kinds_[gram[i]];
            extend_phrase(phrase, i > 0 && !kinds_[gram[i - 1]].dense, kind.term, kind.dense);
        }
        return phrase;
    }

    boost::unordered_flat_map<std::string, UnitId> ids_;
    std::vector<UnitKind> kinds_;  // by id
    std::vector<UnitId> stream_;
    std::vector<std::uint32_t> places_;
    boost::unordered_flat_map<Gram, std::uint32_t> counts_;  // of those said often enough
    Vocabulary vocabulary_;
};

Vocabulary Vocabulary::learn(std::span<const std::string_view> texts) {
    return VocabularyLearner(texts).run();
}

}  // namespace canyu::surfacing
