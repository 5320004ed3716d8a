// Journals keep what they said yes to, give a number to one writer only, and hand everything back in order.
#include "platform/db/journal.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>

#include <array>
#include <span>
#include <thread>
#include <vector>

#include "base/test_folder.hpp"
#include "platform/db/test_databases.hpp"
#include "platform/db/test_own_server.hpp"

using namespace canyu;
using namespace canyu::db;

namespace {

using Batch = std::vector<std::byte>;

void on_each_journal(const std::function<void(const std::string& url)>& test) {
    {
        INFO("on SQLite");
        const TestFolder folder;
        test("sqlite:" + folder.file("canyu.sqlite"));
    }
    if (const auto server = test_postgresql()) {
        INFO("on PostgreSQL");
        const TestSchema schema(*server);
        test(schema.url());
    }
}

Batch batch_of(std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

Written append(Journal& journal, std::int64_t stream, std::int64_t seq, const Batch& batch,
               std::int64_t epoch = 1) {
    Written written{};
    const JournalRow row{Id{stream}, seq, epoch, batch};
    journal.append({&row, 1}, {&written, 1});
    return written;
}

struct Kept {
    std::int64_t seq;
    std::int64_t epoch;
    Batch batch;
    bool operator==(const Kept&) const = default;
};

std::vector<Kept> rows(Journal& journal, std::int64_t stream, std::int64_t from = 0) {
    std::vector<Kept> kept;
    CHECK(journal.read(Id{stream}, from, [&](const JournalRow& row) {
        CHECK(row.stream == Id{stream});
        kept.push_back({row.seq, row.epoch, {row.batch.begin(), row.batch.end()}});
        return true;
    }));
    return kept;
}

// Appends rows of 10 KB from `seq` on, one after the other, until one is not kept; `seq` is the next number.
bool append_some(Journal& journal, std::int64_t& seq, int rows) {
    const std::vector<std::byte> batch(10'000);
    for (int i = 0; i < rows; ++i) {
        Written written{};
        const JournalRow row{Id{7}, seq, 1, batch};
        journal.append({&row, 1}, {&written, 1});
        if (written != Written::yes) return false;
        ++seq;
    }
    return true;
}

std::int64_t count_rows(Journal& journal) {
    std::int64_t rows = 0;
    CHECK(journal.read(Id{7}, 0, [&](const JournalRow& row) { return row.seq == rows++; }));
    return rows;
}

}  // namespace

TEST_CASE("journal: rows come back byte by byte, in order, from any number on, after opening it again") {
    on_each_journal([](const std::string& url) {
        Batch every_byte(256);
        for (std::size_t i = 0; i < every_byte.size(); ++i) every_byte[i] = static_cast<std::byte>(i);
        constexpr std::int64_t many = 150;
        {
            const auto journal = open_journal(url);
            for (std::int64_t seq = 0; seq < many; ++seq)
                CHECK(append(*journal, 7, seq, every_byte, seq / 100) == Written::yes);
            CHECK(append(*journal, 8, 0, batch_of("")) == Written::yes);
        }
        const auto journal = open_journal(url);
        const auto all = rows(*journal, 7);
        REQUIRE(all.size() == many);
        CHECK(all.front() == Kept{0, 0, every_byte});
        CHECK(all.back() == Kept{149, 1, every_byte});
        CHECK(rows(*journal, 7, 140).size() == 10);
        CHECK(rows(*journal, 7, many).empty());
        CHECK(rows(*journal, 8) == std::vector{Kept{0, 1, {}}});
        CHECK(rows(*journal, 9).empty());
        int seen = 0;
        CHECK(journal->read(Id{7}, 0, [&](const JournalRow&) { return ++seen < 3; }));
        CHECK(seen == 3);
        CHECK(append(*journal, 7, many, every_byte) == Written::yes);
    });
}

TEST_CASE("journal: who writes a number first has it, and the others of an append are not harmed") {
    on_each_journal([](const std::string& url) {
        const auto one = open_journal(url);
        const auto other = open_journal(url);
        CHECK(append(*one, 7, 0, batch_of("first")) == Written::yes);
        const Batch second = batch_of("second");
        const std::array asked{JournalRow{Id{6}, 0, 2, second}, JournalRow{Id{7}, 0, 2, second},
                               JournalRow{Id{8}, 0, 2, second}};
        std::array<Written, 3> written{};
        other->append(asked, written);
        CHECK(written == std::array{Written::yes, Written::taken, Written::yes});
        CHECK(rows(*one, 7) == std::vector{Kept{0, 1, batch_of("first")}});
        CHECK(rows(*one, 8) == std::vector{Kept{0, 2, second}});
    });
}

TEST_CASE("journal: two writers at once never both get a number") {
    on_each_journal([](const std::string& url) {
        constexpr std::int64_t numbers = 200;
        std::array<std::vector<Written>, 2> answers;
        std::array<std::thread, 2> threads;
        for (std::size_t i = 0; i < 2; ++i)
            threads[i] = std::thread([&answers, &url, i] {
                const auto journal = open_journal(url);
                const Batch batch = batch_of(i == 0 ? "one" : "other");
                for (std::int64_t seq = 0; seq < numbers; ++seq)
                    answers[i].push_back(append(*journal, 7, seq, batch));
            });
        for (std::thread& thread : threads) thread.join();
        const auto kept = rows(*open_journal(url), 7);
        REQUIRE(kept.size() == numbers);
        for (std::size_t seq = 0; seq < numbers; ++seq) {
            CHECK((answers[0][seq] == Written::yes) != (answers[1][seq] == Written::yes));
            CHECK(kept[seq].batch == batch_of(answers[0][seq] == Written::yes ? "one" : "other"));
        }
    });
}

TEST_CASE("journal: it says no on a full disk, and goes on where there is room again") {
    const TestFolder directory;
    const auto journal = open_journal("sqlite:" + directory.file("database.sqlite"));
    std::int64_t seq = 0;
    const auto fill = [&](int rows) { return append_some(*journal, seq, rows); };
    CHECK(fill(10));
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    const rlimit small{3'000'000, before.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    CHECK_FALSE(fill(1000));
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    CHECK(fill(10));
    CHECK(count_rows(*journal) == seq);
    ::signal(SIGXFSZ, SIG_DFL);
}

TEST_CASE("journal: it says no while its PostgreSQL is killed, and goes on when it is back") {
    if (!test_postgresql()) return;
    OwnServer server;
    const auto journal = open_journal(server.url());
    std::int64_t seq = 0;
    CHECK(append_some(*journal, seq, 10));
    server.kill();
    CHECK_FALSE(append_some(*journal, seq, 1));
    CHECK_FALSE(journal->read(Id{7}, 0, [](const JournalRow&) { return true; }));
    server.start();
    CHECK(count_rows(*journal) == seq);
    CHECK(append_some(*journal, seq, 10));
    CHECK(count_rows(*journal) == seq);
}
