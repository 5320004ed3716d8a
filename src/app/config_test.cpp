#include "app/config.hpp"

#include <doctest/doctest.h>

TEST_CASE("a log names no password of a database") {
    using canyu::without_password;
    CHECK(without_password("sqlite:/var/lib/canyu/canyu.sqlite") == "sqlite:/var/lib/canyu/canyu.sqlite");
    CHECK(without_password("postgresql://canyu:a?b@c@db.example/canyu") == "postgresql");
    CHECK(without_password("postgres:///canyu?user=canyu&password=secret") == "postgres");
}
