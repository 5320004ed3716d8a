// Does an honest surge rise: newcomers who come within three days for one demand, each in their own words?
//
//     CANYU_DATA=DIRECTORY surge_bench
//
// Every wording is one that a real person wrote for that demand, and nobody's is said twice; they are taken
// out of their stream and said by accounts made that minute, of whom nothing else is known. A share of the
// newcomers (0, 30 and 70 of a hundred; nobody knows the true one) does as on the server: types, looks at the
// five answers of "is it this?" and presses the first that is of the surge. Who presses leaves no words; who
// finds none of them says it anew. The board is looked at after each of them.
//
// Demands: complaints about the redesign of September 2018 among Chrome's reviews (by a rule over their
// words), once as they came and once said to Signal and to Android; issues of Signal that miss notifications
// (by a rule over their titles); the largest groups of true duplicates of Firefox and of Xiaomi phones. The
// latter two do not tell the time of a report: twenty a day are assumed.
#include <random>
#include <regex>
#include <set>

#include "labelled_sets.hpp"
#include "replayed_stream.hpp"

using namespace canyu;
using namespace canyu::bench;
using surfacing::Replay;

namespace {

constexpr std::size_t capacity = 10;
constexpr std::size_t most_people = 200;
constexpr std::int64_t lasts = 3 * day;

struct Surge {
    std::string name;
    std::vector<Line> others;    // in order of time, those meanwhile too
    std::vector<Line> wordings;  // what its people say, one each
    bool as_it_came = false;     // at the times of the wordings
};

struct Course {
    std::size_t people = 0;
    std::size_t wrote = 0;
    std::size_t pressed = 0;
    std::size_t surfaced_after = 0;  // people; 0: it did not
    std::size_t first_after = 0;     // it stood first
    // Of the board at the end:
    std::size_t rank = 0;
    std::size_t held = 0;
    std::size_t scattered = 0;  // over so many demands
    std::size_t together = 0;   // people of the surge in the one that stands highest
    std::size_t others = 0;     // in it
    double buoyancy = 0;        // of that one
    double level = 0;           // of the waterline
};

class Play {
  public:
    Play(const Surge& surge, double share) : surge_(surge), share_(share) {
        const double writers = static_cast<double>(surge.wordings.size());
        course_.people = std::min(most_people, static_cast<std::size_t>(writers / (1 - share)));
    }

    Course run() {
        auto other = surge_.others.begin();
        const std::vector<std::int64_t> times = times_of_people();
        for (const std::int64_t at : times) {
            for (; other != surge_.others.end() && other->at <= at; ++other) heard_.report(*other);
            come(at);
            if (course_.first_after != 0) continue;
            look(at);
            if (course_.surfaced_after == 0 && course_.buoyancy > course_.level)
                course_.surfaced_after = newcomers_.size();
            if (course_.rank == 1) course_.first_after = newcomers_.size();
        }
        look(times.back());
        return course_;
    }

  private:
    std::vector<std::int64_t> times_of_people() {
        std::vector<std::int64_t> times;
        for (std::size_t i = 0; i < course_.people; ++i)
            times.push_back(surge_.as_it_came
                                ? surge_.wordings[i].at
                                : surge_.others.back().at - static_cast<std::int64_t>(random_() % lasts));
        std::ranges::sort(times);
        return times;
    }

    void come(std::int64_t at) {
        const std::string user = fmt::format("newcomer {}", newcomers_.size());
        newcomers_.insert(heard_.person_of(user));
        const bool asks = static_cast<double>(random_() % 1000) < 1000 * share_;
        if (asks && press(user, at)) return;
        if (course_.wrote == surge_.wordings.size()) return;  // nothing left to say
        Line line = surge_.wordings[course_.wrote++];
        line.at = at;
        line.user = user;
        line.planted = true;
        heard_.report(line);
    }

    bool press(const std::string& user, std::int64_t at) {
        constexpr std::size_t answers = 5;
        const Line& typed = surge_.wordings[random_() % surge_.wordings.size()];
        for (const auto& match :
             heard_.replay().index().find({.title = typed.title, .body = typed.text, .limit = answers})) {
            if (!heard_.line_of(match.report).planted) continue;
            heard_.support(user, at, match.report);
            ++course_.pressed;
            return true;
        }
        return false;
    }

    void look(std::int64_t at) {
        const std::vector<Replay::Row> rows = heard_.replay().board(time_from_milliseconds(at));
        std::vector<double> buoyancies;
        for (const Replay::Row& row : rows) buoyancies.push_back(row.factors.buoyancy);
        course_.level = surfacing::waterline(buoyancies, capacity).level;
        course_.rank = course_.held = course_.scattered = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) count(rows[i], i + 1);
    }

    // A demand in which others are as many is not the surge's.
    void count(const Replay::Row& row, std::size_t rank) {
        std::size_t people = 0;
        for (const surfacing::Standing& one : row.standings) {
            if (!newcomers_.contains(one.person)) continue;
            ++people;
            course_.held += one.held ? 1 : 0;
        }
        course_.scattered += people > 0 ? 1 : 0;
        if (course_.rank != 0 || 2 * people <= row.standings.size()) return;
        course_.rank = rank;
        course_.together = people;
        course_.others = row.standings.size() - people;
        course_.buoyancy = row.factors.buoyancy;
    }

    const Surge& surge_;
    double share_;
    std::mt19937 random_{3};
    Heard heard_;
    std::set<Id> newcomers_;
    Course course_;
};

void measure(Surge surge) {
    if (surge.others.empty()) return;
    if (!surge.as_it_came) std::ranges::shuffle(surge.wordings, std::mt19937(4));
    for (const double share : {0.0, 0.3, 0.7}) {
        const Course course = Play(surge, share).run();
        fmt::print("{:<36}{:>6.0f}{:>8}{:>7}{:>9}{:>10}{:>7}{:>6}{:>6}{:>11}{:>10}{:>8}{:>10.1f}{:>7.1f}\n",
                   surge.name, 100 * share, course.people, course.wrote, course.pressed,
                   course.surfaced_after, course.first_after, course.rank, course.held, course.scattered,
                   course.together, course.others, course.buoyancy, course.level);
        std::fflush(stdout);
        if (surge.as_it_came) break;
    }
}

// Takes what `is_of_it` says out of the stream.
Surge surge_in(std::string name, const std::vector<Line>& stream, const auto& is_of_it) {
    Surge surge{.name = std::move(name), .others = {}, .wordings = {}};
    for (const Line& line : stream) (is_of_it(line) ? surge.wordings : surge.others).push_back(line);
    return surge;
}

bool says(const std::string& text, const std::regex& words) {
    return std::regex_search(text, words);
}

// The reviews of the redesign, among those before it and meanwhile.
Surge redesign(const std::filesystem::path& path) {
    const std::int64_t came_out = milliseconds_of("2018-09-05T00:00:00");
    const std::regex words(
        "(new|latest|recent|this|last) (update|design|ui|layout|look|interface|version|format)|redesign"
        "|(old|previous|original) (version|design|layout|ui|look|interface|format)"
        "|(bring|go|change|switch|put).{0,20} back",
        std::regex::icase);
    std::vector<Line> stream = read_stream(path);
    std::erase_if(stream, [&](const Line& line) { return line.at > came_out + 30 * day; });
    Surge surge = surge_in("Chrome's redesign as it came", stream, [&](const Line& line) {
        return line.at >= came_out && says(line.title + " " + line.text, words);
    });
    surge.as_it_came = true;
    return surge;
}

void measure_groups(const LabelledSet& set, std::size_t most) {
    const std::vector<Labelled> reports = set.read(set.path);
    std::map<std::string, std::size_t> sizes;
    for (const Labelled& report : reports)
        if (!report.group.empty()) ++sizes[report.group];
    std::vector<std::pair<std::size_t, std::string>> largest;
    for (const auto& [group, size] : sizes) largest.emplace_back(size, group);
    std::ranges::sort(largest, std::greater{});
    largest.resize(std::min(most, largest.size()));
    for (const auto& [size, group] : largest) {
        std::vector<Line> stream;
        for (const Labelled& report : reports)
            stream.push_back({.at = static_cast<std::int64_t>(stream.size()) * day / 20,
                              .user = fmt::format("author {}", stream.size()),
                              .title = report.title,
                              .text = report.body,
                              .planted = report.group == group});
        measure(surge_in(fmt::format("{} {}", set.name, group), stream,
                         [](const Line& line) { return line.planted; }));
    }
}

}  // namespace

int main() {
    const std::filesystem::path data = feedback_directory();
    if (data.empty()) {
        fmt::print("CANYU_DATA is not set: nothing to measure on, skipped\n");
        return 0;
    }
    fmt::print("{:<36}{:>6}{:>8}{:>7}{:>9}{:>10}{:>7}{:>6}{:>6}{:>11}{:>10}{:>8}{:>10}{:>7}\n", "surge",
               "press", "people", "wrote", "pressed", "surfaced", "first", "rank", "held", "scattered",
               "together", "others", "buoyancy", "line");
    const std::filesystem::path reviews = data / "en_stream_chrome_reviews.jsonl.gz";
    const Surge chrome = there(reviews) ? redesign(reviews) : Surge{};
    measure(chrome);
    for (const char* name : {"en_stream_signal", "en_stream_android"}) {
        const std::filesystem::path path = data / (std::string(name) + ".jsonl.gz");
        if (!chrome.wordings.empty() && there(path))
            measure({fmt::format("Chrome's redesign in {}", name), read_stream(path), chrome.wordings});
    }
    const std::filesystem::path signal = data / "en_stream_signal.jsonl.gz";
    const std::regex missing(
        "(no|not|n't|delay.*|miss.*|late|without|stop.*) .*notif"
        "|notif.* (delay|late|miss|not|no |stop|fail|gone|never)|n't notif",
        std::regex::icase);
    if (there(signal))
        measure(surge_in("Signal misses notifications", read_stream(signal),
                         [&](const Line& line) { return says(line.title, missing); }));
    for (const LabelledSet& set : labelled_sets(data)) {
        const bool has_groups =
            std::string_view(set.name) == "en_dup_firefox" || std::string_view(set.name) == "zh_xiaomi_bugs";
        if (has_groups && there(set.path)) measure_groups(set, 4);
    }
}
