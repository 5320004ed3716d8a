// Times, numbers and money as a reader of either language writes them; the x- modifiers of the templates.
#pragma once

#include <string>

#include "base/clock.hpp"
#include "base/shape.hpp"
#include "platform/web/language.hpp"

namespace canyu::web {

// "14 minutes ago", "in 2 days"; a date from 30 days on.
std::string format_ago(Language language, Time time, Time now);
// "22 November", "11月22日", in the community's zone; with the year when it is not this one.
std::string format_date(Language language, Time time, Time now);
std::string format_datetime(Language language, Time time, Time now);  // with hours and minutes
// "3 hours", "2 days", the largest unit that fits at least once; "less than a minute" under one.
std::string format_span(Language language, Milliseconds span);
std::string format_iso(Time time);               // "2026-11-22T05:40:42Z", for datetime attributes
std::string format_number(std::int64_t number);  // "12,345"
std::string format_money(Language language, const Money& money);

// Registers x-ago, x-date, x-datetime, x-span (of milliseconds), x-iso, x-number, x-money with ctemplate.
// Once per process is enough; more is harmless.
void register_modifiers();

// Three digits, and never with an exponent: 1.23e+03 is 1230, and next to nothing is 0.
std::string real_text(double value);

}  // namespace canyu::web
