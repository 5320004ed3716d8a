#include "features/notices/notices.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <unordered_set>

#include "features/notices/rules.hpp"
#include "features/notices/store.hpp"
#include "features/people/people.hpp"
#include "platform/json/json.hpp"

namespace canyu::notices {
namespace {

constexpr std::chrono::days kept_for{183};

// A Message as it is kept: to_json() needs described structs.
struct Argument {
    std::string name;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(Argument, (), (name, value))
struct Sentence {
    std::string key;
    std::vector<Argument> arguments;
};
BOOST_DESCRIBE_STRUCT(Sentence, (), (key, arguments))

std::string kept(const Message& message) {
    Sentence sentence{message.key, {}};
    for (const auto& [name, value] : message.arguments) sentence.arguments.push_back({name, value});
    return json::to_json(sentence);
}

void remove(std::vector<Id>& people, const std::vector<Id>& gone) {
    const std::unordered_set<Id> set(gone.begin(), gone.end());
    std::erase_if(people, [&](Id person) { return set.contains(person); });
}

}  // namespace

Message message_of(const std::string& kept) {
    const auto sentence = json::from_json<Sentence>(kept);
    CANYU_CHECK(sentence.has_value());
    Message message{sentence->key, {}};
    for (const Argument& argument : sentence->arguments)
        message.arguments.emplace_back(argument.name, argument.value);
    return message;
}

std::string url_of(Id notice) {
    return "/notices/" + to_string(notice);
}

std::string subject_of(Kind kind) {
    return fmt::format("kind:{}", enum_name(kind));
}

void tell(db::Writer& writer, IdSource& ids, const Notice& notice, std::vector<Id> people, Time now) {
    if (store::is_told(writer, notice.kind, notice.subject, now)) return;
    std::ranges::sort(people);
    people.erase(std::ranges::unique(people).begin(), people.end());
    people = people::who_are_here(writer, people);
    remove(people, store::muting(writer, notice.subject, subject_of(notice.kind), people));
    if (people.empty()) return;
    const Id id = ids.next();
    store::insert(writer, {id, notice.kind, notice.subject, notice.location, kept(notice.words),
                           kept(notice.reason), now});
    std::vector<Id> replaced;
    for (const store::Unread& old : store::unread(writer, notice.kind, notice.subject, people)) {
        store::replace_copy(writer, old, id);
        replaced.push_back(old.person_id);
    }
    remove(people, replaced);
    for (const Id person : people) store::add_copy(writer, person, id);
}

void forget_about(db::Writer& writer, const std::string& subject) {
    store::forget_about(writer, subject);
}

std::int64_t count_unread(db::Reader& reader, Id person) {
    return store::count_unread(reader, person);
}

Copy copy_of(const store::CopyRow& row) {
    return {row.id,    row.kind,     row.subject, row.location, message_of(row.words), message_of(row.reason),
            row.times, !row.read_at, row.told_at};
}

std::vector<Copy> unread_of(db::Reader& reader, Id person, Time after, std::int64_t limit) {
    std::vector<Copy> copies;
    for (const store::CopyRow& row : store::unread_since(reader, person, after, limit))
        copies.push_back(copy_of(row));
    return copies;
}

void forget_old(db::Writer& writer, Time now) {
    store::forget(writer, now - kept_for);
}

}  // namespace canyu::notices
