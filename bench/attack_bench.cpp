// Can a mob lift a demand onto the board? That an honest surge rises is surge_bench's to show.
//
//     CANYU_DATA=DIRECTORY attack_bench
//
// Two real streams are replayed once as they were and once with 50, 200 or 1,000 fresh accounts more, who say
// copies or rewordings of one text at once or dripping over days, or of whom one says it and the others press
// "me too" without a word; nothing else is known of them. The first ten of the board just after the attack
// are compared with those without it, with and without independence. Held and effective: of planted voices,
// and of the strongest demand they founded.
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <set>
#include <span>

#include "replayed_stream.hpp"

using namespace canyu;
using namespace canyu::bench;
using surfacing::Replay;

namespace {

constexpr std::size_t shown = 10;

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
    bool brief = false;    // the title is all they say
    bool presses = false;  // the first says it, the others press "me too"
};
constexpr std::int64_t longest_attack = 10 * day;
constexpr Attack attacks[] = {{"copies", false, hour},
                              {"templates", true, hour},
                              {"copies, dripping", false, longest_attack},
                              {"templates, dripping", true, longest_attack},
                              {"short copies", false, hour, true},
                              {"short templates", true, hour, true},
                              {"presses", false, hour, false, true},
                              {"presses, dripping", false, longest_attack, false, true}};

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
    if (!attack.presses) return lines;
    lines = in_order(std::move(lines));
    for (Line& line : std::span(lines).subspan(1)) line.title = line.text = "";
    return lines;
}

// In order of time; of the planted who says nothing asks for what was planted last.
void hear(Heard& heard, const std::vector<Line>& lines) {
    Id planted;
    for (const Line& line : lines) {
        if (line.planted && line.title.empty()) {
            heard.support(line.user, line.at, planted);
            continue;
        }
        const Id demand = heard.report(line);
        if (line.planted) planted = demand;
    }
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

Place place_of(const Heard& heard, const Replay::Row& row) {
    const Line& founder = heard.line_of(row.demand);
    Place place{fmt::format("{} {}", founder.user, founder.at), row.factors.held,
                row.factors.effective_people, row.factors.buoyancy, founder.planted};
    std::set<Id> held;
    for (const surfacing::Standing& one : row.standings)
        if (one.held) held.insert(one.person);
    for (const Id report : row.reports) {
        const Line& line = heard.line_of(report);
        if (!line.planted) continue;
        ++place.planted;
        place.planted_held += held.contains(heard.known_person(line.user)) ? 1 : 0;
    }
    return place;
}

Boards boards_of(const Heard& heard, std::int64_t now) {
    Boards boards;
    for (Replay::Row& row : heard.replay().board(time_from_milliseconds(now))) {
        boards.weighed.push_back(place_of(heard, row));
        row.standings.clear();
        for (surfacing::Voice& voice : row.voices) {
            voice.independence = 1;
            voice.held = false;
        }
        row.factors = surfacing::factors(row.voices, time_from_milliseconds(now));
        boards.plain.push_back(place_of(heard, row));
    }
    std::ranges::stable_sort(boards.plain, std::greater{}, &Place::buoyancy);
    return boards;
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

void measure(const char* name, const std::filesystem::path& path, double share) {
    std::vector<Line> lines = read_stream(path);
    lines.resize(static_cast<std::size_t>(share * static_cast<double>(lines.size())));
    const std::int64_t end = lines.back().at;
    const auto begins = std::ranges::lower_bound(lines, end - longest_attack, {}, &Line::at);
    const std::vector<Line> last(begins, lines.end());
    Heard heard;
    heard.report({lines.begin(), begins});
    Heard whole;
    whole.report(lines);
    const Boards before = boards_of(whole, end);
    std::int64_t held = 0;
    for (const Place& place : before.weighed) held += place.held;
    fmt::print("{}, the first {} reports: {} voices held without any attack\n", name, lines.size(), held);
    fmt::print("  {:<26}{:>37} | {}\n  {:<26}", "", "independence weighed", "everybody counted in full", "");
    for (const char* side : {" |", "\n"})
        fmt::print("{:>8}{:>6}{:>6}{:>6}{:>11}{}", "entered", "left", "rank", "held", "effective", side);
    for (const Attack& attack : attacks)
        for (const std::size_t accounts : {1, 50, 200, 1000}) {
            if (accounts == 1 && !attack.presses) continue;  // what its one report does by itself
            aside([&] {
                hear(heard, in_order(last, mob(attack, accounts, end)));
                show(fmt::format("{} {}", accounts, attack.name), before, boards_of(heard, end));
            });
        }
}

}  // namespace

int main() {
    const std::filesystem::path data = feedback_directory();
    if (data.empty()) {
        fmt::print("CANYU_DATA is not set: nothing to measure on, skipped\n");
        return 0;
    }
    for (const char* name : {"en_stream_android", "en_stream_signal"}) {
        const std::filesystem::path path = data / (std::string(name) + ".jsonl.gz");
        if (!there(path)) continue;
        for (const double share : {1.0, 0.5}) measure(name, path, share);
    }
}
