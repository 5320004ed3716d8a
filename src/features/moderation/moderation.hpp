// Trust and moderation: how far a person's words are believed, what is held for the staff to look at, flags,
// decisions, appeals and the public log of all of it.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "features/people/people.hpp"
#include "platform/db/db.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::moderation {

// ---- trust as a weight
inline constexpr double least_trust = 0.3;

// trust = 0.3 + 0.35 · (1 - 2^(-age / 14 days)) + 0.35 · (1 - 2^(-deeds / 5)), from 0.3 up to 1.
//
// A new account that did nothing else weighs 0.3, so that a crowd of fresh accounts cannot lift a demand or
// bury a post like people who have been here; two weeks and five standing deeds make it 0.65. Nobody is
// silenced.
double trust(Milliseconds age, std::int64_t deeds);

// Answers the trust of people, each as often as asked for and in that order; an account that is gone weighs
// as a new one. Remembers when everybody joined and how many deeds they had when they were counted last.
// Thread rule: any thread.
class TrustBook {
  public:
    std::vector<double> of(db::Reader& reader, std::span<const Id> people, Time now);
    // Counting the deeds of those only who `acted` since, and of whom nobody has asked yet.
    std::vector<double> lately(db::Reader& reader, std::span<const Id> people, std::span<const Id> acted,
                               Time now);

  private:
    struct Basis {
        std::optional<Time> joined_at;
        std::int64_t deeds = 0;
    };
    void count(db::Reader& reader, std::vector<Id> people);
    std::vector<double> trusts(std::span<const Id> people, Time now) const;

    mutable std::mutex mutex_;
    std::unordered_map<Id, Basis> known_;
};
double trust_of(db::Reader& reader, Id person, Time now);

// ---- trust as a level: what one may do, and how often
enum class Level { newcomer, member, regular, trusted };
BOOST_DESCRIBE_ENUM(Level, newcomer, member, regular, trusted)

// What a level is computed from, whenever it is asked for.
struct Record {
    std::int64_t steps = 0;     // topics read, and standing deeds
    std::int64_t days = 0;      // with reading or with deeds, whichever are more
    double helpful = 0;         // weights of "helpful" received
    std::int64_t declined = 0;  // words of theirs that staff declined in the last 90 days
    bool approved = false;      // staff approved words of theirs and trust them since
};
Record record_of(db::Reader& reader, Id person, Time now);
// What counts beside steps and days: `helpful` less two for each declined, one more for being approved.
double points(const Record& record);
struct Needed {
    std::int64_t steps = 0;
    std::int64_t days = 0;
    double points = 0;
};
Needed needed_for(Level level);
// The highest whose needs are all met; who was approved is a member at least.
Level level_of(const Record& record);

struct Limits {
    std::int64_t topics_a_day = 0;
    std::int64_t posts_an_hour = 0;
    std::int64_t links_a_post = 0;
    std::int64_t flags_a_day = 0;
};
Limits limits_of(Level level);

// ---- what is looked at before it stands
enum class Cause { newcomer_links, too_fast, blocked_author, flags };
BOOST_DESCRIBE_ENUM(Cause, newcomer_links, too_fast, blocked_author, flags)

struct Writing {
    Id person;
    bool opens_topic = false;
    std::int64_t links = 0;  // that lead elsewhere
};
// Why words a person is about to put up are held first; nothing where they may stand at once, as those of
// staff always may. 429 with the time to wait where they wrote as often as their level may; 422 on the field
// "markdown" for too many links.
Result<std::optional<Cause>> judge(db::Reader& reader, const Writing& writing, Time now);

// Until when everything this person writes is held; nothing where it is not.
std::optional<Time> blocked_until(db::Reader& reader, Id person, Time now);

// ---- what can be moderated
enum class Visibility { shown, held, hidden };
BOOST_DESCRIBE_ENUM(Visibility, shown, held, hidden)

// A thing as the queue and the log show it.
struct Piece {
    Id object_id;
    Id author;
    std::string title;  // "" for none
    Html words;
    std::string url;
    std::string place_name;  // in the reader's language
    std::string place_url;
    Time said_at{};
    Visibility visibility = Visibility::shown;
};
// A kind of things of another slice, and what can be done with them.
struct Kind {
    std::string name;      // "post"; part of addresses, and the name of its participation::Object
    std::string name_key;  // the sentence key of "a post"
    // Those that are there, in no order.
    std::function<std::vector<Piece>(db::Reader&, const std::vector<Id>&, web::Language)> show;
    std::function<void(db::Writer&, IdSource&, Id object, Visibility, const std::string& reason, Time now)>
        set;
};
using Kinds = std::vector<Kind>;

// What acts on cases need besides the transaction; `by` is who acts.
struct Acting {
    IdSource& ids;
    const Kinds& kinds;
    Id by;
    Time now;
};

// Opens the case of a thing that its slice keeps as held.
void hold(db::Writer& writer, IdSource& ids, const std::string& kind, Id object, Id author, Cause cause,
          Time now);

// ---- flags
enum class FlagReason { spam, rude, off_topic, unlawful };
BOOST_DESCRIBE_ENUM(FlagReason, spam, rude, off_topic, unlawful)

// weight = trust · (upheld + 1) / (decided + 3), where decided are the flags of this person that staff looked
// at and upheld those where they declined the thing. The second factor is the mean of a Beta(1, 2) prior
// after the record: one third for who never flagged, towards one for who is always right. Staff weigh 1.
double flag_weight(double trust, std::int64_t upheld, std::int64_t decided);
inline constexpr double hidden_at = 1.0;  // open flags of a thing that weigh this hide it until reviewed
inline constexpr double newcomers_at_most = 0.5;  // all newcomers' flags of a thing together

// 404; 409 for one's own words, a second flag or what is away already; 429.
Result<void> flag(db::Writer& writer, const Acting& acting, const std::string& kind, Id object,
                  FlagReason reason, const std::string& words);
// Until it is decided.
Result<void> take_flag_back(db::Writer& writer, const Acting& acting, const std::string& kind, Id object);

// ---- decisions
enum class Verdict { approve, approve_and_trust, decline, decline_and_block };
BOOST_DESCRIBE_ENUM(Verdict, approve, approve_and_trust, decline, decline_and_block)

struct Decision {
    Verdict verdict = Verdict::approve;
    std::string reason;     // public, 4 to 500 characters; may be "" when approving
    std::int64_t days = 7;  // decline_and_block: for how long what they write is held, 1 to 365
};
// 409 "moderation.decided_already"; 403 for one's own words.
Result<void> decide(db::Writer& writer, const Acting& acting, Id review, const Decision& decision);
// Everything is as before the decision, and the case waits again.
Result<void> undo(db::Writer& writer, const Acting& acting, Id review);
// By the author of what was declined, once; 4 to 500 characters.
Result<void> appeal(db::Writer& writer, const Acting& acting, Id review, const std::string& words);
// By another of the staff than who decided, where there is another.
Result<void> answer_appeal(db::Writer& writer, const Acting& acting, Id review, bool granted,
                           const std::string& answer);

// What this person appealed with is read no more: they leave for good and take their words along.
void take_words(db::Writer& writer, Id person);

// The case of a thing, if it ever had one.
std::optional<Id> review_of(db::Reader& reader, const std::string& kind, Id object);
// Cases that wait, and appeals.
std::int64_t count_waiting(db::Reader& reader);

// /trust, /moderation…, /flags/…; staff: /studio/review…. `kinds` outlives the site.
void add_pages(web::Site& site, const Kinds& kinds);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::moderation
