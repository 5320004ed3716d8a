// What Fider and Discourse export becomes demands, supports, boards, topics and posts, and once only.
#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "base/test_folder.hpp"
#include "features/imports/discourse_lines.hpp"
#include "features/imports/imports.hpp"
#include "features/imports/store.hpp"
#include "features/imports/temporary_file.hpp"
#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::imports;
namespace fs = std::filesystem;

namespace {

struct Folder : TestFolder {
    explicit Folder(const std::vector<std::pair<std::string, std::string>>& files) {
        for (const auto& [name, text] : files) std::ofstream(file(name)) << text;
    }
};

struct Office {
    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};
    demand::Demands demands{store, ids, clock};

    Import run(
        Format format, const std::string& path,
        const Watch& watch = [](const Import&, const Message*) { return true; }) {
        const Import begun = store.write([&](db::Writer& w) {
            const auto product = product_for(w, ids, "phone", clock.now()).value();
            return begin(w, ids, product.id, "export", Id{}, clock.now(), format);
        });
        return go_on(path, begun, watch);
    }
    Import go_on(const std::string& path, const Import& import, const Watch& watch) {
        const auto after = import_reports({store, ids, clock, demands}, path, import, watch);
        REQUIRE(after.has_value());
        return *after;
    }
    std::int64_t count(const std::string& sql) {
        return store.read(
            [&](db::Reader& r) { return r.value<std::int64_t>("select count(*) from " + sql); });
    }
    std::vector<store::Refusal> refusals(Id import) {
        return store.read([&](db::Reader& r) { return store::refusals(r, import, 0, 10); });
    }
};

void in_an_office(const std::function<void(Office&)>& test) {
    db::on_each_migrated_database([&](db::Database& database) {
        Office office{database};
        test(office);
    });
}

const std::vector<std::pair<std::string, std::string>> fider{
    {"users.json", R"([{"id":1,"name":"Mei"},{"id":2,"name":"Ajie"},{"id":3,"name":"Ajie"}])"},
    {"posts.json",
     R"([{"id":10,"number":1,"title":"Dark mode please","description":"At night","user_id":1,"status":0,"created_at":"2024-05-01T10:00:00Z"},
         {"id":11,"number":2,"title":"Gone","description":"","user_id":1,"status":6,"created_at":"2024-05-01T10:00:00Z"},
         {"id":12,"number":3,"title":"Bad","description":"","user_id":1,"status":0,"created_at":"soon"}])"},
    {"post_votes.json",
     R"([{"user_id":2,"post_id":10,"created_at":"2024-05-02T10:00:00Z"},{"user_id":3,"post_id":10,"created_at":"2024-05-03T10:00:00Z"},
         {"user_id":9,"post_id":10,"created_at":"2024-05-03T10:00:00Z"},{"user_id":2,"post_id":77,"created_at":"2024-05-03T10:00:00Z"}])"},
    {"comments.json",
     R"([{"id":20,"post_id":10,"user_id":2,"content":"Yes, **please**","created_at":"2024-05-04T10:00:00Z","deleted_at":null},
         {"id":21,"post_id":10,"user_id":1,"content":"Thank you","created_at":"2024-05-05T10:00:00.123456Z"},
         {"id":22,"post_id":10,"user_id":1,"content":"taken back","created_at":"2024-05-05T10:00:00Z","deleted_at":"2024-05-06T10:00:00Z"},
         {"id":23,"post_id":99,"user_id":1,"content":"nowhere","created_at":"2024-05-05T10:00:00Z"}])"}};

const std::string categories =
    R"({"category_list":{"categories":[{"id":5,"name":"Kitchen talk","slug":"kitchen"},{"id":6,"name":"厨房","slug":""}]}})";
const std::string topic =
    R"({"id":100,"title":"How do you make rice?","category_id":5,"post_stream":{"posts":[)"
    R"({"id":1000,"post_number":1,"username":"mei","raw":"Mine burns.","created_at":"2024-05-01T10:00:00.000Z"},)"
    R"({"id":1001,"post_number":2,"username":"ajie","cooked":"<p>More <b>water</b> &amp; time</p>","created_at":"2024-05-01T11:00:00.000Z"},)"
    R"({"id":1002,"post_number":3,"post_type":3,"username":"system","cooked":"closed","created_at":"2024-05-01T12:00:00.000Z"}]}})";
const std::string other_topic =
    R"({"id":101,"title":"锅盖可以单卖吗？","category_id":6,"post_stream":{"posts":[{"id":1003,"post_number":1,"username":"mei","raw":"摔坏了","created_at":"2024-05-02T10:00:00.000Z"}]}})";
const std::string lost_posts =
    R"({"id":102,"title":"Half of a topic","category_id":5,"post_stream":{"posts":[{"id":1004,"post_number":9,"username":"mei","raw":"late","created_at":"2024-05-02T10:00:00.000Z"}]}})";

}  // namespace

TEST_CASE("imports: a backup of Fider becomes demands with voices, and a talk under each") {
    in_an_office([](Office& office) {
        const Folder folder(fider);
        const Import done = office.run(Format::fider, folder.path());
        CHECK(done.state == ImportState::done);
        CHECK(done.reports == 1);
        CHECK(done.supports == 2);
        CHECK(done.posts == 2);
        CHECK(done.refused == 4);
        const auto refusals = office.refusals(done.id);
        REQUIRE(refusals.size() == 4);
        CHECK(refusals[0].field == "posts.json 3");
        CHECK(refusals[0].reason == "report_lines.bad_time");
        CHECK(refusals[1].reason == "report_lines.support_without_user");
        CHECK(refusals[2].reason == "report_lines.support_of_unknown");
        CHECK(refusals[3].reason == "imports.comment_of_unknown");
        CHECK(office.count("demand where people = 3 and title = 'Dark mode please'") == 1);
        CHECK(office.count("topic where subject_kind = 'demand' and post_count = 2") == 1);
        CHECK(office.count("post where html like '%<strong>please</strong>%'") == 1);
        const Import again = office.run(Format::fider, folder.path());
        CHECK(again.reports + again.supports + again.posts == 0);
        CHECK(again.known == 5);
        CHECK(office.count("post") == 2);
    });
}

TEST_CASE("imports: the posts.csv of Fider is a table of its columns") {
    in_an_office([](Office& office) {
        const TemporaryFile file(
            "number,title,description,created_at,created_by,votes_count,comments_count,status,responded_by,"
            "responded_at,response,original_number,original_title,tags\n"
            "1,Dark mode please,\"At night,\nit hurts\",2024-05-01T10:00:00Z,Mei,3,0,open,,,,,,\"ui, "
            "night\"\n");
        CHECK(office.run(Format::fider, file.path()).reports == 1);
        CHECK(office.count("report where source_id = '1' and text = 'At night,\nit hurts'") == 1);
    });
}

TEST_CASE("imports: topics of Discourse come under boards of their categories") {
    in_an_office([](Office& office) {
        const TemporaryFile file(categories + '\n' + topic + '\n' + other_topic +
                                 "\n{\"users\":[]}\nnot json\n" + lost_posts + '\n');
        const Import done = office.run(Format::discourse, file.path());
        CHECK(done.posts == 3);
        CHECK(done.refused == 3);
        CHECK(office.count("board where slug = 'kitchen' and name_en = 'Kitchen talk'") == 1);
        CHECK(office.count("board where name_zh = '厨房'") == 1);
        CHECK(office.count("topic where title = 'How do you make rice?' and post_count = 2") == 1);
        CHECK(office.count("post where markdown = 'More water & time'") == 1);
        const auto refusals = office.refusals(done.id);
        REQUIRE(refusals.size() == 3);
        CHECK(refusals[0].reason == "discourse.unknown");
        CHECK(refusals[1].reason == "report_lines.not_json");
        CHECK(refusals[2].reason == "imports.post_of_unknown");
        CHECK(office.run(Format::discourse, file.path()).known == 3);
        CHECK(office.count("post") == 3);
    });
}

TEST_CASE(
    "imports: a folder of Discourse is read categories first, and a pause inside a topic loses nothing") {
    in_an_office([](Office& office) {
        const Folder folder(
            {{"100.json", topic}, {"101.json", other_topic}, {"categories.json", categories}});
        const Import paused =
            office.run(Format::discourse, folder.path(), [](const Import&, const Message*) { return false; });
        CHECK(paused.state == ImportState::running);
        CHECK(paused.posts == 1);
        const Import done =
            office.go_on(folder.path(), paused, [](const Import&, const Message*) { return true; });
        CHECK(done.state == ImportState::done);
        CHECK(done.posts == 3);
        CHECK(office.count("board where slug = 'kitchen'") == 1);
        CHECK(office.count("topic") == 2);
    });
}

TEST_CASE("imports: HTML becomes its text") {
    CHECK(text_of_html("<p>One</p>\n<p>Two<br/>Three</p>") == "One\n\nTwo\nThree");
    CHECK(text_of_html("a &lt;b&gt; &amp;amp; &#20013;&#x6587; &nonsense; &") ==
          "a <b> &amp; 中文 &nonsense; &");
    CHECK(text_of_html("&#0;&#xD800;&#99999999;") == "&#0;&#xD800;&#99999999;");
    CHECK(text_of_html("<img src=x onerror=alert(1)>text<unfinished") == "text");
}
