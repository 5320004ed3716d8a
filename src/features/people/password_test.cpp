#include "features/people/password.hpp"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

using namespace canyu;
using namespace canyu::people;

TEST_CASE("people: a password is known by its hash, which tells nothing else") {
    const HashingTurn turn = HashingTurn::wait();
    const std::string hash = hash_password("一碗热汤面加个蛋", turn);
    CHECK(hash.starts_with("$argon2id$"));
    CHECK(hash.find("热汤面") == std::string::npos);
    CHECK(is_password(hash, "一碗热汤面加个蛋", turn));
    CHECK(is_password(hash, " 一碗热汤面加个蛋\r\n", turn));  // as a form cleans it
    CHECK_FALSE(is_password(hash, "一碗热汤面加个饼", turn));
    CHECK_FALSE(is_password(hash, "", turn));
    CHECK(hash_password("一碗热汤面加个蛋", turn) != hash);
}

TEST_CASE("people: nobody without a hash has a password") {
    const HashingTurn turn = HashingTurn::wait();
    CHECK_FALSE(is_password("", "", turn));
    CHECK_FALSE(is_password("", "a bowl of noodles", turn));
}

TEST_CASE("people: two hash, six wait, the next is told that we are busy") {
    std::vector<std::thread> waiting;
    std::atomic<int> refused{0};
    std::atomic<int> served{0};
    {
        const HashingTurn first = HashingTurn::wait();
        const HashingTurn second = HashingTurn::wait();
        for (int i = 0; i < 10; ++i)
            waiting.emplace_back([&] {
                const auto turn = HashingTurn::ask();
                if (turn)
                    ++served;
                else if (turn.error().status == 503)
                    ++refused;
            });
        // While both places are taken exactly six of ten can wait, so four are refused, whatever the order.
        while (refused < 4) std::this_thread::yield();
        CHECK(served == 0);
    }
    for (std::thread& thread : waiting) thread.join();
    CHECK(refused == 4);
    CHECK(served == 6);
    CHECK(HashingTurn::ask());
}
