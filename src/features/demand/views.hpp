// What the member pages of this slice show and its API answers.
#pragma once

#include "features/demand/demand.hpp"
#include "features/demand/forms.hpp"
#include "features/demand/picture.hpp"
#include "features/forum/forum.hpp"
#include "platform/web/pagination.hpp"

namespace canyu::demand {

// Where there are several products; none to choose where there is one.
struct ProductChoice {
    std::string slug;
    std::string name;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(ProductChoice, (), (slug, name, chosen))

struct IsItThis {
    std::vector<Suggestion> suggestions;
    std::int64_t found_count = 0;
};
BOOST_DESCRIBE_STRUCT(IsItThis, (), (suggestions, found_count))

// ---- the living room
enum class PartOfDay { night, morning, afternoon, evening };
BOOST_DESCRIBE_ENUM(PartOfDay, night, morning, afternoon, evening)

// Something that moved because of what this person said.
struct RoomNews {
    DemandCard demand;
    DemandAct act = DemandAct::heard;
    std::string why;  // the reason that was given
    Time at{};
};
BOOST_DESCRIBE_STRUCT(RoomNews, (), (demand, act, why, at))

struct RoomPage {
    PartOfDay part_of_day = PartOfDay::morning;
    std::int64_t news_count = 0;  // in the last two weeks
    std::vector<RoomNews> news;   // the newest of them
    bool has_spoken = false;      // this person reported or supported something before
    std::string product;          // slug of the chosen one
    std::vector<ProductChoice> products;
    std::string text;  // what was typed
    std::vector<Suggestion> suggestions;
    std::int64_t found_count = 0;
    std::int64_t above_count = 0;
    std::optional<Picture> picture;
    std::vector<DemandCard> planned;
    std::vector<DemandCard> making;
    std::vector<DemandCard> shipped;
    std::vector<forum::TopicCard> talks;
};
BOOST_DESCRIBE_STRUCT(RoomPage, (),
                      (part_of_day, news_count, news, has_spoken, product, products, text, suggestions,
                       found_count, above_count, picture, planned, making, shipped, talks))

// ---- the list
struct StageChoice {
    ListStage stage_choice = ListStage::rising;
    std::int64_t demand_count = 0;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(StageChoice, (), (stage_choice, demand_count, chosen))

struct SortChoice {
    ListSort sort_choice = ListSort::rising;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(SortChoice, (), (sort_choice, chosen))

struct DemandRow {
    DemandCard demand;
    double buoyancy = 0;
    bool first_under = false;  // the waterline runs above this row
};
BOOST_DESCRIBE_STRUCT(DemandRow, (), (demand, buoyancy, first_under))

struct DemandsPage {
    std::string product;
    std::string product_name;
    std::vector<ProductChoice> products;
    ListStage chosen_stage = ListStage::rising;
    ListSort chosen_sort = ListSort::rising;
    std::vector<StageChoice> stages;
    std::vector<SortChoice> sorts;
    std::int64_t capacity = 0;
    std::int64_t above_count = 0;
    std::vector<Picture> pictures;  // of the surface, beside the rising ones only
    std::vector<DemandRow> rows;
    std::string tally_url;  // for members, beside the rising ones only
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(DemandsPage, (),
                      (product, product_name, products, chosen_stage, chosen_sort, stages, sorts, capacity,
                       above_count, pictures, rows, tally_url, pagination))

// ---- searching
enum class SearchKind { everything, demand, report, topic, post };
BOOST_DESCRIBE_ENUM(SearchKind, everything, demand, report, topic, post)

struct SearchQuery {
    std::string q;
    std::optional<SearchKind> kind;
};
BOOST_DESCRIBE_STRUCT(SearchQuery, (), (q, kind))

struct KindChoice {
    SearchKind kind_choice = SearchKind::everything;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(KindChoice, (), (kind_choice, chosen))

struct SearchHit {
    std::string url;
    SearchKind kind = SearchKind::everything;
    Html marked_title;
    Html marked_text;
    std::string words_language;
    Time at{};
};
BOOST_DESCRIBE_STRUCT(SearchHit, (), (url, kind, marked_title, marked_text, words_language, at))

struct SearchPage {
    std::string q;
    std::vector<KindChoice> kinds;
    std::int64_t hit_count = 0;
    bool more_exist = false;
    std::vector<DemandCard> demands;  // the best of them, before everything else
    std::vector<SearchHit> hits;
    std::vector<DemandCard> related;  // that may mean the same in other words
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(SearchPage, (), (q, kinds, hit_count, more_exist, demands, hits, related, pagination))

}  // namespace canyu::demand
