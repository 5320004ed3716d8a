// Sentiment models and the texts they judge: no bytes break the reader, what it accepts is written back
// letter by letter, and every marked word lies within the text.
#include <cmath>
#include <cstdint>

#include "base/check.hpp"
#include "engines/surfacing/words/sentiment.hpp"

using namespace canyu;
using namespace canyu::surfacing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const SentimentModel lexicon;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::optional<SentimentModel> model = SentimentModel::read(input);
    CANYU_CHECK(!model || model->write() == input);
    const Sentiment sentiment = model.value_or(lexicon).judge(input);
    CANYU_CHECK(std::abs(sentiment.score) <= 1 && sentiment.words.size() <= most_opinion_words);
    for (const OpinionWord& word : sentiment.words) {
        for (const Range& range : word.ranges) CANYU_CHECK(range.begin < range.end && range.end <= size);
    }
    return 0;
}
