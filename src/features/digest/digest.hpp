// What a person has not read, by mail, as often as they want.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "features/notices/notices.hpp"
#include "features/people/people.hpp"
#include "platform/db/upkeep.hpp"
#include "platform/mail/mail.hpp"
#include "platform/web/language.hpp"

namespace canyu::jobs {
class Jobs;
}
namespace canyu::digest {

enum class Rhythm { never, daily, weekly };
BOOST_DESCRIBE_ENUM(Rhythm, never, daily, weekly)

struct Choice {
    Id person_id;
    std::string address;
    Rhythm rhythm = Rhythm::never;
    std::string language;
    std::optional<Time> confirmed_at;
    std::optional<Time> mailed_at;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (person_id, address, rhythm, language, confirmed_at, mailed_at))

enum class Purpose { confirm, stop };
BOOST_DESCRIBE_ENUM(Purpose, confirm, stop)

// Everything that letters are made of and sent with; all of it outlives whoever has it.
struct Office {
    db::Database& store;
    const Clock& clock;
    const web::Catalog& catalog;
    const mail::Mailer& mailer;
    std::string public_url;               // without a "/" at its end; "" while nobody has set it
    std::function<std::string()> sender;  // the community's name
    // What a weekly letter tells a person besides, "" for nothing; of the slices that know.
    std::function<std::string(db::Reader&, Id person, web::Language)> of_the_week{};

    bool is_open() const { return mailer.is_on() && !public_url.empty(); }
};

// An address that is new has to be confirmed again. 422 on address; 429 "digest.asked_often" for the fourth
// letter of a day that asks. Answers whether such a letter has to go out.
Result<bool> choose(db::Writer& writer, const Choice& choice, Time now);
// For the job: sends the letter with the link that confirms.
void ask_to_confirm(const Office& office, Id person);
// Who a link of a letter is for; nothing when it is unknown or too old.
std::optional<Choice> proven_by(db::Reader& reader, Purpose purpose, const std::string& token, Time now);
// Both answer false when the link proves nothing.
bool confirm(db::Writer& writer, const std::string& token, Time now);
bool stop(db::Writer& writer, const std::string& token, Time now);
std::optional<Choice> choice_of(db::Reader& reader, Id person);

// For the clock, every minute: sends what is due, one letter after the other; one that fails is logged and
// waits for the next minute.
void send_due(const Office& office);
// For the clock, daily.
void forget_old(db::Writer& writer, Time now);

// /notices/mail, /notices/mail/confirm/{token}, /notices/mail/stop/{token}; and the job that asks.
void add_pages(web::Site& site, const Office& office, jobs::Jobs& jobs);
void add_jobs(jobs::Jobs& jobs, const Office& office);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::digest
