#include "app/demo/talk_story.hpp"

#include "app/demo/need.hpp"
#include "features/answers/answers.hpp"
#include "features/reading/reading.hpp"
#include "features/squads/squads.hpp"
#include "platform/markdown/markdown.hpp"

namespace canyu::demo {
namespace {

constexpr Day first_look_for_answers = 60;
constexpr Day until_helpful = 0.05;  // between the last post and who says what helped

}  // namespace

void TalkStory::add_events(const Records& records, const AddEvent& add) {
    for (const ExpertRecord& r : records.experts)
        add({r.day, "expert " + r.person,
             [this, &r](db::Writer& writer, Time at) { name_expert(writer, r, at); }});
    for (const TopicRecord& r : records.topics) add_topic(r, add);
    for (const ModeratedRecord& r : records.moderated) add_moderated(r, add);
    // Twice a day, as the running server does every minute.
    for (Day day = first_look_for_answers; day > 0; day -= 0.5)
        add({day, "looking for answers", [this](db::Writer& writer, Time at) {
                 answers::keep(writer, community_.ids(), answers::choose(writer, squads::makers, at), at);
             }});
}

void TalkStory::add_topic(const TopicRecord& r, const AddEvent& add) {
    add({r.day, "topic " + r.title, [this, &r](db::Writer& writer, Time at) { open(writer, r, at); }});
    for (std::size_t i = 0; i < r.posts.size(); ++i) {
        const PostRecord& one = r.posts[i];
        add({one.day, "post in " + r.title,
             [this, &r, &one](db::Writer& writer, Time at) { post(writer, r, one, at); }});
        if (!one.helpful.empty())
            add({r.posts.back().day - until_helpful, "helpful in " + r.title,
                 [this, &r, &one, i](db::Writer& writer, Time at) {
                     help(writer, threads_.at(r.title).posts.at(i), one.by, one.helpful, at);
                 }});
    }
    for (const AnswerRecord& answer : r.answer)
        add({answer.day, "the answer of " + r.title,
             [this, &r](db::Writer& writer, Time at) { name_answer(writer, r, at); }});
}

void TalkStory::open(db::Writer& writer, const TopicRecord& r, Time at) {
    forum::Place place;
    Id product;
    if (!r.board.empty()) {
        place.board = boards_.at(r.board).id;
        product = boards_.at(r.board).product_id;
    } else {
        const auto found = demand::find(writer, cast_.demand(r.demand));
        product = found->product_id;
        place = {{}, "demand", found->id, demand::url(*products::find(writer, product), found->number)};
    }
    const auto text = need(forum::prepare(writer, r.text));
    const forum::Made made = need(
        forum::open_topic(writer, community_.ids(), {product, place, cast_.person(r.by), r.title}, text, at));
    threads_[r.title].opened = made;
    reading::advance(writer, cast_.person(r.by), made.topic, 1, at);
}

void TalkStory::post(db::Writer& writer, const TopicRecord& r, const PostRecord& post, Time at) {
    Thread& thread = threads_.at(r.title);
    std::string words = post.text;
    if (post.quotes) {
        const PostRecord& quoted = r.posts.at(static_cast<std::size_t>(*post.quotes));
        words = markdown::quote(quoted.text, quoted.by) + words;
    }
    const auto text = need(forum::prepare(writer, words));
    const Id author = cast_.person(post.by);
    thread.posts.push_back(
        need(forum::add_post(writer, community_.ids(), {thread.opened.topic, author}, text, at)));
    reading::advance(writer, author, thread.opened.topic, thread.posts.back().floor, at);
}

void TalkStory::help(db::Writer& writer, const forum::Made& made, const std::string& author,
                     const std::vector<std::string>& names, Time at) {
    for (const std::string& name : names) {
        const Id person = cast_.person(name);
        reading::mark_helpful(
            writer, {made.post, person, cast_.person(author), moderation::trust_of(writer, person, at), at});
    }
}

void TalkStory::name_answer(db::Writer& writer, const TopicRecord& r, Time at) {
    const AnswerRecord& answer = r.answer.front();
    const Thread& thread = threads_.at(r.title);
    need(forum::rule(writer, community_.ids(), thread.opened.topic, thread.posts.at(answer.post).floor,
                     cast_.person(answer.by), at));
}

void TalkStory::name_expert(db::Writer& writer, const ExpertRecord& r, Time at) {
    const bool of_board = !r.board.empty();
    need(forum::name_expert(
        writer, community_.ids(),
        {cast_.person(r.person), of_board ? forum::Scope::board : forum::Scope::product,
         of_board ? boards_.at(r.board).id : cast_.product(r.product), cast_.person(r.by), at}));
}

void TalkStory::add_moderated(const ModeratedRecord& r, const AddEvent& add) {
    add({r.day, "moderated " + r.by, [this, &r](db::Writer& writer, Time at) { say(writer, r, at); }});
    for (const DecisionRecord& decision : r.decision)
        add({decision.day, "deciding about " + r.by,
             [this, &r](db::Writer& writer, Time at) { decide(writer, r, at); }});
    for (const AppealRecord& appeal : r.appeal) {
        add({appeal.day, "appeal of " + r.by, [this, &r, &appeal](db::Writer& writer, Time at) {
                 need(moderation::appeal(writer, acting(r.by, at), review_of(writer, r), appeal.words));
             }});
        add({appeal.answer_day, "answer to " + r.by, [this, &r, &appeal](db::Writer& writer, Time at) {
                 need(moderation::answer_appeal(writer, acting(appeal.by, at), review_of(writer, r),
                                                appeal.granted, appeal.answer));
             }});
    }
}

void TalkStory::say(db::Writer& writer, const ModeratedRecord& r, Time at) {
    const auto text = need(forum::prepare(writer, r.text));
    const auto cause = *enum_from_name<moderation::Cause>(r.cause);
    const auto held = cause == moderation::Cause::flags ? std::nullopt : std::optional(cause);
    const Id author = cast_.person(r.by);
    if (r.topic.empty()) {
        const forum::Board& board = boards_.at(r.board);
        moderated_[&r] =
            need(forum::open_topic(writer, community_.ids(),
                                   {board.product_id, {board.id, "", {}, ""}, author, r.title, held}, text,
                                   at))
                .post;
    } else {
        const Id topic = threads_.at(r.topic).opened.topic;
        moderated_[&r] =
            need(forum::add_post(writer, community_.ids(), {topic, author, held}, text, at)).post;
    }
    for (const FlagRecord& flag : r.flags)
        need(moderation::flag(writer, acting(flag.by, at), "post", moderated_.at(&r),
                              *enum_from_name<moderation::FlagReason>(flag.reason), flag.words));
}

void TalkStory::decide(db::Writer& writer, const ModeratedRecord& r, Time at) {
    const DecisionRecord& decision = r.decision.front();
    need(moderation::decide(
        writer, acting(decision.by, at), review_of(writer, r),
        {*enum_from_name<moderation::Verdict>(decision.verdict), decision.reason, decision.days}));
}

moderation::Acting TalkStory::acting(const std::string& name, Time at) {
    return {community_.ids(), kinds_, cast_.person(name), at};
}

Id TalkStory::review_of(db::Writer& writer, const ModeratedRecord& r) {
    return moderation::review_of(writer, "post", moderated_.at(&r)).value();
}

}  // namespace canyu::demo
