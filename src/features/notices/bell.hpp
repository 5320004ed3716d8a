// Tells open pages what was just told to their people: server-sent events.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "features/notices/notices.hpp"
#include "platform/http/message.hpp"
#include "platform/web/language.hpp"

namespace canyu::notices {

// What a page gets in an event "notice": the latest one of a person, and how many are unread by now.
struct Ring {
    std::int64_t unread = 0;
    bool pops_up = false;  // not beyond as many a day as the person wants
    std::string words;
    std::string url;
};
BOOST_DESCRIBE_STRUCT(Ring, (), (unread, pops_up, words, url))

// It looks into the database four times a second while anybody listens, so it hears what any process told.
// Thread rule: any thread may call any method.
class Bell {
  public:
    // All three outlive it. `catalog` may still be filled until the first listener comes.
    Bell(db::Database& database, const web::Catalog& catalog, const Clock& clock);
    // Ends every stream.
    ~Bell();

    // Streams of one person beyond eight end the eldest; each ends after an hour, and the browser asks again.
    void listen(Id person, web::Language language, http::Push push);

  private:
    struct Ear {
        web::Language language;
        http::Push push;
        Time since{};
    };
    void run();
    void look();
    std::vector<Id> listeners() const;
    void ring(const std::unordered_map<Id, Id>& latest);
    void tell(Id person, const Notice& notice, Ring ring);
    void end_old(Time now);

    db::Database& database_;
    const web::Catalog& catalog_;
    const Clock& clock_;
    mutable std::mutex mutex_;  // for what follows, up to the thread
    std::condition_variable wake_;
    std::unordered_map<Id, std::vector<Ear>> ears_;
    bool is_stopping_ = false;
    std::unordered_map<Id, Time> rung_;  // notices of the last seconds; the thread's own
    std::thread thread_;                 // last: it uses all of the above
};

}  // namespace canyu::notices
