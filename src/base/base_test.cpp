#include <doctest/doctest.h>

#include <set>

#include "base/id.hpp"
#include "base/shape.hpp"
#include "base/text.hpp"

using namespace canyu;

TEST_CASE("ids grow even when the clock goes back") {
    ManualClock clock(time_from_milliseconds(1800000000000));
    IdSource ids(clock, 7);
    Id last = ids.next();
    for (int i = 0; i < 10000; ++i) {
        if (i == 5000) clock.set(time_from_milliseconds(1700000000000));
        const Id next = ids.next();
        CHECK(next > last);
        last = next;
    }
}

TEST_CASE("an id is parsed only from its own decimal form") {
    CHECK(parse_id("42") == Id{42});
    for (const char* bad : {"", "0", "-1", "4 2", "42x", "99999999999999999999", "+5"}) CHECK(!parse_id(bad));
}

TEST_CASE("text is cleaned, counted and cut by characters") {
    CHECK(clean_line("  锁屏\t拍照\r\n慢　") == "锁屏 拍照 慢");
    CHECK(clean_text("one\r\ntwo\x07") == "one\ntwo");
    CHECK(clean_line("\xff\xfe") == "\uFFFD\uFFFD");
    CHECK(count_characters("小满abc") == 5);
    CHECK(shorten("小满你好", 2) == "小满…");
    CHECK(shorten("小满", 2) == "小满");
    CHECK(!valid_utf8("\xc0\x80"));
    CHECK(valid_utf8("参与"));
}

TEST_CASE("folding joins what people see as the same") {
    CHECK(fold("ＷＩＦＩ") == "wifi");
    CHECK(fold("鎖屏") == fold("锁屏"));
}

TEST_CASE("the look of a text is that of what it is taken for") {
    CHECK(look("аdmіn") == look("admin"));  // with a Cyrillic а and і
    CHECK(look("０fficial") == look("Official"));
    CHECK(look("管理員") == look("管理员"));
    CHECK(look("小满") != look("小满满"));
    CHECK(look("").empty());
}

TEST_CASE("Han text is searched by pairs, other text by words") {
    CHECK(search_terms("锁屏拍照, Slow-Start") ==
          std::vector<std::string>{"锁屏", "屏拍", "拍照", "slow", "start"});
    CHECK(search_terms("卡 wifi6") == std::vector<std::string>{"卡", "wifi6"});
    CHECK(search_terms("！？").empty());
}

namespace {

enum class Color { red, green };
BOOST_DESCRIBE_ENUM(Color, red, green)

struct Leaf {
    std::string word;
    std::optional<Color> color;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (word, color))

struct Tree {
    Id id;
    std::vector<Leaf> leaves;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (id, leaves))

}  // namespace

TEST_CASE("a described struct can be walked and filled at run time") {
    const Shape& shape = shape_of<Tree>();
    CHECK(shape.name == "Tree");
    CHECK(shape.members.size() == 2);
    Tree tree;
    const Member& leaves = *shape.find("leaves");
    void* leaf = leaves.shape().emplace(leaves.at(&tree));
    const Shape& leaf_shape = leaves.shape().element();
    *static_cast<std::string*>(leaf_shape.find("word")->at(leaf)) = "a";
    void* color = leaf_shape.find("color")->shape().emplace(leaf_shape.find("color")->at(leaf));
    CHECK(shape_of<Color>().set_enum_name(color, "green"));
    CHECK(!shape_of<Color>().set_enum_name(color, "blue"));
    CHECK(tree.leaves.at(0).word == "a");
    CHECK(tree.leaves.at(0).color == Color::green);
    CHECK(shape.find("nothing") == nullptr);
    CHECK(enum_name(Color::red) == "red");
}
