// What the pages of titles show and the API answers.
#pragma once

#include "features/honours/forms.hpp"
#include "platform/web/pagination.hpp"

namespace canyu::honours {

struct TitleCard {
    std::string title_url;
    std::string title_name;
    std::string product_name;  // "" for every product
    credits::CreditKind deed = credits::CreditKind::report_shipped;
    std::int64_t needed = 1;
    std::string gives_function;
    std::string gives_information;
    std::string gives_honour;
    std::string gives_benefit;
    std::int64_t holder_count = 0;
    bool is_ended = false;
    std::string studio_url;
};
BOOST_DESCRIBE_STRUCT(TitleCard, (),
                      (title_url, title_name, product_name, deed, needed, gives_function, gives_information,
                       gives_honour, gives_benefit, holder_count, is_ended, studio_url))

struct Rung {
    TitleCard title;
    std::vector<people::Card> holders;  // the first of them
    std::int64_t more_count = 0;
    bool is_mine = false;
};
BOOST_DESCRIBE_STRUCT(Rung, (), (title, holders, more_count, is_mine))

struct HonoursPage {
    std::vector<Rung> rungs;
};
BOOST_DESCRIBE_STRUCT(HonoursPage, (), (rungs))

struct HolderLine {
    people::Card person;
    Time given_at{};
    std::vector<credits::CreditLine> credits;
};
BOOST_DESCRIBE_STRUCT(HolderLine, (), (person, given_at, credits))

struct TitlePage {
    TitleCard title;
    std::vector<HolderLine> holders;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(TitlePage, (), (title, holders, pagination))

// ---- the staff's side
struct TitleFields {
    std::string typed_name_zh;
    std::string typed_name_en;
    std::string typed_function;
    std::string typed_information;
    std::string typed_honour;
    std::string typed_benefit;
};
BOOST_DESCRIBE_STRUCT(TitleFields, (),
                      (typed_name_zh, typed_name_en, typed_function, typed_information, typed_honour,
                       typed_benefit))

struct StudioHonoursPage {
    std::vector<TitleCard> titles;
    std::vector<products::ProductOption> products;
    credits::CreditKind deed = credits::CreditKind::report_shipped;
    std::string typed_needed;
    TitleFields fields;
};
BOOST_DESCRIBE_STRUCT(StudioHonoursPage, (), (titles, products, deed, typed_needed, fields))

struct StudioTitlePage {
    TitleCard title;
    TitleFields fields;
};
BOOST_DESCRIBE_STRUCT(StudioTitlePage, (), (title, fields))

}  // namespace canyu::honours
