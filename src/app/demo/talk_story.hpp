// The talk of the demo community: topics and answers, what helped, who knows, and what had to be moderated.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "app/community.hpp"
#include "app/demo/event.hpp"
#include "features/forum/forum.hpp"

namespace canyu::demo {

class TalkStory {
  public:
    using Boards = std::unordered_map<std::string, forum::Board>;
    // By slug and by key; filled while the story is lived through.
    TalkStory(Community& community, const Cast& cast, const Boards& boards)
        : community_(community), cast_(cast), boards_(boards) {}

    // The records outlive the events.
    void add_events(const Records& records, const AddEvent& add);

  private:
    struct Thread {
        forum::Made opened;
        std::vector<forum::Made> posts;
    };
    void add_topic(const TopicRecord& record, const AddEvent& add);
    void add_moderated(const ModeratedRecord& record, const AddEvent& add);

    void open(db::Writer& writer, const TopicRecord& record, Time at);
    void post(db::Writer& writer, const TopicRecord& record, const PostRecord& post, Time at);
    void help(db::Writer& writer, const forum::Made& made, const std::string& author,
              const std::vector<std::string>& names, Time at);
    void name_answer(db::Writer& writer, const TopicRecord& record, Time at);
    void name_expert(db::Writer& writer, const ExpertRecord& record, Time at);
    void say(db::Writer& writer, const ModeratedRecord& record, Time at);
    void decide(db::Writer& writer, const ModeratedRecord& record, Time at);
    moderation::Acting acting(const std::string& name, Time at);
    Id review_of(db::Writer& writer, const ModeratedRecord& record);

    Community& community_;
    const Cast& cast_;
    const Boards& boards_;
    const moderation::Kinds kinds_{forum::reviewed_posts()};
    std::unordered_map<std::string, Thread> threads_;           // by title
    std::unordered_map<const ModeratedRecord*, Id> moderated_;  // the post
};

}  // namespace canyu::demo
