// A product's past heard again from nothing: reports and supports in, the board with every factor out.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "engines/surfacing/clustering.hpp"
#include "engines/surfacing/rising/buoyancy.hpp"
#include "engines/surfacing/rising/copying.hpp"
#include "engines/surfacing/rising/independence.hpp"

namespace canyu::surfacing {

// Puts what is known of independence into the voices of the same persons; `standings` as standings() gives
// them. Voices of nobody there stay as they are. Pure.
void weigh(std::vector<Voice>& voices, std::span<const Standing> standings);

// What a pseudonymous export tells; an account is taken to be made when its person first acts.
class Replay {
  public:
    struct Said {
        Id person;
        Time at;
        Id known_group;  // as Trace::known_group
    };
    struct Row {
        Id demand;  // its first report
        std::vector<Id> reports;
        std::vector<Voice> voices;
        std::vector<Standing> standings;
        Factors factors;
    };

    // In input order, which is the order of time. The id must be new. Answers the demand.
    Id report(const Said& said, Id report, std::string_view title, std::string_view body);
    // False: there is no such report.
    bool support(const Said& said, Id report);

    // All demands at `now`, the most buoyant first, the older one among equals. The same input gives the same
    // bits.
    [[nodiscard]] std::vector<Row> board(Time now) const;
    // One row of it; the demand must be there.
    [[nodiscard]] Row row(Id demand, Time now) const;
    // All reports heard, for asking "is it this?" before one more is said.
    [[nodiscard]] const Index& index() const { return index_; }

  private:
    struct Act {
        Said said;
        std::optional<double> copied;
        Id copied_from;
        Id report;  // Id{}: a support
    };
    struct Person {
        Time born;
        std::vector<Deed> deeds;
    };
    void act(Id demand, const Act& act);
    [[nodiscard]] std::vector<Deed> deeds_before(const Act& act, Id demand) const;
    [[nodiscard]] std::vector<Standing> standings_of(Id demand, const std::vector<Act>& acts) const;

    Index index_;
    Clustering clustering_;
    Copying copying_;
    std::map<Id, std::vector<Act>> demands_;
    std::unordered_map<Id, Person> people_;
    std::unordered_map<Id, std::set<Id>> copiers_;  // of a report: the persons
    std::vector<Time> births_;
};

}  // namespace canyu::surfacing
