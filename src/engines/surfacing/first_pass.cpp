// Term by term within a page of slots, page by page: what is added to over and over stays in the processor's
// cache.
#include "engines/surfacing/first_pass.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace canyu::surfacing {
namespace {

constexpr float least_score = 1e-30F;

struct Scored {
    Slot slot;
    float score;
};

// The scores of one page, all zero between two pages; a thread keeps its own.
struct Board {
    std::vector<float> scores;
    std::vector<std::uint16_t> touched;  // places within the page, as many as were touched

    void fit(std::size_t slots) {
        if (scores.size() >= slots) return;
        scores.resize(slots);
        touched.resize(slots + 1);  // one more is written than is counted
    }
};

Board& board_of_this_thread() {
    thread_local Board board;
    return board;
}

// A field's weight divided by what its length allows, for the usual lengths; as the collection stands.
class FieldFactors {
  public:
    FieldFactors(const TermWeights& weights, const Options& options) : weights_(weights), options_(options) {
        for (std::size_t length = 0; length < usual; ++length)
            known_[length] = factors(lengths(length, length));
    }
    struct Factors {
        float title;
        float body;
    };

    [[nodiscard]] Factors of(Lengths both) const {
        if (both.title >= usual || both.body >= usual) return factors(both);
        return {known_[both.title].title, known_[both.body].body};
    }

  private:
    static constexpr std::size_t usual = 512;  // tokens

    static Lengths lengths(std::size_t title, std::size_t body) {
        return {static_cast<std::uint16_t>(title), static_cast<std::uint16_t>(body)};
    }
    [[nodiscard]] Factors factors(Lengths both) const {
        const Allowance allowance = weights_.allowance(both);
        return {static_cast<float>(options_.title_weight / allowance.title),
                static_cast<float>(options_.body_weight / allowance.body)};
    }

    const TermWeights& weights_;
    const Options& options_;
    std::array<Factors, usual> known_;
};

// The best report of each of the best demands so far. It holds up to twice as many as are wanted, so that the
// worse half is seldom looked for.
class BestDemands {
  public:
    BestDemands(const Collection& collection, const Query& query, std::size_t wanted)
        : collection_(collection),
          except_slot_(collection.slot_of(query.except_report)),
          except_demand_(collection.ordinal_of(query.except_demand)),
          each_report_(query.each_report),
          wanted_(wanted) {}

    // Whether a report of this score may be among them; it gets ready to be considered.
    [[nodiscard]] bool may_be(Slot slot, float score) const {
        if (score < bar_) return false;
        __builtin_prefetch(&collection_.ordinals()[slot]);
        return true;
    }

    void consider(Slot slot, float score) {
        if (score < bar_) return;
        const std::uint32_t demand = collection_.ordinals()[slot];
        if (demand == none ? !each_report_ : demand == except_demand_) return;
        if (slot == except_slot_) return;
        const auto [place, is_new] = places_.try_emplace(answer_of(slot), best_.size());
        if (is_new) {
            best_.push_back({slot, score});
            if (best_.size() > 2 * wanted_) drop_worse();
        } else if (better({slot, score}, best_[place->second])) {
            best_[place->second] = {slot, score};
        }
    }

    std::vector<Slot> take() {
        drop_worse();
        std::vector<Slot> slots;
        for (const Scored& scored : best_) slots.push_back(scored.slot);
        return slots;
    }

  private:
    [[nodiscard]] std::uint32_t answer_of(Slot slot) const {
        return each_report_ ? slot : collection_.ordinals()[slot];
    }

    [[nodiscard]] bool better(const Scored& one, const Scored& other) const {
        if (one.score != other.score) return one.score > other.score;
        return collection_.entries()[one.slot].report < collection_.entries()[other.slot].report;
    }

    void drop_worse() {
        if (best_.size() <= wanted_) return;
        const auto kept = best_.begin() + static_cast<std::ptrdiff_t>(wanted_);
        std::ranges::nth_element(best_, kept,
                                 [&](const Scored& one, const Scored& other) { return better(one, other); });
        best_.erase(kept, best_.end());
        places_.clear();
        for (std::uint32_t place = 0; place < best_.size(); ++place)
            places_.emplace(answer_of(best_[place].slot), place);
        // A demand that is dropped can come back by another report only, and only above this.
        if (!best_.empty()) bar_ = std::ranges::min(best_, {}, &Scored::score).score;
    }

    const Collection& collection_;
    const Slot except_slot_;
    const std::uint32_t except_demand_;
    const bool each_report_;
    const std::size_t wanted_;
    float bar_ = 0;
    std::vector<Scored> best_;
    boost::unordered_flat_map<std::uint32_t, std::uint32_t> places_;  // of an answer, in best_
};

// One term's postings, as far as they are read.
struct Unread {
    const std::uint32_t* at;
    const std::uint32_t* end;
    float weight;
};

std::vector<Unread> within_budget(const Collection& collection, const Asked& asked) {
    std::vector<Unread> taken;
    std::size_t spent = 0;
    for (const AskedTerm& term : asked.terms()) {
        const Postings& postings = collection.postings(term.id);
        spent += postings.reports();
        if (!taken.empty() && spent > collection.options.posting_budget) break;
        const std::span<const std::uint32_t> words = postings.words();
        taken.push_back({words.data(), words.data() + words.size(),
                         static_cast<float>(term.weight * (collection.options.saturation + 1))});
    }
    return taken;
}

// The lengths of a page come from far away, nearly all of them, and are asked for in no order: they are
// fetched while the page before it is scored, some by every term.
class NextPage {
  public:
    NextPage(std::span<const Lengths> lengths, std::size_t terms)
        : lengths_(lengths.subspan(std::min(lengths.size(), page_slots))),
          each_(std::min(lengths_.size(), page_slots) / terms + 1) {}

    void fetch_some() {
        constexpr std::size_t in_a_line = 64 / sizeof(Lengths);
        for (const std::size_t end = std::min(at_ + each_, lengths_.size()); at_ < end; at_ += in_a_line)
            __builtin_prefetch(&lengths_[at_]);
    }

  private:
    std::span<const Lengths> lengths_;
    std::size_t each_;
    std::size_t at_ = 0;
};

// Answers how many places were touched.
std::size_t score_page(std::uint32_t page, std::span<Unread> terms, std::span<const Lengths> lengths,
                       const FieldFactors& factors, float saturation, Board& board) {
    float* const scores = board.scores.data();
    std::uint16_t* const touched = board.touched.data();
    std::size_t count = 0;
    NextPage next(lengths, terms.size());
    for (Unread& term : terms) {
        next.fetch_some();
        const std::uint32_t* at = term.at;
        if (at == term.end || Postings::place(*at) != page) continue;
        for (++at; at != term.end && !Postings::opens_page(*at); ++at) {
            const std::uint32_t place = Postings::place(*at);
            const FieldFactors::Factors factor = factors.of(lengths[place]);
            const float said = static_cast<float>(Postings::title(*at)) * factor.title +
                               static_cast<float>(Postings::body(*at)) * factor.body;
            touched[count] = static_cast<std::uint16_t>(place);
            count += scores[place] == 0 ? 1 : 0;
            // Never nothing, also where the options give a field no weight: a place must be touched only
            // once.
            scores[place] += std::max(term.weight * said / (said + saturation), least_score);
        }
        term.at = at;
        // The next page's are too few for the processor to see by itself where this goes.
        for (const std::ptrdiff_t words : {16, 32, 48})
            __builtin_prefetch(at + std::min(words, term.end - at));
    }
    return count;
}

}  // namespace

std::vector<Slot> most_alike(const Collection& collection, const TermWeights& weights, const Asked& asked,
                             const Query& query, std::size_t wanted) {
    const std::span<const Lengths> lengths = collection.lengths();
    std::vector<Unread> terms = within_budget(collection, asked);
    if (terms.empty()) return {};
    const FieldFactors factors(weights, collection.options);
    const auto saturation = static_cast<float>(collection.options.saturation);
    Board& board = board_of_this_thread();
    board.fit(std::min(lengths.size(), page_slots));
    BestDemands best(collection, query, wanted);
    std::vector<Scored> passing;
    for (std::size_t begin = 0; begin < lengths.size(); begin += page_slots) {
        const auto page = static_cast<std::uint32_t>(begin / page_slots);
        const std::size_t count = score_page(page, terms, lengths.subspan(begin), factors, saturation, board);
        passing.clear();
        for (std::size_t i = 0; i < count; ++i) {
            const auto slot = static_cast<Slot>(begin + board.touched[i]);
            const float score = std::exchange(board.scores[board.touched[i]], 0.0F);
            if (best.may_be(slot, score)) passing.push_back({slot, score});
        }
        for (const Scored& scored : passing) best.consider(scored.slot, scored.score);
    }
    return best.take();
}

}  // namespace canyu::surfacing
