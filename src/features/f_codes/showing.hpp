// Inside the f_codes slice: what its pages share.
#pragma once

#include "features/f_codes/views.hpp"

namespace canyu::f_codes {

BatchCard card_of(db::Reader& reader, const Batch& batch, web::Language language, Time now);
// With its text for `reader_person`, if they hold it and it works.
CodeCard card_of(db::Reader& reader, const Code& code, Id reader_person, web::Language language, Time now);
CodeLine line_of(db::Reader& reader, const Code& code, Id reader_person, web::Language language, Time now);
// Of a code that is on offer.
std::string gift_path(const Batch& batch, const Code& code);
people::Card person_card(db::Reader& reader, Id person);

void add_gift_pages(web::Site& site);
void add_studio_pages(web::Site& site, const allotments::Counter& counter);

}  // namespace canyu::f_codes
