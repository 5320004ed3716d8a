// What the index stores: terms, postings, reports and which demand each belongs to. Internal to the engine.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <deque>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "engines/surfacing/index.hpp"

namespace canyu::surfacing {

using Slot = std::uint32_t;    // a stored report, in the order of arrival; never used again
using TermId = std::uint32_t;  // a known term
inline constexpr std::uint32_t none = 0xFFFFFFFF;
inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::min();

// How often a report says a term in either field: of a term, by whom; of a report, what.
struct Posting {
    Slot slot;
    std::uint16_t title;
    std::uint16_t body;
};
struct Saying {
    TermId term;
    std::uint16_t title;
    std::uint16_t body;
};

struct Entry {
    Id report;
    std::uint32_t demand = none;  // into demands
    std::uint32_t title_length = 0;
    std::uint32_t body_length = 0;
    std::int64_t said = 0;
    std::vector<Saying> said_terms;  // each term once; by them the report can be taken out again
};

struct Demand {
    Id id;
    std::vector<Slot> slots;
    std::int64_t last_said = never;
};

// How often one text or pair of texts says each term.
struct TermCount {
    std::string_view term;
    std::uint16_t title = 0;
    std::uint16_t body = 0;
};

// The distinct terms of the two texts, in the order they are first said; they point into the tokens.
std::vector<TermCount> count_terms(const Tokens& title, const Tokens& body);

// Length in tokens; parts repeat their identifier and do not count.
std::uint32_t length_of(const Tokens& tokens);

// Threads: as Index. Postings of a term are in slot order, and slots only grow.
class Collection {
  public:
    explicit Collection(const Options& chosen) : options(chosen) {}

    void add(const Report& report);
    bool remove(Id report);
    void assign(Id report, Id demand);
    std::vector<Id> merge(Id from, Id into);

    [[nodiscard]] Slot slot_of(Id report) const;  // none when not stored
    [[nodiscard]] std::uint32_t ordinal_of(Id demand) const;
    [[nodiscard]] std::size_t size() const { return slots_.size(); }

    [[nodiscard]] std::span<const Entry> entries() const { return entries_; }
    [[nodiscard]] std::span<const Demand> demands() const { return demands_; }
    [[nodiscard]] std::size_t terms() const { return postings_.size(); }
    [[nodiscard]] TermId term_id(std::string_view term) const;  // none when no report says it
    [[nodiscard]] std::span<const Posting> postings(TermId term) const { return postings_[term]; }
    [[nodiscard]] bool is_character(TermId term) const { return are_characters_[term]; }
    // The posting of that report, or nothing.
    [[nodiscard]] const Posting* posting(TermId term, Slot slot) const;
    [[nodiscard]] double mean_title_length() const;
    [[nodiscard]] double mean_body_length() const;
    // How much of the time between the first and the last stored report lies behind this moment, 0..1.
    [[nodiscard]] double share_since(std::int64_t said) const;

    Options options;

  private:
    TermId intern(std::string_view term);
    void leave_demand(Slot slot);
    void join_demand(Slot slot, Id demand);
    void measure_span();

    boost::unordered_flat_map<std::string_view, TermId> term_ids_;
    std::vector<bool> are_characters_;
    std::deque<std::string> term_texts_;  // what the keys of term_ids_ point to; a deque never moves them
    std::vector<std::vector<Posting>> postings_;
    boost::unordered_flat_map<std::int64_t, Slot> slots_;
    std::vector<Entry> entries_;
    boost::unordered_flat_map<std::int64_t, std::uint32_t> ordinals_;
    std::vector<Demand> demands_;
    std::uint64_t title_lengths_ = 0;
    std::uint64_t body_lengths_ = 0;
    std::int64_t first_said_ = std::numeric_limits<std::int64_t>::max();
    std::int64_t last_said_ = never;
};

}  // namespace canyu::surfacing
