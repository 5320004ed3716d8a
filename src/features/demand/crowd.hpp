// The people who speak for one demand and what is known of each, kept in memory: what a person did before is
// read when they come, not with every voice after them.
#pragma once

#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engines/surfacing/rising/hearing.hpp"
#include "features/demand/independence.hpp"

namespace canyu::demand {

// Thread rule: one thread at a time. It needs no commit to follow and no rollback to hear of: it compares
// what is said now with what was said before, whoever wrote it.
class Crowd {
  public:
    Crowd(Id product, Id demand, Time read_at) : product_(product), demand_(demand), read_at_(read_at) {}

    // `births` as for surfacing::standings().
    Judgement judge(db::Reader& reader, const Spoke& spoke, std::span<const Time> births);

    [[nodiscard]] Id demand() const { return demand_; }
    [[nodiscard]] Time read_at() const { return read_at_; }
    [[nodiscard]] std::size_t people() const { return people_.size(); }

  private:
    struct Known {
        Time first_act{};
        std::optional<Time> born;
        std::int64_t network = 0;
        std::vector<surfacing::Deed> deeds;  // the latest before the first act
    };
    using FirstActs = std::unordered_map<Id, Time>;
    struct Act {
        Id person;
        Time at{};
        bool with_words = false;
        bool silent = false;  // a support; a "not me" is another thing
    };

    // What was said since; nothing when something that was said before is so no more.
    [[nodiscard]] std::optional<std::vector<Act>> added(const Spoke& spoke) const;
    // False when that takes hearing everybody anew.
    bool hear(db::Reader& reader, std::span<const Act> acts, std::span<const Time> births);
    void hear_all(db::Reader& reader, const Spoke& spoke, std::span<const Time> births);
    void read(db::Reader& reader, const FirstActs& first_acts);
    void read_deeds(db::Reader& reader, const FirstActs& first_acts);
    [[nodiscard]] bool is_shared(db::Reader& reader, std::int64_t network) const;
    [[nodiscard]] surfacing::Trace trace(Id person, Time at, bool silent = false) const;

    Id product_;
    Id demand_;
    Time read_at_;
    Time begun_{};  // the first act of all
    Spoke spoke_;
    std::unordered_map<Id, Known> people_;
    std::unordered_map<std::int64_t, std::int64_t> networks_;  // how many came from each
    std::unordered_set<std::int64_t> shared_;                  // networks that tell nothing
    surfacing::Hearing hearing_;
};

}  // namespace canyu::demand
