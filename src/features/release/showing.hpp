// Inside the release slice: what its public and its staff pages and its feeds show.
#pragma once

#include "features/release/views.hpp"

namespace canyu::web {
class Context;
}

namespace canyu::release {

std::string studio_url(Id bus);               // "/studio/releases/…"
std::string clock_text(std::int64_t minute);  // "17:00"

TimetableView timetable_view(const Timetable& table, const products::Product& product,
                             web::Language language);
BusCard card_of(db::Reader& reader, const Bus& bus, web::Language language, Time now);
std::vector<BusCard> cards_of(db::Reader& reader, const std::vector<Bus>& buses, web::Language language,
                              Time now);
// Cards that tell which channel each has reached, too.
std::vector<BusCard> cards_of(db::Reader& reader, const std::vector<Bus>& buses, const Beside& beside,
                              web::Language language, Time now);
// What is aboard, and how many distinct people are behind all of it.
void add_items(db::Reader& reader, const Bus& bus, const demand::Demands& demands, web::Language language,
               ReleasePage& page);
std::vector<WordView> word_views(db::Reader& reader, Id bus);

void add_feeds(web::Site& site, const Beside& beside);               // /releases/feed, /releases/feed.xml
void add_studio_releases(web::Site& site);                           // the list, timetables and public words
void add_studio_release(web::Site& site, demand::Demands& demands);  // one bus and its acts

}  // namespace canyu::release
