#include "engines/allocation/batch.hpp"

#include <doctest/doctest.h>

#include "engines/allocation/test_allotment.hpp"

using namespace canyu;
using namespace canyu::allocation;

namespace {

const Place place{.allotment = Id{5}, .seq = 3, .epoch = 2, .time = test_start, .previous = 77};

std::vector<std::byte> sealed(const std::vector<Decision>& decisions) {
    BatchWriter writer;
    for (const Decision& decision : decisions) writer.add(decision);
    const auto bytes = writer.seal(place);
    return {bytes.begin(), bytes.end()};
}

Decision claimed() {
    return {.kind = ActKind::claim,
            .channel = 1,
            .eligible = 3,
            .reserved = 1,
            .unit = 9,
            .person = Id{8},
            .key = {1, 2},
            .deadline = test_start + test_hold,
            .amount = 4,
            .reference = {5, 6}};
}

}  // namespace

TEST_CASE("batch: what is written is read, head and decisions") {
    const std::vector<std::byte> bytes = sealed({claimed(), {.kind = ActKind::stop}});
    CHECK(bytes.size() == 64 + 2 * 64);
    const auto batch = decode(bytes);
    REQUIRE(batch.has_value());
    CHECK(batch->place == place);
    CHECK(batch->checksum == checksum_of(bytes));
    CHECK_FALSE(batch->opening.has_value());
    CHECK(batch->decisions == std::vector<Decision>{claimed(), {.kind = ActKind::stop}});
    CHECK(decode(sealed({}))->decisions.empty());
}

TEST_CASE("batch: an opening holds the terms") {
    Terms terms = terms_of({3, 4, 0});
    terms.channels[1].needs_reservation = true;
    terms.per_person = 2;
    const Place first{.allotment = Id{5}, .time = test_start};
    const auto batch = decode(encode_opening(first, terms));
    REQUIRE((batch && batch->opening));
    CHECK(batch->place == first);
    CHECK(*batch->opening == terms);
}

TEST_CASE("batch: bytes that were changed, cut or added to are none") {
    for (const std::vector<std::byte>& bytes :
         {sealed({claimed()}), encode_opening({.allotment = Id{5}}, terms_of({3}))}) {
        REQUIRE(decode(bytes).has_value());
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            std::vector<std::byte> damaged = bytes;
            damaged[at] ^= std::byte{4};
            CHECK_FALSE(decode(damaged).has_value());
            CHECK_FALSE(decode(std::span(bytes).first(at)).has_value());
        }
        std::vector<std::byte> longer = bytes;
        longer.resize(bytes.size() + 64);
        CHECK_FALSE(decode(longer).has_value());
    }
}

TEST_CASE("batch: decisions of no known kind, channel or flag are none, whatever the checksum says") {
    for (const auto spoil : {+[](Decision& each) { each.kind = ActKind::none; },
                             +[](Decision& each) { each.kind = static_cast<ActKind>(9); },
                             +[](Decision& each) { each.channel = most_channels; },
                             +[](Decision& each) { each.reserved = 2; }}) {
        Decision decision = claimed();
        spoil(decision);
        CHECK_FALSE(decode(sealed({decision})).has_value());
    }
}

TEST_CASE("terms: what cannot be opened") {
    CHECK(sound(terms_of({1})));
    CHECK(sound(terms_of({0})));
    CHECK(sound(terms_of({1, 2, 3, 4, 5, 6, 7, most_units - 28})));
    CHECK_FALSE(sound(terms_of({1, 2, 3, 4, 5, 6, 7, most_units - 27})));
    CHECK_FALSE(sound(terms_of({})));
    CHECK_FALSE(sound(terms_of({1, 1, 1, 1, 1, 1, 1, 1, 1})));
    for (const auto spoil :
         {+[](Terms& terms) { terms.per_person = 0; }, +[](Terms& terms) { terms.hold = Milliseconds{-1}; },
          +[](Terms& terms) { terms.channels[0].closes = terms.channels[0].opens; },
          +[](Terms& terms) { terms.money = 1; }, +[](Terms& terms) { terms.split = Split::equal; },
          +[](Terms& terms) {
              terms.split = Split::random;
              terms.money = 100;
          }}) {
        Terms terms = terms_of({3});
        spoil(terms);
        CHECK_FALSE(sound(terms));
    }
    Terms packet = terms_of({3});
    packet.hold = Milliseconds{0};
    packet.split = Split::random;
    packet.money = 2;
    CHECK_FALSE(sound(packet));
    packet.money = 3;
    CHECK(sound(packet));
}
