// The index under any texts in any order of changes: it stays what a plain map of its reports says it is, and
// every answer is one of its demands with marks within the question.
#include <cmath>
#include <cstdint>
#include <map>

#include "base/check.hpp"
#include "engines/surfacing/clustering.hpp"

using namespace canyu;
using namespace canyu::surfacing;

namespace {

// Small numbers and short texts, so that they often meet.
class Input {
  public:
    explicit Input(std::string_view bytes) : left_(bytes) {}

    [[nodiscard]] bool empty() const { return left_.empty(); }
    std::uint8_t byte() {
        const auto byte = static_cast<std::uint8_t>(left_.empty() ? 0 : left_.front());
        left_.remove_prefix(left_.empty() ? 0 : 1);
        return byte;
    }
    Id id() { return Id{1 + byte() % 16}; }
    std::string_view text() {
        const std::string_view text = left_.substr(0, byte());
        left_.remove_prefix(text.size());
        return text;
    }

  private:
    std::string_view left_;
};

using Demands = std::map<Id, Id>;  // of every stored report

void check_ranges(std::string_view text, const std::vector<Range>& ranges) {
    std::uint32_t last = 0;
    for (const Range& range : ranges) {
        CANYU_CHECK(range.begin < range.end && range.begin >= last && range.end <= text.size());
        last = range.end;
    }
}

void ask(const Index& index, const Demands& demands, std::string_view title, std::string_view body) {
    for (const Match& match : index.find({.title = title, .body = body})) {
        CANYU_CHECK(match.demand && demands.at(match.report) == match.demand);
        CANYU_CHECK(std::isfinite(match.score) && std::isfinite(match.rank));
        CANYU_CHECK(match.probability >= 0 && match.probability <= 1);
        check_ranges(title, match.title_ranges);
        check_ranges(body, match.body_ranges);
    }
}

void put(Index& index, Clustering& clustering, Demands& demands, Input& input) {
    const Id report = input.id();
    const Id demand{input.byte() % 8};
    const std::int64_t said = input.byte();
    const std::string_view title = input.text();
    const std::string_view body = input.text();
    CANYU_CHECK(index.remove(report) == (demands.erase(report) > 0));
    if (demand) {
        index.add({report, demand, title, body, said});
        demands[report] = demand;
    } else {
        demands[report] = clustering.place(index, {report, title, body, said}).demand;
    }
    ask(index, demands, title, body);
}

void move(Index& index, Demands& demands, Input& input) {
    const Id one = input.id();
    const Id other = input.id();
    if (demands.contains(one)) index.assign(one, demands[one] = other);
    if (one == other) return;
    for (const Id moved : index.merge(one, other)) {
        CANYU_CHECK(demands.at(moved) == one);
        demands.at(moved) = other;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input({reinterpret_cast<const char*>(data), size});
    Index index;
    Clustering clustering({.latest = 3, .chance = 0.9, .likely = 0.01, .together = 1});
    Demands demands;
    while (!input.empty()) {
        switch (input.byte() % 4) {
            case 0:
                move(index, demands, input);
                break;
            case 1:
                ask(index, demands, input.text(), {});
                break;
            default:
                put(index, clustering, demands, input);
        }
    }
    CANYU_CHECK(index.size() == demands.size());
    for (const StoredReport& stored : index.stored()) CANYU_CHECK(demands.at(stored.report) == stored.demand);
    return 0;
}
