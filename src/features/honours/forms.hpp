// What staff send about titles.
#pragma once

#include "features/honours/honours.hpp"

namespace canyu::honours {

struct TitleForm {
    std::string product;  // slug, "" for every product
    credits::CreditKind deed = credits::CreditKind::report_shipped;
    std::int64_t needed = 0;
    std::string name_zh;
    std::string name_en;
    std::string gives_function;
    std::string gives_information;
    std::string gives_honour;
    std::string gives_benefit;
};
BOOST_DESCRIBE_STRUCT(TitleForm, (),
                      (product, deed, needed, name_zh, name_en, gives_function, gives_information,
                       gives_honour, gives_benefit))

struct RewordForm {
    std::string name_zh;
    std::string name_en;
    std::string gives_function;
    std::string gives_information;
    std::string gives_honour;
    std::string gives_benefit;
};
BOOST_DESCRIBE_STRUCT(RewordForm, (),
                      (name_zh, name_en, gives_function, gives_information, gives_honour, gives_benefit))

}  // namespace canyu::honours
