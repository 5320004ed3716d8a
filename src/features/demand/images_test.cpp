#include "features/demand/images.hpp"

#include <fstream>

#include "base/test_folder.hpp"
#include "features/demand/test_house.hpp"

using namespace canyu;
using namespace canyu::demand;

namespace {

constexpr const char* asked = "the camera opens slowly from the lock screen";

std::vector<std::pair<Id, double>> answers(TestHouse& house, const Demands& demands) {
    std::vector<std::pair<Id, double>> found;
    for (const Suggestion& one :
         house.read([&](db::Reader& r) { return demands.suggest(r, house.product, "", asked, 5); }))
        found.emplace_back(one.demand.id, one.probability);
    return found;
}

std::vector<std::pair<Id, double>> after_start(TestHouse& house, const Images* images) {
    Demands demands(house.store, house.ids, house.clock);
    demands.load(images);
    return answers(house, demands);
}

std::filesystem::path only_file(const std::filesystem::path& folder) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) return entry.path();
    return {};
}

}  // namespace

TEST_CASE("demand: a start from an image answers as one from the texts, also after what changed meanwhile") {
    in_a_house([](TestHouse& house) {
        const TestFolder folder;
        const Images images(folder.path(), 0, 1);
        const Id camera = house.demand(0, "The camera takes two seconds to open from the lock screen");
        const Id alarm = house.demand(1, "The alarm rings in the headphones only");
        const Id slow = house.say(house.people[2], "Opening the camera from the lock screen is slow");
        const Id hidden = house.say(house.people[3], "lock screen camera camera lock screen opens");
        house.add_other_talk();
        house.demands.write_images(images);
        const auto before = after_start(house, nullptr);
        REQUIRE_FALSE(before.empty());
        CHECK(after_start(house, &images) == before);

        // A report more, one that moved twice, and one that nobody may read any more.
        house.say(house.people[4], "The lock screen keeps the camera waiting");
        house.found(hidden, "The lock screen opens the camera");
        for (const Id demand : {alarm, camera})
            REQUIRE(house.write([&](db::Writer& w) {
                return house.demands.put_into(w, slow, demand, house.staff, house.now());
            }));
        house.write([&](db::Writer& w) {
            report::set_visibility(w, hidden, moderation::Visibility::hidden, "not kind");
        });
        const auto changed = after_start(house, nullptr);
        CHECK(changed != before);
        CHECK(after_start(house, &images) == changed);
    });
}

TEST_CASE("demand: an image that is damaged, or of another database, is not believed") {
    in_a_house([](TestHouse& house) {
        const TestFolder folder;
        const Images images(folder.path(), 0, 1);
        house.demand(0, "The camera takes two seconds to open from the lock screen");
        house.add_other_talk();
        house.demands.write_images(images);
        const auto expected = after_start(house, nullptr);
        const std::filesystem::path file = only_file(folder.path());
        REQUIRE_FALSE(file.empty());

        Indices indices;
        CHECK(images.read(house.store, indices).contains(house.product));
        house.write([&](db::Writer& w) { w.execute("update index_image set token = 'of another time'"); });
        Indices others;
        CHECK_FALSE(images.read(house.store, others).contains(house.product));
        CHECK(after_start(house, &images) == expected);

        house.demands.write_images(images);
        {
            std::fstream damaged(file, std::ios::in | std::ios::out | std::ios::binary);
            damaged.seekp(200);
            damaged.put('x');
            damaged.put('x');
        }
        Indices last;
        CHECK_FALSE(images.read(house.store, last).contains(house.product));
        CHECK(after_start(house, &images) == expected);
    });
}

TEST_CASE("demand: few reports need no image, and an old one goes") {
    in_a_house([](TestHouse& house) {
        const TestFolder folder;
        house.demand(0, "The camera takes two seconds to open from the lock screen");
        house.demands.write_images(Images(folder.path(), 0, 1));
        CHECK_FALSE(only_file(folder.path()).empty());
        house.demands.write_images(Images(folder.path(), 0));
        CHECK(only_file(folder.path()).empty());
        house.demands.write_images(Images("", 0, 1));
    });
}
