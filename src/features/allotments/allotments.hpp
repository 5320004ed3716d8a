// Everything scarce: allotments that the engine decides about in memory and the journal keeps before anybody
// hears.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engines/allocation/act.hpp"
#include "engines/allocation/allotment.hpp"
#include "engines/allocation/decision.hpp"
#include "engines/allocation/sequencer.hpp"
#include "engines/allocation/terms.hpp"
#include "platform/db/db.hpp"
#include "platform/db/upkeep.hpp"
#include "platform/web/flood_guard.hpp"

namespace canyu::web {
class Site;
}
namespace canyu::allotments {

// What an allotment is for: a row of a later slice, by the name of its kind ("sale") and its id.
struct Purpose {
    std::string kind;
    Id object_id;
};

// Registers an allotment; from the commit on it may be asked. Expects sound terms, whose seed is drawn here.
Id open(db::Writer& writer, IdSource& ids, const Purpose& purpose, allocation::Terms terms, Time now);

// How far the ordinary rows of each allotment follow its journal: the first row that they do not.
struct Reached {
    Id id;
    std::int64_t next_seq = 0;
};
BOOST_DESCRIBE_STRUCT(Reached, (), (id, next_seq))
std::vector<Reached> reached(db::Reader& reader);
std::optional<Reached> reached(db::Reader& reader, Id allotment);

// Called once, on a thread of the desk: hand off long work.
using Reply = std::function<void(const allocation::Answer&)>;

// Where this process's allotments are decided. One thread drives all of them: it decides what waits at each,
// lets the journal keep all of it with one wait for the disk, and answers. Any thread may call any method.
class Desk {
  public:
    // `database`: as db::Options::url; in memory nothing is followed. `node` tells processes of one database
    // apart. All must outlive the desk. Throws db::Unavailable.
    Desk(db::Database& store, const std::string& database, std::int64_t node, const Clock& clock);
    // Answers `unknown` to who still waits.
    ~Desk();

    // `not_here`: another process leads it; `halted`: an operator has to look; `unknown`: nobody knows yet
    // whether it is so, and the same key asks again. Also `unknown` at once when too many wait.
    void ask(Id allotment, const allocation::Act& act, Reply reply);
    // The same for who may wait.
    allocation::Answer ask(Id allotment, const allocation::Act& act);

    // Why a claim cannot be granted now, from memory; nothing where the desk has to be asked.
    std::optional<allocation::Outcome> refusal(Id allotment, const allocation::Act& act) const;

    // As it stands in the journal; nothing while this process does not lead it.
    std::optional<allocation::Standing> standing(Id allotment) const;

    // Leads it though nobody asks: so that its holds run out.
    void seat(Id allotment);
    // What this process leads, with the number of rows that the journal has of it.
    struct Led {
        Id allotment;
        std::uint64_t rows = 0;
        bool finished = false;  // closed, and nothing is held
    };
    std::vector<Led> led() const;
    // Forgets one that is finished; who asks for it again is answered from the journal.
    void release(Id allotment);

  private:
    struct Core;
    std::unique_ptr<Core> core_;
};

// One decision as the journal has it: (allotment, seq, index) names it for ever.
struct Decided {
    std::uint64_t seq = 0;
    std::uint32_t index = 0;
    Time at{};
    allocation::Decision decision;
};

// Writes ordinary rows of decisions, in the transaction that advances the position: each decision comes once,
// in order. A write closure, and so without effect but SQL.
using Follower =
    std::function<void(db::Writer&, Id allotment, Id object_id, std::span<const Decided> decisions)>;

// Keeps ordinary rows (orders, codes, the participation log) of what the journal says, shortly after it was
// said; and sees that somebody leads what is not finished. Any thread.
class Projection {
  public:
    // As for a desk; all must outlive it. Throws db::Unavailable.
    Projection(db::Database& store, const std::string& database, Desk& desk, const Clock& clock);
    ~Projection();

    // `kind` as in Purpose. Before start().
    void follow(std::string kind, Follower follower);
    // A thread of its own, from here on.
    void start();
    // Now, on the calling thread: for a page that shows what was just claimed.
    void catch_up(Id allotment);

  private:
    struct Core;
    std::unique_ptr<Core> core_;
};

// What the server has verified of a person: signed, so that a claim needs no SQL.
struct Ticket {
    Id allotment;
    Id person;
    std::uint8_t channels = 0;  // open to this person, bit by bit
    bool reserved = false;
    std::uint32_t turn = 0;  // in the waiting room; 0 comes first
    Time until{};

    bool operator==(const Ticket&) const = default;
};

// Until when a ticket counts that is signed now, for what closes then. A page may lie open for so long, and a
// right that was lost meanwhile still counts; whoever presses shortly after the end hears why.
Time ticket_until(Time now, Time closes);

// Signs and reads tickets; any thread. Every process of one database has the same secret.
class Tickets {
  public:
    // Draws the secret when there is none. Throws db::Unavailable.
    explicit Tickets(db::Database& store);

    // Letters, digits, '-' and '_': 64 of them.
    std::string sign(const Ticket& ticket) const;
    // Nothing for what was not signed here. Whether it has run out is for the caller to say.
    std::optional<Ticket> read(std::string_view text) const;
    // A number for this person there: even, always the same, and not to be foreseen.
    std::uint32_t lot(Id allotment, Id person) const;

  private:
    std::array<std::uint8_t, 32> secret_{};
};

// In which order those who come are let in, so that being quick to the millisecond wins nothing. Who opened
// the page before the start, or reserved, has a turn by lot: turns are spread over the first seconds, all of
// equal chance. Who comes later is let in after them, first come, first served.
// Rooms are in memory: after a restart the lots are the same; who had come is counted anew, from the first
// page on that is asked for. Any thread.
class WaitingRoom {
  public:
    explicit WaitingRoom(const Tickets& tickets);
    ~WaitingRoom();

    // The turn to put into this ticket.
    std::uint32_t turn(const Ticket& ticket, Time opens, Time now);

    struct Wait {
        Milliseconds until_turn{0};
        // When to ask next: nobody waits longer than that to hear that nothing is left.
        Milliseconds ask_again{0};
    };
    // Nothing once it is the ticket's turn. Before the start, until it.
    std::optional<Wait> wait(const Ticket& ticket, Time now) const;

    // Of this process, for the control room; people are estimated, to a hundredth.
    struct Attendance {
        std::int64_t early = 0;    // came before the start
        std::int64_t waiting = 0;  // of them, whose turn has not come
        Milliseconds spread{0};    // from the start to the last turn
        std::int64_t tickets = 0;  // pages with a ticket that were given out
    };
    // Nothing where nobody came yet.
    std::optional<Attendance> attendance(Id allotment, Time now) const;

  private:
    struct Core;
    std::unique_ptr<Core> core_;
};

// All that a slice needs to give out something scarce.
struct Counter {
    Desk& desk;
    Projection& projection;
    const Tickets& tickets;
    WaitingRoom& room;
};

// What a tap comes to, whoever taps: a browser, a program, or the crowd of a rehearsal.
// `outcome`: a name of allocation::Outcome, or "old_ticket", "too_often", "wait". `ask_again`: 0 where asking
// again is of no use.
struct Tapped {
    std::string_view outcome;  // lives for ever
    int status = 200;          // of HTTP
    Milliseconds ask_again{0};
    std::uint32_t unit = 0;  // with "granted"
};
// Called once: at once, or on the desk's thread.
using Heard = std::function<void(const Tapped&)>;

// Answers from memory where nothing has to be decided, else once the journal has kept the decision. Any
// thread; `counter` outlives it.
class Gate {
  public:
    explicit Gate(const Counter& counter);

    static constexpr Tapped too_often{"too_often", 429, Milliseconds{10'000}};

    // Whether so many of this network may ask: before anything is parsed.
    bool lets_in(std::uint64_t network, Time now) { return networks_.let_in(network, now); }
    // Who asks is whom the ticket was signed for.
    void tap(std::string_view ticket, std::string_view key, Time now, Heard heard);

  private:
    const Counter& counter_;
    web::FloodGuard people_;
    web::FloodGuard networks_;
};

// What a tap sends, and what it is answered: "granted", "sold_out", …, or "old_ticket", "too_often", "wait".
// `ask_again`: milliseconds until the same tap may be decided, 0 where asking again is of no use.
struct TapForm {
    std::string ticket;
    std::string key;  // 32 hex digits
};
BOOST_DESCRIBE_STRUCT(TapForm, (), (ticket, key))
struct TapAnswer {
    std::string outcome;
    std::string location;
    std::int64_t ask_again = 0;
};
BOOST_DESCRIBE_STRUCT(TapAnswer, (), (outcome, location, ask_again))

// One tap for the thing of the address, by a POST to `pattern`, "/sales/{number}/claims": no session and no
// SQL, who asks is whom the ticket was signed for. What is granted leads to /sales/{number}/claims/{key},
// what is refused to /sales/{number}?claimed=OUTCOME. The counter must outlive the site.
void add_claims(web::Site& site, const Counter& counter, std::string_view pattern, std::string summary);
// 32 hex digits, either way.
std::optional<allocation::Key> key_from(std::string_view text);
std::string new_key();
// A tap as it is asked of the desk, in the one channel that the ticket names.
allocation::Act claim_with(const Ticket& ticket, const allocation::Key& key);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::allotments
