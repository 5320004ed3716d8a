// Inside the forum: what one topic is to a reader, and what follows from its posts.
#pragma once

#include <unordered_map>

#include "features/forum/store.hpp"
#include "features/reading/reading.hpp"

namespace canyu::forum {

// What a member (Id{}: a visitor) has read, follows and muted among some topics; a few queries, however many
// there are.
class Marks {
  public:
    Marks(db::Reader& reader, Id viewer, const std::vector<store::TopicRow>& topics);
    bool muted(const store::TopicRow& topic) const;  // or its board
    void fill(TopicCard& card, const store::TopicRow& topic, Time now) const;

  private:
    Id viewer_;
    Time joined_at_{};
    std::unordered_map<Id, std::int64_t> floors_;
    std::unordered_map<Id, reading::Stance> stances_;
    std::unordered_map<Id, Time> all_read_at_;
    std::vector<Id> muted_boards_;
};

// In the order given.
std::vector<TopicCard> to_cards(db::Reader& reader, const std::vector<store::TopicRow>& topics,
                                const Marks& marks, Time now);

// Staff, and the experts of the topic's board and product.
bool may_rule(db::Reader& reader, const store::TopicRow& topic, Id person);

void record_deed(db::Writer& writer, IdSource& ids, const store::TopicRow& topic, const store::PostRow& post,
                 Time now);
// A topic is found by its first floor.
void add_to_search(db::Writer& writer, const store::TopicRow& topic, const store::PostRow& post);
void remove_from_search(db::Writer& writer, const store::PostRow& post);

}  // namespace canyu::forum
