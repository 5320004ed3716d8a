// What people and staff send about F-codes.
#pragma once

#include "features/f_codes/f_codes.hpp"

namespace canyu::f_codes {

struct BatchForm {
    std::string product;  // slug
    std::string name;
    std::string reason;
    EarnedBy deed = EarnedBy::by_hand;
    std::int64_t every = 0;
    std::int64_t units = 0;
    std::int64_t per_person = 0;
    std::int64_t days_valid = 0;
    std::int64_t days_open = 0;  // from today; until then codes are earned
    std::int64_t days_back = 0;  // before today; deeds from then on count
};
BOOST_DESCRIBE_STRUCT(BatchForm, (),
                      (product, name, reason, deed, every, units, per_person, days_valid, days_open,
                       days_back))

struct ByHandForm {
    std::string name;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ByHandForm, (), (name, reason))

struct GiftForm {
    std::string name;  // of the friend
};
BOOST_DESCRIBE_STRUCT(GiftForm, (), (name))

}  // namespace canyu::f_codes
