// The weekly buses of the demo community: what has shipped came with one, and one leaves in two days.
#pragma once

#include <vector>

#include "app/community.hpp"
#include "app/demo/event.hpp"

namespace canyu::demo {

inline constexpr Day boarding_before = 1.05;  // days before a bus leaves

class ReleasesStory {
  public:
    ReleasesStory(Community& community, const Cast& cast) : community_(community), cast_(cast) {}

    // The records outlive the events.
    void add_events(const std::vector<PanelsRecord>& panels, Time now, const AddEvent& add);
    void board(db::Writer& writer, Id demand, Id by, Time at);

  private:
    // The weekly bus of a product, since its first.
    struct Line {
        std::string product;
        Day first_bus;
        std::int64_t first_number;
        std::int64_t version;  // of its first bus: "2.28"
        std::string series;
        std::string driver;
        std::int64_t first_users;   // of the version with number 0
        std::int64_t users_a_week;  // more with each
    };
    void add_line(const Line& line, Time now, const AddEvent& add);
    // It leaves in the half hour before `leaving`, every week.
    void set_timetable(db::Writer& writer, const Line& line, Time leaving, Time at);
    // What the plan means for this week boards the bus that waits.
    void board_this_week(db::Writer& writer, const Line& line, Time at);
    // It leaves with what is aboard, or does not run.
    void go(db::Writer& writer, const Line& line, Time at);
    void count_last(db::Writer& writer, const Line& line, Id leaving, Time at);
    void tell(db::Writer& writer, const PanelsRecord& panels, Time at);

    Community& community_;
    const Cast& cast_;
};

}  // namespace canyu::demo
