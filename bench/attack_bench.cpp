// Can a mob lift a demand onto the board, and does an honest surge still rise?
//
//     CANYU_DATA=DIRECTORY attack_bench
//
// Two real streams are replayed once as they were and once with 50, 200 or 1,000 fresh accounts more, who say
// copies or rewordings of one text at once or dripping over days; nothing else is known of them. The first
// ten of the board just after the attack are compared with those without it, with and without independence.
// The honest surge: the 200 real reports most like a question are taken out of the stream and said by 200
// newcomers within three days. Held and effective: of planted voices, and of the strongest demand they
// founded.
#include <fmt/core.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>
#include <set>

#include "engines/surfacing/rising/replay.hpp"
#include "labelled_reports.hpp"

using namespace canyu;
using namespace canyu::bench;
using surfacing::Replay;

namespace {

constexpr std::size_t shown = 10;
constexpr std::size_t surge = 200;

struct Line {
    std::int64_t at;  // milliseconds
    std::string user;
    std::string title;
    std::string text;
    bool planted = false;
};

constexpr std::int64_t hour = Milliseconds(std::chrono::hours(1)).count();
constexpr std::int64_t day = Milliseconds(std::chrono::days(1)).count();

std::vector<Line> read_stream(const std::filesystem::path& path) {
    std::vector<Line> lines;
    for (const boost::json::object& object : read_objects(path))
        lines.push_back({milliseconds_of(text_of(object, "ts")), text_of(object, "user"),
                         text_of(object, "title"), text_of(object, "text")});
    std::ranges::stable_sort(lines, {}, &Line::at);
    return lines;
}

// Written for this bench: one wish in many wordings.
using Slots = std::vector<std::vector<const char*>>;
const Slots title_slots = {{"Please add", "We need", "Add", "Bring us", "I want"},
                           {"animated wallpapers", "moving wallpapers", "live backgrounds"},
                           {"to every chat", "in conversations", "on the chat screen"}};
const Slots text_slots = {
    {"Please", "Could you please", "I really hope you will", "It would be great to", "We all want you to"},
    {"add", "bring in", "offer", "build", "include"},
    {"a live wallpaper", "an animated background", "moving wallpapers", "an animated wallpaper"},
    {"behind every chat", "in the conversation view", "for each conversation", "on the chat screen"},
    {"because", "since", "as"},
    {"plain colours are boring", "the grey looks dull", "other messengers have had it for years",
     "my friends keep asking for it", "it makes talking more fun"},
    {"and I would use it every day.", "and it cannot be hard.", "and everybody I know agrees.",
     "so do it soon.", "and I am sure many would like it."}};

std::string filled(const Slots& slots, std::mt19937* random) {
    std::string text;
    for (const auto& slot : slots) {
        if (!text.empty()) text += ' ';
        text += slot[random == nullptr ? 0 : (*random)() % slot.size()];
    }
    return text;
}

struct Attack {
    const char* name;
    bool reworded;
    std::int64_t lasts;
    bool brief;  // the title is all they say
};
constexpr std::int64_t longest_attack = 10 * day;
constexpr Attack attacks[] = {{"copies", false, hour, false},
                              {"templates", true, hour, false},
                              {"copies, dripping", false, longest_attack, false},
                              {"templates, dripping", true, longest_attack, false},
                              {"short copies", false, hour, true},
                              {"short templates", true, hour, true}};

std::vector<Line> mob(const Attack& attack, std::size_t accounts, std::int64_t end) {
    std::mt19937 random(static_cast<unsigned>(accounts));
    std::mt19937* const wording = attack.reworded ? &random : nullptr;
    std::vector<Line> lines;
    for (std::size_t i = 0; i < accounts; ++i) {
        const auto into = static_cast<std::int64_t>(random() % static_cast<unsigned>(attack.lasts / 1000));
        lines.push_back({.at = end - into * 1000, .user = fmt::format("mob {}", i), .title = {}, .text = {}});
        lines.back().title = filled(title_slots, wording);
        lines.back().text = attack.brief ? "" : filled(text_slots, wording);
        lines.back().planted = true;
    }
    return lines;
}

struct Place {
    std::string founded_by;  // by whom and when: the same in every replay
    std::int64_t held;
    double effective;
    double buoyancy;
    bool founded_by_planted;
    std::int64_t planted = 0;       // of its reports
    std::int64_t planted_held = 0;  // of those
};

// One board with independence, and one as if everybody counted in full.
struct Boards {
    std::vector<Place> weighed;
    std::vector<Place> plain;
};

class Stream {
  public:
    void hear(const std::vector<Line>& lines) {
        for (const Line& line : lines) {
            lines_.push_back(line);
            const Id person =
                people_.try_emplace(line.user, Id{static_cast<std::int64_t>(people_.size()) + 1})
                    .first->second;
            replay_.report({person, time_from_milliseconds(line.at), {}},
                           Id{static_cast<std::int64_t>(lines_.size())}, line.title, line.text);
        }
    }

    [[nodiscard]] Boards boards(std::int64_t now) const {
        Boards boards;
        for (Replay::Row& row : replay_.board(time_from_milliseconds(now))) {
            boards.weighed.push_back(place_of(row));
            row.standings.clear();
            for (surfacing::Voice& voice : row.voices) {
                voice.independence = 1;
                voice.held = false;
            }
            row.factors = surfacing::factors(row.voices, time_from_milliseconds(now));
            boards.plain.push_back(place_of(row));
        }
        std::ranges::stable_sort(boards.plain, std::greater{}, &Place::buoyancy);
        return boards;
    }

  private:
    [[nodiscard]] const Line& line_of(Id report) const {
        return lines_[static_cast<std::size_t>(report.value) - 1];
    }
    [[nodiscard]] Place place_of(const Replay::Row& row) const {
        const Line& founder = line_of(row.demand);
        Place place{fmt::format("{} {}", founder.user, founder.at), row.factors.held,
                    row.factors.effective_people, row.factors.buoyancy, founder.planted};
        std::set<Id> held;
        for (const surfacing::Standing& one : row.standings)
            if (one.held) held.insert(one.person);
        for (const Id report : row.reports) {
            if (!line_of(report).planted) continue;
            ++place.planted;
            place.planted_held += held.contains(people_.at(line_of(report).user)) ? 1 : 0;
        }
        return place;
    }

    Replay replay_;
    std::vector<Line> lines_;
    std::unordered_map<std::string, Id> people_;
};

std::vector<Line> in_order(std::vector<Line> lines, const std::vector<Line>& more) {
    lines.insert(lines.end(), more.begin(), more.end());
    std::ranges::stable_sort(lines, {}, &Line::at);
    return lines;
}

std::set<std::string> first_of(const std::vector<Place>& places) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < std::min(shown, places.size()); ++i) names.insert(places[i].founded_by);
    return names;
}

// Planted demands, or demands that planted voices lifted, among the first; and honest ones pushed out.
std::string compared(const std::vector<Place>& before, const std::vector<Place>& after) {
    const std::set<std::string> were = first_of(before);
    const std::set<std::string> are = first_of(after);
    int entered = 0;
    double effective = 0;
    std::int64_t held = 0;
    std::size_t best = 0;
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (after[i].planted == 0) continue;
        if (i < shown && !were.contains(after[i].founded_by)) ++entered;
        held += after[i].planted_held;
        if (!after[i].founded_by_planted) continue;
        effective = std::max(effective, after[i].effective);
        if (best == 0) best = i + 1;
    }
    const auto left = std::ranges::count_if(were, [&](const auto& one) { return !are.contains(one); });
    return fmt::format("{:>8}{:>6}{:>6}{:>6}{:>11.1f}", entered, left, best, held, effective);
}

void show(const std::string& name, const Boards& before, const Boards& after) {
    fmt::print("  {:<26}{} |{}\n", name, compared(before.weighed, after.weighed),
               compared(before.plain, after.plain));
    std::fflush(stdout);
}

// In a process of its own, which shares what was heard before and leaves it as it was.
template <class Work>
void aside(const Work& work) {
    std::fflush(stdout);
    if (const pid_t child = ::fork(); child != 0) {
        ::waitpid(child, nullptr, 0);
        return;
    }
    work();
    std::fflush(stdout);
    ::_exit(0);
}

// The stream without what the newcomers say, and what they say.
std::pair<std::vector<Line>, std::vector<Line>> surging(const std::vector<Line>& lines, const char* topic,
                                                        std::int64_t end) {
    surfacing::Options wide;
    wide.reranked = wide.rescored = surge;
    surfacing::Index index(wide);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Id id{static_cast<std::int64_t>(i) + 1};
        index.add({.id = id, .demand = id, .title = lines[i].title, .body = lines[i].text});
    }
    std::set<std::size_t> taken;
    for (const auto& match : index.find({.title = topic, .body = {}, .limit = surge}))
        taken.insert(static_cast<std::size_t>(match.report.value) - 1);
    std::pair<std::vector<Line>, std::vector<Line>> result;
    std::mt19937 random(3);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        (taken.contains(i) ? result.second : result.first).push_back(lines[i]);
        if (!taken.contains(i)) continue;
        Line& line = result.second.back();
        line.at = end - static_cast<std::int64_t>(random() % static_cast<unsigned>(3 * day / 1000)) * 1000;
        line.user = fmt::format("newcomer {}", i);
        line.planted = true;
    }
    return result;
}

void measure(const char* name, const char* topic, const std::filesystem::path& path, double share) {
    std::vector<Line> lines = read_stream(path);
    lines.resize(static_cast<std::size_t>(share * static_cast<double>(lines.size())));
    const std::int64_t end = lines.back().at;
    const auto begins = std::ranges::lower_bound(lines, end - longest_attack, {}, &Line::at);
    const std::vector<Line> last(begins, lines.end());
    Stream stream;
    stream.hear({lines.begin(), begins});
    Stream whole;
    whole.hear(lines);
    const Boards before = whole.boards(end);
    std::int64_t held = 0;
    for (const Place& place : before.weighed) held += place.held;
    fmt::print("{}, the first {} reports: {} voices held without any attack\n", name, lines.size(), held);
    fmt::print("  {:<26}{:>37} | {}\n  {:<26}", "", "independence weighed", "everybody counted in full", "");
    for (const char* side : {" |", "\n"})
        fmt::print("{:>8}{:>6}{:>6}{:>6}{:>11}{}", "entered", "left", "rank", "held", "effective", side);
    for (const Attack& attack : attacks)
        for (const std::size_t accounts : {50, 200, 1000})
            aside([&] {
                stream.hear(in_order(last, mob(attack, accounts, end)));
                show(fmt::format("{} {}", accounts, attack.name), before, stream.boards(end));
            });
    const auto [others, newcomers] = surging(lines, topic, end);
    Stream calm;
    calm.hear(others);
    Stream surged;
    surged.hear(in_order(others, newcomers));
    show("200 honest newcomers", calm.boards(end), surged.boards(end));
}

}  // namespace

int main() {
    const std::filesystem::path data = feedback_directory();
    if (data.empty()) {
        fmt::print("CANYU_DATA is not set: nothing to measure on, skipped\n");
        return 0;
    }
    for (const auto& [name, topic] : {std::pair("en_stream_android", "wifi connection drops"),
                                      std::pair("en_stream_signal", "notification sound delayed")}) {
        const std::filesystem::path path = data / (std::string(name) + ".jsonl.gz");
        if (!there(path)) continue;
        for (const double share : {1.0, 0.5}) measure(name, topic, path, share);
    }
}
