#include "platform/search/snippet.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace canyu::search {
namespace {

// Characters shown before the first mark.
constexpr std::size_t lead = 20;

bool is_word_character(char32_t character, std::string_view bytes) {
    if (character < 0x80)
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
               (character >= 'A' && character <= 'Z');
    // The same rule as the index: a character is part of a word when it makes a term.
    return !search_terms(bytes).empty();
}

bool matches_word(std::string_view word, const std::vector<Term>& terms) {
    const std::string folded = fold(word);
    return std::ranges::any_of(terms, [&](const Term& term) {
        return term.prefix ? std::string_view(folded).starts_with(term.text) : folded == term.text;
    });
}

// Collects marks while a text is walked from its start.
class Marker {
  public:
    explicit Marker(const std::vector<Term>& terms) : terms_(terms) {}

    void walk(std::string_view text) {
        for (std::size_t position = 0; position < text.size();) {
            const std::size_t start = position;
            const char32_t character = next_character(text, position);
            const std::string_view bytes = text.substr(start, position - start);
            if (is_han(character)) {
                end_word(text, start);
                han(fold(bytes), start, position);
            } else if (is_word_character(character, bytes)) {
                before_.clear();
                if (!in_word_) word_start_ = start;
                in_word_ = true;
            } else {
                before_.clear();
                end_word(text, start);
            }
        }
        end_word(text, text.size());
    }
    std::vector<Mark> marks;

  private:
    void end_word(std::string_view text, std::size_t end) {
        if (in_word_ && matches_word(text.substr(word_start_, end - word_start_), terms_))
            add(word_start_, end);
        in_word_ = false;
    }
    void han(std::string folded, std::size_t start, std::size_t end) {
        for (const Term& term : terms_) {
            if (term.text == folded) add(start, end);
            if (!before_.empty() && term.text == before_ + folded) add(before_start_, end);
        }
        before_ = std::move(folded);
        before_start_ = start;
    }
    void add(std::size_t start, std::size_t end) {
        const Mark mark{static_cast<std::int64_t>(start), static_cast<std::int64_t>(end)};
        if (!marks.empty() && mark.start <= marks.back().end)
            marks.back().end = std::max(marks.back().end, mark.end);
        else
            marks.push_back(mark);
    }

    const std::vector<Term>& terms_;
    bool in_word_ = false;
    std::size_t word_start_ = 0;
    std::string before_;  // the folded Han character that touches this one
    std::size_t before_start_ = 0;
};

// The byte positions where characters start, and the end.
std::vector<std::size_t> boundaries(std::string_view text) {
    std::vector<std::size_t> starts;
    for (std::size_t position = 0; position < text.size(); next_character(text, position))
        starts.push_back(position);
    starts.push_back(text.size());
    return starts;
}

// The character at which the window of `limit` characters with the most marks begins.
std::size_t best_start(const std::vector<std::size_t>& starts, const std::vector<Mark>& marks,
                       std::size_t limit) {
    const auto character_at = [&](std::int64_t byte) {
        return static_cast<std::size_t>(std::ranges::lower_bound(starts, static_cast<std::size_t>(byte)) -
                                        starts.begin());
    };
    std::size_t best = 0;
    std::size_t most = 0;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const std::size_t first = character_at(marks[i].start);
        const std::size_t start = first > lead ? first - lead : 0;
        std::size_t inside = 0;
        while (i + inside < marks.size() && character_at(marks[i + inside].end) <= start + limit) ++inside;
        if (inside > most) {
            most = inside;
            best = start;
        }
    }
    // Near the end of the text the window moves back rather than being half empty.
    const std::size_t characters = starts.size() - 1;
    return std::min(best, characters > limit ? characters - limit : 0);
}

}  // namespace

std::vector<Mark> find_marks(std::string_view text, const std::vector<Term>& terms) {
    Marker marker(terms);
    marker.walk(text);
    return std::move(marker.marks);
}

Snippet make_snippet(std::string_view text, const std::vector<Term>& terms, std::size_t limit) {
    std::string line(text);
    std::ranges::replace_if(line, [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
    const std::vector<Mark> marks = find_marks(line, terms);
    const std::vector<std::size_t> starts = boundaries(line);
    const std::size_t first = best_start(starts, marks, limit);
    const std::size_t last = std::min(first + limit, starts.size() - 1);
    Snippet snippet;
    if (first > 0) snippet.text = "…";
    const auto begin = static_cast<std::int64_t>(starts[first]);
    const auto end = static_cast<std::int64_t>(starts[last]);
    const auto shift = static_cast<std::int64_t>(snippet.text.size()) - begin;
    snippet.text += line.substr(starts[first], starts[last] - starts[first]);
    if (last + 1 < starts.size()) snippet.text += "…";
    for (const Mark& mark : marks)
        if (mark.start >= begin && mark.end <= end)
            snippet.marks.push_back({mark.start + shift, mark.end + shift});
    return snippet;
}

}  // namespace canyu::search
