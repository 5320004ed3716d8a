// A sentiment model as lines of text and back.
#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "engines/surfacing/words/sentiment.hpp"

namespace canyu::surfacing {
namespace {

constexpr std::string_view first_line = "canyu sentiment 1\n";

}  // namespace

std::string SentimentModel::write() const {
    std::vector<std::pair<std::string_view, Weight>> phrases(weights_.begin(), weights_.end());
    std::ranges::sort(phrases);
    std::string bytes(first_line);
    for (const auto& [phrase, weight] : phrases) {
        bytes += phrase;
        bytes += '\t';
        bytes += std::to_string(weight);
        bytes += '\n';
    }
    return bytes;
}

std::optional<SentimentModel> SentimentModel::read(std::string_view bytes) {
    if (!bytes.starts_with(first_line) || !valid_utf8(bytes)) return {};
    SentimentModel model;
    model.weights_.clear();
    for (std::string_view rest = bytes.substr(first_line.size()); !rest.empty();) {
        const std::size_t tab = rest.find('\t');
        const std::size_t end = rest.find('\n');
        if (tab == std::string_view::npos || end == std::string_view::npos || tab > end) return {};
        Weight weight = 0;
        const auto number = std::from_chars(rest.data() + tab + 1, rest.data() + end, weight);
        if (number.ec != std::errc() || std::abs(std::int64_t{weight}) > most_weight) return {};
        model.weights_.emplace(rest.substr(0, tab), weight);
        rest.remove_prefix(end + 1);
    }
    // One model has one form: what is out of order, twice or written otherwise is refused here.
    if (model.write() != bytes) return {};
    return model;
}

}  // namespace canyu::surfacing
