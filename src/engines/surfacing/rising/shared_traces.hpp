// What a person shares with those who spoke for the same demand before: buckets that answer in constant time.
// Inside of hearing.hpp only.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engines/surfacing/rising/independence.hpp"

namespace canyu::surfacing {

template <class Key, class Value>
using FlatMap = boost::unordered_flat_map<Key, Value, std::hash<Key>>;

// Who belongs together: a forest over persons, the smallest id at each root.
class Groups {
  public:
    Id root(Id person);
    void join(Id a, Id b);

  private:
    FlatMap<Id, Id> parents_;  // of persons who are not their own root
};

struct Shared {
    double correlation = 0;  // 0..1
    Id with;                 // whom of those before; Id{}: nobody
};

// How many of those before had the same mark, and who was the last.
template <class Key>
class Marks {
  public:
    // The k-th correlates k / (k + allowed), counted from 0.
    Shared add(Key key, Id person, double allowed) {
        auto& [before, last] = seen_[key];
        const Shared shared{before / (before + allowed), last};
        ++before;
        last = person;
        return shared;
    }

  private:
    FlatMap<Key, std::pair<double, Id>> seen_;
};

// Deeds by demand and time: who did the same at nearly the same time?
class SharedDeeds {
  public:
    explicit SharedDeeds(Milliseconds together) : together_(together) {}
    Shared add(Id person, std::span<const Deed> deeds);

  private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    struct Acted {
        Id person;
        Time at;
        std::size_t before;  // the act before it in the same slot
    };
    struct Meeting {
        Id other;
        Id demand;
        double weight;
    };

    // Twice as long as `together`, so that who is near stands in the same slot or in the nearer neighbour.
    [[nodiscard]] std::int64_t slot_length() const { return 2 * together_.count(); }
    [[nodiscard]] std::int64_t slot_of(const Deed& deed) const;
    void meet(const Deed& deed, std::int64_t slot);
    Shared most_alike(std::size_t deeds);

    Milliseconds together_;
    FlatMap<std::uint64_t, std::size_t> heads_;  // the last act of a slot
    std::vector<Acted> acts_;
    std::vector<Meeting> met_;
};

// Births of those before by time, against what the product's own sign-ups let expect.
class SharedBirths {
  public:
    explicit SharedBirths(const IndependenceOptions& options) : options_(options) {}
    // 0..1; `product`: the sign-ups, ascending.
    double add(Time born, std::span<const Time> product);

  private:
    struct Slot {
        double people = 0;
        std::optional<double> usual;  // sign-ups of the product in three slots; looked up when needed
    };
    [[nodiscard]] double usual(Time begin, std::span<const Time> product) const;

    IndependenceOptions options_;
    FlatMap<std::int64_t, Slot> seen_;
};

}  // namespace canyu::surfacing
