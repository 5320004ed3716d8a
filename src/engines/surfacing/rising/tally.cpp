// One line at a time, both ways.
#include "engines/surfacing/rising/tally.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <istream>
#include <optional>
#include <ostream>
#include <type_traits>
#include <utility>

namespace canyu::surfacing {
namespace {

// Of many, in the order of their ids; 0 stays what it is.
class Numbers {
  public:
    void add(Id id) {
        if (id) ids_.push_back(id);
    }
    void sort() {
        std::ranges::sort(ids_);
        ids_.erase(std::ranges::unique(ids_).begin(), ids_.end());
    }
    [[nodiscard]] std::int64_t of(Id id) const {
        return id ? std::ranges::lower_bound(ids_, id) - ids_.begin() + 1 : 0;
    }

  private:
    std::vector<Id> ids_;
};

std::string voice_line(const Tally::Demand& demand, std::size_t at, const Numbers& people,
                       const Numbers& segments) {
    const Voice& voice = demand.voices[at];
    return fmt::format(
        "{{\"voice\":{},\"person\":{},\"group\":{},\"said\":{},\"trust\":{},\"independence\":{},\"held\":{},"
        "\"not_me\":{},\"severity\":{},\"segment\":{}}}\n",
        demand.number, people.of(voice.person), people.of(demand.groups[at]), to_milliseconds(voice.said),
        voice.trust, voice.independence, voice.held, voice.not_me, voice.severity,
        segments.of(voice.segment));
}

// The members of one line; what is missing or of another kind makes it unreadable. Read here and not by a
// JSON library, for a number must be the nearest one of its digits to give the same bits.
class Line {
  public:
    explicit Line(std::string_view text) : text_(text) {}

    [[nodiscard]] bool readable() const { return readable_; }
    // A quote within a string is escaped, so no text of anybody looks like a name.
    [[nodiscard]] std::size_t place_of(std::string_view name) const {
        const std::string quoted = fmt::format("\"{}\":", name);
        const std::size_t found = text_.find(quoted);
        return found == std::string_view::npos ? found : found + quoted.size();
    }

    // As JSON has it, with its quotes.
    std::string take_string(std::string_view name) {
        const std::size_t begin = place_of(name);
        if (begin >= text_.size() || text_[begin] != '"') return readable_ = false, std::string();
        std::size_t end = begin + 1;
        for (; end < text_.size() && text_[end] != '"'; ++end) {
            readable_ = readable_ && static_cast<unsigned char>(text_[end]) >= ' ';
            if (text_[end] == '\\') ++end;
        }
        return until(begin, end + 1);
    }

    // Up to the member that follows it.
    std::string take_object(std::string_view name, std::string_view next) {
        const std::size_t begin = place_of(name);
        const std::size_t end = begin < text_.size() ? text_.find(next, begin) : std::string_view::npos;
        if (end == std::string_view::npos || text_[begin] != '{' || text_[end - 1] != '}')
            return readable_ = false, std::string();
        return std::string(text_.substr(begin, end - begin));
    }

    // Of these millennia.
    Time take_time(std::string_view name) {
        constexpr std::int64_t end_of_9999 = 253'402'300'799'999;
        const auto milliseconds = take<std::int64_t>(name);
        readable_ = readable_ && milliseconds >= 0 && milliseconds <= end_of_9999;
        return time_from_milliseconds(readable_ ? milliseconds : 0);
    }

    template <class Number>
    Number take(std::string_view name) {
        Number number{};
        const std::size_t begin = place_of(name);
        if (begin == std::string_view::npos) return readable_ = false, number;
        const char* last = text_.data() + text_.size();
        const auto [end, error] = std::from_chars(text_.data() + begin, last, number);
        readable_ = readable_ && error == std::errc{} && end != last && (*end == ',' || *end == '}');
        if constexpr (std::is_floating_point_v<Number>) readable_ = readable_ && std::isfinite(number);
        return number;
    }

    bool take_flag(std::string_view name) {
        const std::size_t begin = place_of(name);
        const std::string_view rest = begin == std::string_view::npos ? "" : text_.substr(begin);
        readable_ = readable_ && (rest.starts_with("true") || rest.starts_with("false"));
        return rest.starts_with("true");
    }

  private:
    // What another member or the end of the line follows.
    std::string until(std::size_t begin, std::size_t end) {
        readable_ = readable_ && end < text_.size() && (text_[end] == ',' || text_[end] == '}');
        return readable_ ? std::string(text_.substr(begin, end - begin)) : std::string();
    }

    std::string_view text_;
    bool readable_ = true;
};

bool read_demand(Line& line, Tally& tally) {
    Tally::Demand demand;
    demand.number = line.take<std::int64_t>("demand");
    demand.factors = line.take_object("factors", ",\"title\":");
    demand.title = line.take_string("title");
    if (line.readable()) tally.demands.push_back(std::move(demand));
    return line.readable();
}

bool read_voice(Line& line, Tally& tally) {
    Voice voice;
    const auto number = line.take<std::int64_t>("voice");
    voice.person = Id{line.take<std::int64_t>("person")};
    const Id group{line.take<std::int64_t>("group")};
    voice.said = line.take_time("said");
    voice.trust = line.take<double>("trust");
    voice.independence = line.take<double>("independence");
    voice.held = line.take_flag("held");
    voice.not_me = line.take_flag("not_me");
    voice.severity = line.take<double>("severity");
    voice.segment = Id{line.take<std::int64_t>("segment")};
    if (!line.readable() || tally.demands.empty() || tally.demands.back().number != number) return false;
    tally.demands.back().voices.push_back(voice);
    tally.demands.back().groups.push_back(group);
    return true;
}

bool read_head(Line& line, Tally& tally) {
    tally.product = line.take_string("tally");
    tally.at = line.take_time("at");
    tally.capacity = line.take<std::size_t>("capacity");
    tally.waterline = line.take<double>("waterline");
    return line.readable();
}

}  // namespace

std::string time_as_number(Time time) {
    return std::to_string(to_milliseconds(time));
}

std::string factors_as_json(const Factors& f, std::string (*time_as_json)(Time)) {
    const auto or_null = [&](const std::optional<Time>& time) { return time ? time_as_json(*time) : "null"; };
    return fmt::format(
        "{{\"buoyancy\":{},\"people\":{},\"new_people\":{},\"effective_people\":{},\"trust\":{},"
        "\"recency\":{},\"velocity\":{},\"severity\":{},\"segments\":{},\"breadth\":{},\"agreement\":{},"
        "\"not_me\":{},\"burst\":{},\"burst_since\":{},\"held\":{},\"first_said\":{},\"last_said\":{}}}",
        f.buoyancy, f.people, f.new_people, f.effective_people, f.trust, f.recency, f.velocity, f.severity,
        f.segments, f.breadth, f.agreement, f.not_me, f.burst, or_null(f.burst_since), f.held,
        or_null(f.first_said), or_null(f.last_said));
}

void write_tally(std::ostream& output, const Tally& tally) {
    Numbers people;
    Numbers segments;
    for (const Tally::Demand& demand : tally.demands) {
        for (const Voice& voice : demand.voices) {
            people.add(voice.person);
            segments.add(voice.segment);
        }
        for (const Id group : demand.groups) people.add(group);
    }
    people.sort();
    segments.sort();
    output << fmt::format("{{\"tally\":{},\"at\":{},\"capacity\":{},\"waterline\":{}}}\n", tally.product,
                          to_milliseconds(tally.at), tally.capacity, tally.waterline);
    for (const Tally::Demand& demand : tally.demands) {
        output << fmt::format("{{\"demand\":{},\"factors\":{},\"title\":{}}}\n", demand.number,
                              demand.factors, demand.title);
        for (std::size_t at = 0; at < demand.voices.size(); ++at)
            output << voice_line(demand, at, people, segments);
    }
}

std::expected<Tally, std::size_t> read_tally(std::istream& input) {
    Tally tally;
    std::string text;
    std::size_t number = 0;
    while (std::getline(input, text)) {
        Line line(text);
        const bool is_read = ++number == 1                                       ? read_head(line, tally)
                             : line.place_of("demand") != std::string_view::npos ? read_demand(line, tally)
                                                                                 : read_voice(line, tally);
        if (!is_read) return std::unexpected(number);
    }
    if (number == 0) return std::unexpected(std::size_t{1});
    return tally;
}

Recount recount(const Tally& tally, const Tally::Demand& demand) {
    const Factors counted = factors(demand.voices, tally.at);
    return {counted, factors_as_json(counted) == demand.factors};
}

}  // namespace canyu::surfacing
