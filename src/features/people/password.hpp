// Passwords as argon2id hashes, made and compared a few at a time: each takes much memory and processor on
// purpose.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace canyu::people {

// One of the few places among those who hash; given back when it goes.
class HashingTurn {
  public:
    HashingTurn(const HashingTurn&) = delete;
    HashingTurn& operator=(const HashingTurn&) = delete;
    HashingTurn(HashingTurn&& other) noexcept;
    HashingTurn& operator=(HashingTurn&&) = delete;
    ~HashingTurn();

    // Waits as long as it takes.
    static HashingTurn wait();
    // Waits too, but 503 when many wait already: a flood of sign-ins must leave workers for everybody else.
    static Result<HashingTurn> ask();

  private:
    HashingTurn() = default;
    bool held_ = true;
};

// With a salt of its own. Any thread that holds a turn.
std::string hash_password(std::string_view password, const HashingTurn& turn);
// The same with a turn of its own; 503 when many wait already.
Result<std::string> try_hash_password(std::string_view password);
// Whether `hash` was made of this password. For an empty hash the answer is no, after the same work, so that
// the time it takes does not tell whether there is such a person.
bool is_password(const std::string& hash, std::string_view password, const HashingTurn& turn);

}  // namespace canyu::people
