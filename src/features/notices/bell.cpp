#include "features/notices/bell.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "features/notices/rules.hpp"
#include "platform/json/json.hpp"

namespace canyu::notices {
namespace {

constexpr Milliseconds between_looks{250};
// A notice may be committed so long after it was made and still ring.
constexpr std::chrono::seconds looked_back{10};
constexpr std::chrono::hours stream_life{1};
constexpr std::size_t streams_of_a_person = 8;

std::unordered_map<Id, std::int64_t> by_person(const std::vector<store::Count>& counts) {
    std::unordered_map<Id, std::int64_t> found;
    for (const store::Count& count : counts) found[count.person_id] = count.number;
    return found;
}

std::int64_t value_or(const std::unordered_map<Id, std::int64_t>& map, Id person, std::int64_t otherwise) {
    const auto found = map.find(person);
    return found == map.end() ? otherwise : found->second;
}

}  // namespace

Bell::Bell(db::Database& database, const web::Catalog& catalog, const Clock& clock)
    : database_(database), catalog_(catalog), clock_(clock), thread_([this] { run(); }) {}

Bell::~Bell() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
    for (const auto& [person, ears] : ears_)
        for (const Ear& ear : ears) ear.push.end();
}

void Bell::listen(Id person, web::Language language, http::Push push) {
    const std::lock_guard lock(mutex_);
    std::vector<Ear>& ears = ears_[person];
    if (ears.size() == streams_of_a_person) {
        ears.front().push.end();
        ears.erase(ears.begin());
    }
    ears.push_back({language, std::move(push), clock_.now()});
    wake_.notify_all();
}

void Bell::run() {
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return is_stopping_ || !ears_.empty(); });
            wake_.wait_for(lock, between_looks, [this] { return is_stopping_; });
            if (is_stopping_) return;
        }
        try {
            look();
        } catch (const std::exception& error) {
            log::error("notices.bell_failed", {{"error", error.what()}});
        }
    }
}

void Bell::look() {
    const Time now = clock_.now();
    end_old(now);
    std::erase_if(rung_, [&](const auto& one) { return one.second < now - 2 * looked_back; });
    const std::vector<Id> people = listeners();
    const std::unordered_set<Id> listening(people.begin(), people.end());
    std::unordered_map<Id, Id> latest;  // of a person
    database_.read([&](db::Reader& reader) {
        std::vector<Id> fresh = store::told_since(reader, now - looked_back);
        std::erase_if(fresh, [&](Id notice) { return !rung_.emplace(notice, now).second; });
        for (const store::Told& told : store::recipients(reader, fresh))
            if (listening.contains(told.person_id))
                latest[told.person_id] = std::max(latest[told.person_id], told.notice_id);
    });
    if (!latest.empty()) ring(latest);
}

void Bell::ring(const std::unordered_map<Id, Id>& latest) {
    std::vector<Id> people;
    std::vector<Id> ids;
    for (const auto& [person, notice] : latest) {
        people.push_back(person);
        ids.push_back(notice);
    }
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    std::unordered_map<Id, Notice> notices;
    std::unordered_map<Id, std::int64_t> unread, today, wanted;
    database_.read([&](db::Reader& reader) {
        for (const store::NoticeRow& row : store::notices(reader, ids))
            notices[row.id] = {row.kind, row.subject, row.location, message_of(row.words), {}};
        unread = by_person(store::unread_counts(reader, people));
        today = by_person(store::counts_since(reader, clock_.now() - std::chrono::days(1), people));
        wanted = by_person(store::live_a_day(reader, people));
    });
    for (const auto& [person, notice] : latest) {
        const bool pops_up = value_or(today, person, 0) <= value_or(wanted, person, usual_live_a_day);
        tell(person, notices[notice], {value_or(unread, person, 0), pops_up, "", url_of(notice)});
    }
}

void Bell::tell(Id person, const Notice& notice, Ring ring) {
    const std::lock_guard lock(mutex_);
    const auto found = ears_.find(person);
    if (found == ears_.end()) return;
    std::erase_if(found->second, [&](const Ear& ear) {
        ring.words = catalog_.say(ear.language, notice.words);
        return !ear.push.send(
            std::make_shared<const std::string>("event: notice\ndata: " + json::to_json(ring) + "\n\n"));
    });
    if (found->second.empty()) ears_.erase(found);
}

std::vector<Id> Bell::listeners() const {
    const std::lock_guard lock(mutex_);
    std::vector<Id> people;
    people.reserve(ears_.size());
    for (const auto& [person, ears] : ears_) people.push_back(person);
    return people;
}

void Bell::end_old(Time now) {
    const std::lock_guard lock(mutex_);
    for (auto& [person, ears] : ears_)
        std::erase_if(ears, [&](const Ear& ear) {
            const bool is_old = ear.since + stream_life < now;
            if (is_old) ear.push.end();
            return is_old;
        });
    std::erase_if(ears_, [](const auto& one) { return one.second.empty(); });
}

}  // namespace canyu::notices
