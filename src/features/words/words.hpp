// The words people use: what they say more than usual, which words mean the same, and whether they praise.
#pragma once

#include <boost/describe.hpp>
#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "platform/db/db.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::surfacing {
class Synonyms;
}
namespace canyu::web {
class Site;
}

namespace canyu::words {

// ---- words of the week
// A word that surprisingly many say in the seven days before it was counted.
struct HotTerm {
    std::string shown;
    std::int64_t people = 0;
    double usual = 0;              // how many would say it in such a week, by the half year before
    std::optional<double> growth;  // people by usual; nothing where nobody ever said it before
    std::vector<Id> reports;       // some that say it, the newest first
};
std::vector<HotTerm> hot_terms(db::Reader& reader, Id product);  // as counted last, the most surprising first

// Who is held at a demand, as a later slice tells it: what they said there makes no word hot.
struct Held {
    Id demand;
    Id person;
    friend auto operator<=>(const Held&, const Held&) = default;
};
BOOST_DESCRIBE_STRUCT(Held, (), (demand, person))
using FindHeld = std::function<std::vector<Held>(db::Reader&, Id product)>;

// Counts a product's words anew, and how its people speak. Reads in pieces, at most most_heard bytes of the
// newest texts, and computes without a transaction; hidden and held reports are not heard.
void count_week(db::Database& store, Id product, const FindHeld& held, Time now);
inline constexpr std::size_t most_heard = std::size_t{8} << 20;

// ---- words that mean the same
enum class SynonymState { proposed, approved, refused };
BOOST_DESCRIBE_ENUM(SynonymState, proposed, approved, refused)

struct Synonym {
    Id id;
    Id product_id;
    std::string one;  // as words are compared; one < other
    std::string other;
    std::string one_shown;  // as people write them
    std::string other_shown;
    SynonymState state = SynonymState::proposed;
    std::optional<Time> proposed_at;  // nothing for what people added
    std::int64_t one_reports = 0;     // that say it
    std::int64_t other_reports = 0;
    std::int64_t both_reports = 0;
    std::int64_t shared_demands = 0;  // where one report says the one and another the other
    double score = 0;                 // 0..1
    std::string one_examples;         // ids of reports, one a line
    std::string other_examples;
    std::string contexts;  // what is said beside either, one a line
    std::optional<Id> decided_by;
    std::optional<Time> decided_at;
};
BOOST_DESCRIBE_STRUCT(Synonym, (),
                      (id, product_id, one, other, one_shown, other_shown, state, proposed_at, one_reports,
                       other_reports, both_reports, shared_demands, score, one_examples, other_examples,
                       contexts, decided_by, decided_at))

inline constexpr std::size_t most_proposals = 20;
// In fewer reports likeness is mostly chance, and asking about chance wastes the team's time.
inline constexpr std::size_t fewest_reports = 500;

// Looks for pairs anew, with the evidence as it is now. What was approved or refused stays so; what is
// proposed no more goes. Reads and computes as count_week.
void propose(db::Database& store, IdSource& ids, Id product, Time now);
// Of one state: proposals by their score, the rest by when they were decided.
std::vector<Synonym> synonyms(db::Reader& reader, Id product, SynonymState state);

// For the clock: every product, hourly and daily.
void count_weeks(db::Database& store, const FindHeld& held, Time now);
void propose_all(db::Database& store, IdSource& ids, Time now);

// The approved pairs as searches use them. Threads: any.
class Approved {
  public:
    // Reads all anew; at start, and by the clock for what another process decided.
    void load(db::Database& store);
    // Of a product, or (Id{}) of all together; null for none.
    std::shared_ptr<const surfacing::Synonyms> of(Id product) const;

    // What acts on pairs need besides the transaction; `by` is who acts.
    struct Acting {
        IdSource& ids;
        Id by;
        Time now;
    };
    // By hand: approved at once, also what was proposed or refused before. 422 on "one" and "other".
    Result<Synonym> add(db::Writer& writer, const Acting& acting, Id product, const std::string& one,
                        const std::string& other);
    // Each answers the pair; deciding the same again changes nothing. 404 for an unknown one.
    Result<Synonym> approve(db::Writer& writer, const Acting& acting, Id synonym);
    Result<Synonym> refuse(db::Writer& writer, const Acting& acting, Id synonym);
    // It waits again among the proposals; what people added by hand is gone.
    Result<Synonym> take_back(db::Writer& writer, const Acting& acting, Id synonym);

  private:
    using ByProduct = std::unordered_map<Id, std::shared_ptr<const surfacing::Synonyms>>;
    static ByProduct read(db::Reader& reader);
    // Searches of this process follow once the act is committed.
    void follow(db::Writer& writer);
    Result<Synonym> decide(db::Writer& writer, const Acting& acting, Id synonym, SynonymState state);

    mutable std::mutex mutex_;
    ByProduct by_product_;
    std::int64_t followed_ = 0;  // acts; what was read before one of them is older than it
};

// ---- praise and complaint
enum class Opinion { none, praise, complaint, mixed };
BOOST_DESCRIBE_ENUM(Opinion, none, praise, complaint, mixed)

struct OpinionWord {
    std::string phrase;  // as it was written
};
BOOST_DESCRIBE_STRUCT(OpinionWord, (), (phrase))

// How a text speaks and by which of its words, the strongest first; templates/mood.html shows it.
struct Mood {
    Opinion opinion = Opinion::none;
    std::vector<OpinionWord> opinion_words;
};
BOOST_DESCRIBE_STRUCT(Mood, (), (opinion, opinion_words))
// By the shipped lexicon, in microseconds; nothing for a text without an opinion.
std::optional<Mood> mood_of(std::string_view text);

// Staff: /studio/words…
void add_pages(web::Site& site, Approved& approved);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::words
