#include "engines/allocation/simulation/world.hpp"

namespace canyu::allocation::simulation {

void World::send(const Letter& letter) {
    const auto post_it = [&] {
        const bool late = chance.percent(5);
        post.emplace(time.now() + (late ? chance.milliseconds(20, 200) : chance.milliseconds(0, 8)), letter);
    };
    if (chance.percent(5)) {
        ++tally.lost_messages;
        return;
    }
    post_it();
    if (!chance.percent(6)) return;
    ++tally.repeated_messages;
    post_it();
}

std::vector<Letter> World::take_due() {
    std::vector<Letter> due;
    const auto rest = post.upper_bound(time.now());
    for (auto each = post.begin(); each != rest; ++each) due.push_back(each->second);
    post.erase(post.begin(), rest);
    return due;
}

}  // namespace canyu::allocation::simulation
