// What canyu doctor looks at: counts that are kept, and columns that name other rows.
#include "features/answers/answers.hpp"

namespace canyu::answers {

db::Upkeep upkeep() {
    return {{}, {{"answer_route", "topic_id", "topic"}, db::personal("answer_route")}};
}

}  // namespace canyu::answers
