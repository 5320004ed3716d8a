// Looks up what rows point at: the frequent kinds at once, the rare ones one by one.
#include <fmt/core.h>

#include "features/f_codes/f_codes.hpp"
#include "features/forum/forum.hpp"
#include "features/gifts/gifts.hpp"
#include "features/honours/honours.hpp"
#include "features/known_issues/known_issues.hpp"
#include "features/measures/measures.hpp"
#include "features/profile/profile.hpp"
#include "features/red_packets/red_packets.hpp"
#include "features/sale/sale.hpp"

namespace canyu::profile {

Links::Links(db::Reader& reader, const std::vector<Target>& targets) {
    std::vector<Id> people, demands, reports;
    for (const Target& target : targets) {
        if (target.kind == "person") people.push_back(target.id);
        if (target.kind == "demand") demands.push_back(target.id);
        if (target.kind == "report") reports.push_back(target.id);
    }
    for (const auto& [id, card] : people::cards(reader, people)) add(id, "/u/" + card.name, card.display);
    for (const demand::DemandCard& card : demand::cards(reader, demands)) add(card.id, card.url, card.title);
    for (const report::Report& report : report::find(reader, reports))
        add(report.id, "/reports/" + to_string(report.id),
            std::string(report::quote(report, report::form_parts(report.fields))));
    for (const Target& target : targets)
        if (!links_.contains(target.id)) look_up(reader, target);
}

const Link* Links::find(Id id) const {
    const auto found = links_.find(id);
    return found == links_.end() ? nullptr : &found->second;
}

// Rare ones, one by one.
void Links::look_up(db::Reader& reader, const Target& target) {
    if (target.kind == "squad") {
        if (const auto squad = squads::find(reader, target.id))
            links_[squad->id] = {squads::url(reader, *squad), {squad->name_zh, squad->name_en}};
    } else if (target.kind == "release") {
        if (const auto bus = release::find(reader, target.id))
            add(bus->id, release::url(reader, *bus), fmt::format("#{}", bus->number));
    } else if (target.kind == "issue") {
        if (const auto issue = known_issues::find(reader, target.id))
            add(issue->id, known_issues::url(reader, *issue), issue->sentence);
    } else if (target.kind == "sale") {
        if (const auto one = sale::find(reader, target.id)) add(one->id, sale::url(*one), one->plan.title);
    } else if (target.kind == "order") {
        if (const auto order = orders::find(reader, target.id))
            add(order->id, orders::url(*order), order->number);
    } else if (target.kind == "measure") {
        if (const auto measure = measures::find(reader, target.id))
            links_[measure->id] = {measures::url(reader, *measure), {measure->name_zh, measure->name_en}};
    } else if (target.kind == "packet" || target.kind == "red_packet") {
        if (const auto packet = red_packets::find(reader, target.id))
            add(packet->id, red_packets::url(*packet), packet->words);
    } else if (target.kind == "gift") {
        if (const auto gift = gifts::find(reader, target.id)) add(gift->id, gifts::url(*gift), gift->title);
    } else if (target.kind == "payout") {
        add(target.id, "/studio/payouts/" + to_string(target.id), to_string(target.id));
    } else if (target.kind == "code") {
        if (const auto code = f_codes::find(reader, target.id))
            add(code->id, "/f-codes#batch-" + to_string(code->batch_id),
                f_codes::find_batch(reader, code->batch_id)->name);
    } else if (target.kind == "title") {
        if (const auto title = honours::find(reader, target.id))
            links_[title->id] = {honours::url(*title), {title->name_zh, title->name_en}};
    } else if (target.kind == "f_code_batch") {
        if (const auto batch = f_codes::find_batch(reader, target.id))
            add(batch->id, "/studio/f-codes/" + to_string(batch->id), batch->name);
    } else if (target.kind == "product") {
        if (const auto product = products::find(reader, target.id))
            links_[product->id] = {"/p/" + product->slug, {product->name_zh, product->name_en}};
    } else if (target.kind == "review") {
        add(target.id, "/studio/review/" + to_string(target.id), to_string(target.id));
    } else if (target.kind == "topic" || target.kind == "post") {
        if (const auto spoken = forum::find_spoken(reader, target.id))
            add(target.id, spoken->url, spoken->title);
    }
}

void Links::add(Id id, std::string url, const std::string& label) {
    links_[id] = {std::move(url), {label, label}};
}

}  // namespace canyu::profile
