#include "features/people/password.hpp"

#include <sodium.h>

#include <atomic>
#include <new>
#include <semaphore>
#include <utility>

#include "base/check.hpp"
#include "base/text.hpp"

namespace canyu::people {
namespace {

// The processor cost libsodium gives for interactive use; half its memory, since two at a time must fit
// beside the server on a small machine. OWASP asks for at least 19 MiB with two passes.
constexpr unsigned long long passes = crypto_pwhash_OPSLIMIT_INTERACTIVE;
constexpr std::size_t memory = 32 * 1024 * 1024;  // bytes

constexpr int most_at_once = 2;
constexpr int most_waiting = 6;

std::counting_semaphore<most_at_once>& places() {
    static std::counting_semaphore<most_at_once> semaphore{most_at_once};
    return semaphore;
}

std::atomic<int> waiting{0};

// What a form would keep of it, so that a password given on the command line can be typed into the form.
std::string as_typed(std::string_view password) {
    return clean_text(password);
}

}  // namespace

HashingTurn::HashingTurn(HashingTurn&& other) noexcept : held_(std::exchange(other.held_, false)) {}

HashingTurn::~HashingTurn() {
    if (held_) places().release();
}

HashingTurn HashingTurn::wait() {
    places().acquire();
    return {};
}

Result<HashingTurn> HashingTurn::ask() {
    if (waiting.fetch_add(1) >= most_waiting) {
        waiting.fetch_sub(1);
        return refuse(503, "problem.busy");
    }
    places().acquire();
    waiting.fetch_sub(1);
    return HashingTurn{};
}

std::string hash_password(std::string_view password, const HashingTurn&) {
    static const int ready = sodium_init();
    CANYU_CHECK(ready >= 0);
    const std::string typed = as_typed(password);
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(hash, typed.data(), typed.size(), passes, memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return hash;
}

Result<std::string> try_hash_password(std::string_view password) {
    CANYU_TRY(const HashingTurn turn, HashingTurn::ask());
    return hash_password(password, turn);
}

bool is_password(const std::string& hash, std::string_view password, const HashingTurn& turn) {
    if (hash.empty()) {
        (void)hash_password(password, turn);
        return false;
    }
    const std::string typed = as_typed(password);
    return crypto_pwhash_str_verify(hash.c_str(), typed.data(), typed.size()) == 0;
}

}  // namespace canyu::people
