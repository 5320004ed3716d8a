// The charter of a product: what it is, whose pain it ends, its makers' own itch, and what people shall tell
// each other of it; and the one product that stands in front in a stage of the company.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/measures/measures.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::charter {

struct Charter {
    Id product_id;
    std::string what_zh;  // 4 to 300 characters
    std::string what_en;
    std::string pain_zh;  // 4 to 500
    std::string pain_en;
    std::string itch_zh;  // up to 300
    std::string itch_en;
    Time written_at{};
};
BOOST_DESCRIBE_STRUCT(Charter, (),
                      (product_id, what_zh, what_en, pain_zh, pain_en, itch_zh, itch_en, written_at))

// What people shall tell each other: a keyword, what proves it, and the story.
struct Node {
    Id id;
    Id product_id;
    std::int64_t place = 0;  // the first is told first
    std::string keyword_zh;  // 1 to 12 characters
    std::string keyword_en;  // 1 to 30
    std::string proof_zh;    // up to 120; one of words and a measure there has to be
    std::string proof_en;
    std::optional<Id> measure_id;
    std::string story_zh;  // 4 to 500
    std::string story_en;
};
BOOST_DESCRIBE_STRUCT(Node, (),
                      (id, product_id, place, keyword_zh, keyword_en, proof_zh, proof_en, measure_id,
                       story_zh, story_en))
// More than these nobody retells.
inline constexpr std::size_t most_nodes = 5;

enum class Part { what, pain, itch, evidence, node, flagship };
BOOST_DESCRIBE_ENUM(Part, what, pain, itch, evidence, node, flagship)

// What was changed, what it said before ("" for nothing), and why.
struct Change {
    Id id;
    Id product_id;
    Part part = Part::what;
    std::string was_zh;
    std::string was_en;
    std::string reason;
    Id changed_by;
    Time changed_at{};
};
BOOST_DESCRIBE_STRUCT(Change, (), (id, product_id, part, was_zh, was_en, reason, changed_by, changed_at))

struct Stage {
    Id id;
    std::string name_zh;  // 2 to 40 characters
    std::string name_en;
    Time began_at{};
    std::optional<Id> flagship_id;  // the product
    std::optional<Time> flagship_since;
};
BOOST_DESCRIBE_STRUCT(Stage, (), (id, name_zh, name_en, began_at, flagship_id, flagship_since))

using release::Acting;

// ---- writing; each act but the first writing needs a public reason (4 to 1,000 characters)
// `demands`: numbers, as demand::numbered reads them; `reports`: their ids or addresses. Whatever they name
// has to be there. Each part that is different leaves a change.
struct Words {
    Charter charter;
    std::string demands;
    std::string reports;
};
Result<void> write(db::Writer& writer, const Acting& acting, const Words& words, const std::string& reason);
// It comes last. 409 "charter.nodes_full".
Result<void> add_node(db::Writer& writer, const Acting& acting, Node node, const std::string& reason);
Result<void> change_node(db::Writer& writer, const Acting& acting, const Node& node,
                         const std::string& reason);
Result<void> remove_node(db::Writer& writer, const Acting& acting, Id node, const std::string& reason);
// One place up or down, for no reason; at either end it stays.
enum class Direction { up, down };
BOOST_DESCRIBE_ENUM(Direction, up, down)
Result<void> move_node(db::Writer& writer, const Acting& acting, Id node, Direction direction);

// ---- stages
Result<Id> begin_stage(db::Writer& writer, const Acting& acting, const std::string& name_zh,
                       const std::string& name_en);
// Puts a product in front of the present stage (409 "charter.stage_over" for another). `from` is the one that
// stands there as far as the caller knows (Id{}: none): where it is another by now, 409 "charter.flagship_is"
// says which, so that nobody is pushed aside unseen.
Result<void> set_flagship(db::Writer& writer, const Acting& acting, Id stage, Id product, Id from,
                          const std::string& reason);

// ---- looking
std::optional<Charter> find(db::Reader& reader, Id product);
std::vector<Node> nodes(db::Reader& reader, Id product);
// As they stand now: a demand that was merged away is the one it went into.
std::vector<Id> demands_of(db::Reader& reader, Id product);
std::vector<Id> reports_of(db::Reader& reader, Id product);
std::vector<Change> changes(db::Reader& reader, Id product);  // the latest first
std::vector<Stage> stages(db::Reader& reader);                // the present one first

// /p/{product}/charter; staff: /studio/charters…, /studio/charter-nodes…, /studio/stages…
void add_pages(web::Site& site);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::charter
