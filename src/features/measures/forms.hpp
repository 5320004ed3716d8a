// What staff send about measures.
#pragma once

#include "features/measures/measures.hpp"

namespace canyu::measures {

struct PromiseForm {
    std::string product;  // slug
    MeasureKind kind = MeasureKind::figure;
    std::string name_zh;
    std::string name_en;
    std::string unit_zh;
    std::string unit_en;
    Better better = Better::lower;
    double promised = 0;
    std::optional<double> before;
    std::string rival;
    double tolerance = 0;
};
BOOST_DESCRIBE_STRUCT(PromiseForm, (),
                      (product, kind, name_zh, name_en, unit_zh, unit_en, better, promised, before, rival,
                       tolerance))

struct MeasureForm {
    std::int64_t bus = 0;
    double value = 0;
    std::optional<double> rival_value;
    std::string how;
    std::string link;
    std::string by;
};
BOOST_DESCRIBE_STRUCT(MeasureForm, (), (bus, value, rival_value, how, link, by))

struct ReasonForm {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReasonForm, (), (reason))

}  // namespace canyu::measures
