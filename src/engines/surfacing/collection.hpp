// What the index stores: terms, postings, reports and which demand each belongs to. Internal to the engine.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "engines/surfacing/forms.hpp"
#include "engines/surfacing/index.hpp"
#include "engines/surfacing/moments.hpp"
#include "engines/surfacing/postings.hpp"
#include "engines/surfacing/sayings.hpp"
#include "engines/surfacing/terms.hpp"

namespace canyu::surfacing {

inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::min();

// In tokens, counted to 65,535. Apart from the entries, since a search reads them for every posting.
struct Lengths {
    std::uint16_t title = 0;
    std::uint16_t body = 0;
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
struct TermCounts {
    std::vector<TermCount> terms;  // distinct, in the order they are first said; they point into the tokens
    std::vector<std::uint32_t> of_token;  // into terms, of every token of the title and then of the body
};
TermCounts count_terms(const Tokens& title, const Tokens& body);

// In tokens; parts repeat their identifier and do not count.
std::uint16_t length_of(const Tokens& tokens);

// Threads: as Index.
class Collection {
  public:
    explicit Collection(const Options& chosen) : options(chosen) {}

    void add(const Report& report);
    std::size_t remove(std::span<const Id> reports);
    void assign(Id report, Id demand);
    std::vector<Id> merge(Id from, Id into);
    void mark(Id report, std::int64_t mark);

    [[nodiscard]] Slot slot_of(Id report) const;  // none when not stored
    [[nodiscard]] std::uint32_t ordinal_of(Id demand) const;
    [[nodiscard]] std::size_t size() const { return slots_.size(); }

    [[nodiscard]] std::span<const Entry> entries() const { return entries_; }
    [[nodiscard]] std::span<const Lengths> lengths() const { return lengths_; }
    // Of a slot its demand, none or into demands(); apart from the entries for the same reason.
    [[nodiscard]] std::span<const std::uint32_t> ordinals() const { return ordinals_; }
    [[nodiscard]] std::span<const Demand> demands() const { return demands_; }
    [[nodiscard]] Id demand_of(Slot slot) const;
    [[nodiscard]] const Terms& terms() const { return terms_; }
    [[nodiscard]] const Postings& postings(TermId term) const { return postings_[term]; }
    // What a report says, in the order in which it says it first.
    [[nodiscard]] SayingReader sayings(Slot slot) const { return SayingReader(sayings_.of(slot)); }
    // The lines of a report's body as packed_numbers() has them.
    [[nodiscard]] std::span<const std::uint8_t> lines(Slot slot) const { return lines_.of(slot); }
    // Whether so many reports say a line that it must be a form's.
    [[nodiscard]] bool is_form(std::uint32_t line) const;
    // What will soon be read comes nearer.
    void prefetch_sayings(Slot slot) const { sayings_.prefetch(slot); }
    [[nodiscard]] double mean_title_length() const;
    [[nodiscard]] double mean_body_length() const;
    // As Index::nearest.
    [[nodiscard]] std::vector<Slot> nearest(std::int64_t said, std::size_t limit, Slot except) const {
        return moments_.nearest(entries_, said, limit, except);
    }
    // How much of the time between the first and the last stored report lies behind this moment, 0..1.
    [[nodiscard]] double share_since(std::int64_t said) const;

    Options options;

  private:
    friend class ImageReader;

    TermId intern(std::string_view term);
    // There will be so many.
    void reserve(std::size_t reports);
    // A report whose words are in the sayings already; their postings are not its business.
    Slot enter(const Entry& entry, Lengths lengths, Id demand, std::span<const std::uint8_t> lines);
    // Of ascending slots, whose sayings are still there.
    void take_out_words(std::span<const Slot> slots);
    void leave_demand(Slot slot);
    [[nodiscard]] std::int64_t last_said_of(const Demand& demand) const;
    // Of slots whose entries are empty already.
    void drop_empty(std::vector<std::uint32_t> demands);
    void join_demand(Slot slot, Id demand);
    void measure_span();

    Terms terms_;
    std::vector<Postings> postings_;  // of every term
    SlotBytes sayings_;
    SlotBytes lines_;
    LineCounts line_counts_;
    boost::unordered_flat_map<std::int64_t, Slot> slots_;
    std::vector<Entry> entries_;
    Moments moments_;
    std::vector<Lengths> lengths_;
    std::vector<std::uint32_t> ordinals_;
    boost::unordered_flat_map<std::int64_t, std::uint32_t> known_demands_;  // into demands_
    std::vector<Demand> demands_;
    std::uint64_t title_lengths_ = 0;
    std::uint64_t body_lengths_ = 0;
    std::int64_t first_said_ = std::numeric_limits<std::int64_t>::max();
    std::int64_t last_said_ = never;
};

}  // namespace canyu::surfacing
