// What the page of words shows.
#pragma once

#include "features/people/people.hpp"
#include "features/products/products.hpp"
#include "features/words/forms.hpp"
#include "features/words/quoting.hpp"
#include "features/words/words.hpp"

namespace canyu::words {

struct QuoteView {
    Quote quote;
    std::string quote_url;
    std::string words_language;  // "" when not known
    Time said_at{};
};
BOOST_DESCRIBE_STRUCT(QuoteView, (), (quote, quote_url, words_language, said_at))

struct HotView {
    std::string word;
    std::int64_t people = 0;
    double usual = 0;               // two digits at most
    std::optional<double> growth;   // two digits at most; nothing where nobody ever said it before
    std::int64_t people_width = 0;  // of 100, beside the most said of the list
    std::int64_t usual_width = 0;
    std::optional<QuoteView> example;
};
BOOST_DESCRIBE_STRUCT(HotView, (), (word, people, usual, growth, people_width, usual_width, example))

// Seven days of reports by how they speak; the parts of a bar of 100 begin and end where they do.
struct MoodWeek {
    bool is_this_week = false;
    std::int64_t reports = 0;
    std::int64_t praise = 0;
    std::int64_t mixed = 0;
    std::int64_t complaint = 0;
    std::int64_t praise_percent = 0;
    std::int64_t mixed_percent = 0;
    std::int64_t complaint_percent = 0;
    std::int64_t complaint_begin = 0;
};
BOOST_DESCRIBE_STRUCT(MoodWeek, (),
                      (is_this_week, reports, praise, mixed, complaint, praise_percent, mixed_percent,
                       complaint_percent, complaint_begin))

struct SideView {
    std::string word;
    std::int64_t word_reports = 0;
    std::vector<QuoteView> quotes;
};
BOOST_DESCRIBE_STRUCT(SideView, (), (word, word_reports, quotes))

struct ContextView {
    std::string context;
};
BOOST_DESCRIBE_STRUCT(ContextView, (), (context))

struct PairView {
    Id synonym_id;
    std::string one_word;
    std::string other_word;
    std::vector<SideView> sides;  // only of a proposal
    std::int64_t both_reports = 0;
    std::int64_t shared_demands = 0;
    std::vector<ContextView> contexts;
    std::optional<people::Card> decided_by;
    std::optional<Time> decided_at;
};
BOOST_DESCRIBE_STRUCT(PairView, (),
                      (synonym_id, one_word, other_word, sides, both_reports, shared_demands, contexts,
                       decided_by, decided_at))

struct WordsPage {
    std::vector<products::ProductOption> products;  // nothing to choose where there is one
    std::string product_slug;
    std::optional<Time> counted_at;
    std::vector<HotView> hot;
    std::vector<MoodWeek> weeks;
    std::vector<PairView> proposed;  // the likeliest
    std::int64_t more_proposed = 0;  // that come after these are decided
    std::vector<PairView> approved;
    std::vector<PairView> kept_apart;
    std::string one;  // as typed
    std::string other;
};
BOOST_DESCRIBE_STRUCT(WordsPage, (),
                      (products, product_slug, counted_at, hot, weeks, proposed, more_proposed, approved,
                       kept_apart, one, other))

}  // namespace canyu::words
