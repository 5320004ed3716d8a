#include "features/sale/asking.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "features/sale/showing.hpp"
#include "features/sale/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::sale {
namespace {

using web::Access;
using web::Context;
using web::Done;

// Case, width and spaces make no difference.
std::string gist(std::string_view text) {
    std::string folded = fold(text);
    std::erase(folded, ' ');
    return folded;
}

bool is_right(const std::string& answers, std::string_view said) {
    const std::string wanted = gist(said);
    std::string_view rest = answers;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        if (const std::string one = gist(line); !one.empty() && one == wanted) return true;
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    return false;
}

Result<Done> take_answer(Context& context, const AnswerForm& form) {
    CANYU_TRY(const Sale sale,
              context.read([&](db::Reader& reader) { return public_sale(reader, context); }));
    if (phase(sale, context.now()) == SalePhase::over) return refuse(409, "sale.outcome_over");
    if (auto done = answer(context.store(), sale, context.member().person, form.answer, context.now()); !done)
        return std::unexpected(std::move(done).error());
    return Done{url(sale), {"sale.said_answer", {}}};
}

}  // namespace

bool has_answered(db::Reader& reader, const Sale& sale, Id person) {
    return sale.plan.question.empty() || store::has_answered(reader, sale.id, person);
}

std::int64_t tries_left(db::Reader& reader, const Sale& sale, Id person) {
    return most_tries - store::count_tries(reader, sale.id, person);
}

Result<void> answer(db::Database& store, const Sale& sale, Id person, std::string_view said, Time now) {
    const bool right = is_right(sale.plan.answers, said);
    const bool counts = store.write([&](db::Writer& writer) {
        if (tries_left(writer, sale, person) <= 0) return false;
        if (!has_answered(writer, sale, person))
            store::add_try(writer, sale.id, person, right ? std::optional(now) : std::nullopt);
        return true;
    });
    if (right && counts) return {};
    if (store.read([&](db::Reader& reader) { return has_answered(reader, sale, person); })) return {};
    if (!counts) return refuse(409, "sale.no_tries_left");
    const Message words{"sale.wrong_answer", {}};
    return std::unexpected(Problem{422, words, {{"answer", words}}});
}

void add_asking(web::Site& site, const allotments::Counter& counter) {
    site.post(
        "/sales/{number}/answer", Access::member, take_answer, "sale/sale.html",
        [&counter](Context& c, const AnswerForm& form) {
            return sale_page(c, counter, {.answer = form.answer});
        },
        {.summary = "My answer to the question of this sale: who knows it may take one", .per_minute = 10});
}

}  // namespace canyu::sale
