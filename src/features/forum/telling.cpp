#include "features/forum/telling.hpp"

#include <algorithm>

#include "features/notices/notices.hpp"
#include "features/reading/reading.hpp"

namespace canyu::forum {
namespace {

notices::Notice notice_of(const store::TopicRow& topic, const store::PostRow& post, notices::Kind kind,
                          const char* key, const char* because) {
    return {kind,
            "topic:" + to_string(topic.id),
            post_url(topic.number, post.floor),
            {key, {{"title", topic.title}}},
            {because, {}}};
}

std::vector<Id> called(db::Reader& reader, const std::vector<std::string>& mentions) {
    std::vector<Id> people;
    for (const std::string& name : mentions)
        if (const auto person = people::find(reader, std::string_view(name))) people.push_back(person->id);
    return people;
}

}  // namespace

void tell_followers(db::Writer& writer, IdSource& ids, const store::TopicRow& topic,
                    const store::PostRow& post, const std::vector<std::string>& mentions) {
    const bool opens = post.floor == 1;
    std::vector<Id> people = opens ? reading::followers(writer, reading::Thing::board, topic.board_id)
                                   : reading::followers(writer, reading::Thing::topic, topic.id);
    const std::vector<Id> by_name = called(writer, mentions);
    std::erase_if(people, [&](Id person) {
        return person == post.author_id || std::ranges::find(by_name, person) != by_name.end();
    });
    if (people.empty()) return;
    notices::tell(writer, ids,
                  notice_of(topic, post, notices::Kind::talk, opens ? "forum.told_topic" : "forum.told_post",
                            opens ? "forum.because_board" : "forum.because_topic"),
                  std::move(people), post.created_at);
}

void tell_called(db::Writer& writer, IdSource& ids, const store::TopicRow& topic, const store::PostRow& post,
                 const std::vector<std::string>& mentions) {
    std::vector<Id> people = called(writer, mentions);
    std::erase(people, post.author_id);
    if (people.empty()) return;
    notices::tell(writer, ids,
                  notice_of(topic, post, notices::Kind::talk, "forum.told_called", "forum.because_called"),
                  std::move(people), post.created_at);
}

void tell_author(db::Writer& writer, IdSource& ids, const store::TopicRow& topic, const store::PostRow& post,
                 const char* key, Time now) {
    notices::Notice notice = notice_of(topic, post, notices::Kind::receipt, key, "forum.because_wrote");
    notice.subject = "post:" + to_string(post.id);
    notices::tell(writer, ids, notice, {post.author_id}, now);
}

}  // namespace canyu::forum
