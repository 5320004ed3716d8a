#include "engines/allocation/simulation/world.hpp"

#include <algorithm>

namespace canyu::allocation::simulation {

void World::send(Letter letter) {
    const auto delay = [&] {
        return chance.percent(5) ? chance.milliseconds(20, 200) : chance.milliseconds(0, 8);
    };
    if (chance.percent(5)) {
        ++tally.lost_messages;
        return;
    }
    letter.due = time.now() + delay();
    post.push_back(letter);
    if (!chance.percent(6)) return;
    ++tally.repeated_messages;
    letter.due = time.now() + delay();
    post.push_back(letter);
}

std::vector<Letter> World::take_due() {
    const auto is_due = [&](const Letter& letter) { return letter.due <= time.now(); };
    const auto rest = std::stable_partition(post.begin(), post.end(), is_due);
    std::vector<Letter> due(post.begin(), rest);
    post.erase(post.begin(), rest);
    std::ranges::stable_sort(due, {}, &Letter::due);
    return due;
}

}  // namespace canyu::allocation::simulation
