#include "features/gifts/gifts.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "features/gifts/store.hpp"
#include "features/moderation/moderation.hpp"
#include "features/notices/notices.hpp"
#include "features/people/people.hpp"
#include "features/reading/reading.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::gifts {
namespace {

// Of who gives thanks: a week here, or a deed or two. A fresh account has moderation::least_trust.
constexpr double known = moderation::least_trust + 0.1;
// Orders of sales have smaller numbers.
constexpr std::int64_t numbers_from = 1'000'000;

Result<void> check(const Gift& gift) {
    web::Checks checks;
    checks.length("title", gift.title, 2, 80);
    checks.length("about", gift.about, 4, 2000);
    checks.that(gift.thanks >= 1 && gift.thanks <= 1000, "thanks", "gifts.how_many_thanks");
    checks.that(gift.units >= 1 && gift.units <= 100'000, "units", "gifts.how_many");
    return checks.result();
}

bool is_member(db::Reader& reader, Id person) {
    const auto who = people::find(reader, person);
    return who && who->role == web::Role::member && !people::who_are_here(reader, {person}).empty();
}

// Until when thanks count.
Time counts_until(const Gift& gift, Time now) {
    return gift.wins == GiftRule::most ? std::min(now, gift.opens_at) : now;
}

std::vector<reading::Thanked> thanked(db::Reader& reader, const Gift& gift, Id author, Time now) {
    return reading::thanked(reader, {gift.since, counts_until(gift, now), known, author});
}

// All at once: what is told again of the same thing and moment is not heard.
void tell(db::Writer& writer, IdSource& ids, const Gift& gift, std::vector<Id> people, Time now) {
    notices::tell(
        writer, ids,
        {notices::Kind::receipt,
         "gift:" + to_string(gift.id),
         url(gift),
         {gift.wins == GiftRule::most ? "gifts.told_won" : "gifts.told_earned", {{"title", gift.title}}},
         {"gifts.told_because", {}}},
        std::move(people), now);
}

// Members with enough thanks, the most first; where the most win, no more than there are gifts.
void find_earned(db::Writer& writer, IdSource& ids, const Gift& gift, Time now) {
    std::int64_t places = gift.wins == GiftRule::most ? gift.units : std::numeric_limits<std::int64_t>::max();
    std::vector<Id> people;
    for (const reading::Thanked& one : thanked(writer, gift, Id{}, now)) {
        if (places == 0 || one.people < gift.thanks) break;
        if (!is_member(writer, one.author_id)) continue;
        --places;
        if (store::insert(writer, store::Earned{gift.id, one.author_id, one.people, now}))
            people.push_back(one.author_id);
    }
    if (!people.empty()) tell(writer, ids, gift, std::move(people), now);
}

void look(db::Writer& writer, IdSource& ids, const Gift& gift, Time now) {
    if (gift.closes_at <= now || gift.opens_at > now || gift.is_counted) return;
    find_earned(writer, ids, gift, now);
    if (gift.wins == GiftRule::most) store::set_counted(writer, gift.id);
}

// The desk first: what is noted took place.
void close(db::Database& store, const allotments::Counter& counter, const Gift& gift) {
    const allocation::Key key{static_cast<std::uint64_t>(gift.id.value), 0};
    const auto closed = counter.desk.ask(gift.allotment_id, {.kind = allocation::ActKind::close, .key = key});
    if (closed.outcome != allocation::Outcome::done) return;
    store.write([&](db::Writer& writer) { store::set_closed(writer, gift.id); });
}

}  // namespace

std::string url(const Gift& gift) {
    return "/gifts/" + to_string(gift.id);
}

std::optional<Gift> find(db::Reader& reader, Id gift) {
    return store::find(reader, gift);
}

Result<Id> offer(db::Writer& writer, const squads::Acting& acting, Gift gift) {
    if (!products::find(writer, gift.product_id)) return not_found();
    gift.title = clean_line(gift.title);
    gift.about = clean_text(gift.about);
    if (auto checked = check(gift); !checked) return std::unexpected(std::move(checked).error());
    gift.id = acting.ids.next();
    gift.number = numbers_from + products::next_number(writer, Id{}, "gift");
    gift.offered_at = acting.now;
    gift.offered_by = acting.by;
    allocation::Terms terms;
    terms.channels.push_back(
        {.units = static_cast<std::uint32_t>(gift.units), .opens = gift.opens_at, .closes = gift.closes_at});
    gift.allotment_id = allotments::open(writer, acting.ids, {"gift", gift.id}, terms, acting.now);
    orders::make_offer(
        writer,
        {gift.allotment_id, gift.number, gift.id, gift.product_id, gift.title, url(gift), {0, "CNY"}, ""},
        {gift.units});
    store::insert(writer, gift);
    audit::record(writer, acting.ids, acting.by, "gifts.act_offered", {"gift", gift.id}, gift.title,
                  acting.now);
    return gift.id;
}

std::int64_t thanks_of(db::Reader& reader, const Gift& gift, Id person, Time now) {
    const auto found = thanked(reader, gift, person, now);
    return found.empty() ? 0 : found.front().people;
}

std::optional<allotments::Ticket> ticket_for(db::Reader& reader, const Gift& gift, Id person, Time now) {
    if (now < gift.opens_at || now >= gift.closes_at || !is_member(reader, person)) return std::nullopt;
    const bool has_earned =
        store::earned(reader, gift.id, person).has_value() ||
        (gift.wins == GiftRule::first && thanks_of(reader, gift, person, now) >= gift.thanks);
    if (!has_earned || !orders::of_person_in(reader, gift.allotment_id, person).empty()) return std::nullopt;
    return allotments::Ticket{.allotment = gift.allotment_id,
                              .person = person,
                              .channels = 1,
                              .until = allotments::ticket_until(now, gift.closes_at)};
}

void keep(db::Database& store, const allotments::Counter& counter, IdSource& ids, Time now) {
    for (const Gift& gift : store.read([](db::Reader& reader) { return store::unclosed(reader); })) {
        store.write([&](db::Writer& writer) { look(writer, ids, gift, now); });
        if (gift.closes_at <= now) close(store, counter, gift);
    }
}

}  // namespace canyu::gifts
