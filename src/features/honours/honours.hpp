// Titles: earned by deeds that are cited, named in public, and never given for money's sake.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/credits/credits.hpp"
#include "features/squads/squads.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::honours {

struct Title {
    Id id;
    Id product_id;        // Id{}: deeds of every product count
    std::string name_zh;  // 2 to 20 characters
    std::string name_en;  // 2 to 40
    credits::CreditKind deed = credits::CreditKind::report_shipped;
    std::int64_t needed = 1;  // so many of them; 1 to 100
    // What it gives, each up to 300 characters and "" for nothing; the last one never alone.
    std::string gives_function;
    std::string gives_information;
    std::string gives_honour;
    std::string gives_benefit;
    Time defined_at{};
    Id defined_by{};
    std::optional<Time> ended_at;
};
BOOST_DESCRIBE_STRUCT(Title, (),
                      (id, product_id, name_zh, name_en, deed, needed, gives_function, gives_information,
                       gives_honour, gives_benefit, defined_at, defined_by, ended_at))

const std::string& name(const Title& title, web::Language language);
std::string url(const Title& title);

struct Holding {
    Id title_id;
    Id person_id;
    Time given_at{};
};
BOOST_DESCRIBE_STRUCT(Holding, (), (title_id, person_id, given_at))

// 404 for a product that is not there; 422 on the members, "honours.cash_only" on gives_benefit.
Result<Id> define(db::Writer& writer, const squads::Acting& acting, const Title& title);
// Says better what it gives and how it is called; who earns it stays. 404; 422 as define().
Result<void> reword(db::Writer& writer, const squads::Acting& acting, Id title, const Title& words);
// 404; 409 "honours.ended_already".
Result<void> end(db::Writer& writer, const squads::Acting& acting, Id title);

// For the clock, every minute: titles for whoever has enough credits.
void give_titles(db::Writer& writer, IdSource& ids, Time now);

std::optional<Title> find(db::Reader& reader, Id title);
std::vector<Title> of_person(db::Reader& reader, Id person);  // the first given first
// The first so many credits of a person that earned them the title.
std::vector<credits::Credit> earned_by(db::Reader& reader, const Title& title, Id person);

// A title beside somebody's name.
struct TitleTag {
    std::string title_name;
    std::string title_url;
};
BOOST_DESCRIBE_STRUCT(TitleTag, (), (title_name, title_url))
std::vector<TitleTag> tags_of(db::Reader& reader, Id person, web::Language language);

// /honours, /honours/{title}; staff: /studio/honours…
void add_pages(web::Site& site);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::honours
