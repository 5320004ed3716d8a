// Collects everything that happened in the demo community from its records and lets it happen in order.
#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <unordered_map>

#include "app/demo/demo.hpp"
#include "app/demo/event.hpp"
#include "app/demo/giving_story.hpp"
#include "app/demo/need.hpp"
#include "app/demo/outward_story.hpp"
#include "app/demo/records.hpp"
#include "app/demo/releases_story.hpp"
#include "app/demo/rewards_story.hpp"
#include "app/demo/sales_story.hpp"
#include "app/demo/squads_story.hpp"
#include "app/demo/talk_story.hpp"
#include "features/admin/admin.hpp"
#include "features/forum/forum.hpp"
#include "features/likeness/likeness.hpp"
#include "features/people/people.hpp"
#include "features/plan/plan.hpp"
#include "features/products/products.hpp"
#include "features/sameness/sameness.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::demo {
namespace {

constexpr Day reply_time = 0.05;     // between a report and the staff's putting it where it belongs
constexpr Day still_in_inbox = 0.6;  // reports younger than this wait in the inbox, as on any morning
constexpr Day first_day = 76;
constexpr Day naming_day = 75;
constexpr auto community_name = "禾苗 Hemiao";

bool is_chinese(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
}

// Where enough was decided, "is it this?" knows its people by now, and the team is asked what is alike.
void learn_from_it(Community& community, Time now) {
    for (const products::Product& product :
         community.store().read([](db::Reader& reader) { return products::all(reader); }))
        (void)likeness::learn(community.store(), product.id, now);
    community.demands().keep_level(now);
    sameness::look(community.store(), community.demands(), community.ids(), now);
}

// Collects everything that ever happened, then lets it happen in order.
class Timeline {
  public:
    Timeline(Community& community, Records records)
        : community_(community),
          records_(std::move(records)),
          squads_(community, cast_),
          releases_(community, cast_),
          outward_(community, cast_),
          rewards_(community, cast_),
          sales_(community, cast_),
          giving_(community, cast_),
          talk_(community, cast_, boards_) {}

    std::vector<Account> live(ManualClock& clock, Time now) {
        now_ = now;
        add_people();
        add_places();
        add_name();
        add_reports();
        for (const DemandRecord& demand : records_.demands) add_demand(demand);
        const AddEvent add_event = [this](Event event) { events_.push_back(std::move(event)); };
        talk_.add_events(records_, add_event);
        squads_.add_events(records_.squads, keeper(), add_event);
        releases_.add_events(records_.panels, now, add_event);
        outward_.add_events(records_, add_event);
        rewards_.add_events(records_, add_event);
        sales_.add_events(records_.sales, now, add_event);
        giving_.add_events(records_, add_event);
        add_days();
        std::ranges::stable_sort(events_, std::ranges::greater{}, &Event::day);
        for (const Event& event : events_) {
            const Time at = now - Milliseconds(static_cast<std::int64_t>(event.day * 86'400'000));
            clock.set(at);
            try {
                community_.store().write([&](db::Writer& writer) { event.act(writer, at); });
                if (event.then) event.then();
            } catch (const std::exception& error) {
                throw std::runtime_error(fmt::format("the demo community, {} ({} days ago): {}", event.what,
                                                     event.day, error.what()));
            }
        }
        clock.set(now);
        return accounts_;
    }

  private:
    IdSource& ids() { return community_.ids(); }
    void add(Day day, std::string what, std::function<void(db::Writer&, Time)> act) {
        events_.push_back({day, std::move(what), std::move(act)});
    }
    Id person(const std::string& name) const { return cast_.person(name); }

    // The first of every role can be signed in as; the others are people of the past.
    std::string password_for(const PersonRecord& record) {
        if (std::ranges::any_of(accounts_,
                                [&](const Account& account) { return account.role == record.role; }))
            return {};
        const std::string password = web::random_token().substr(0, 12);
        accounts_.push_back({record.role, record.name, password});
        return password;
    }

    void add_people() {
        for (const PersonRecord& record : records_.people) {
            const people::NewPerson person{record.name,          record.display,
                                           password_for(record), *enum_from_name<web::Role>(record.role),
                                           record.language,      record.about};
            const std::string hash = person.password.empty() ? "" : people::hash_password(person.password);
            add(record.joined, "person " + record.name, [this, person, hash](db::Writer& writer, Time at) {
                cast_.people.emplace(person.name, need(people::add(writer, ids(), person, hash, at)));
            });
        }
    }

    void add_places() {
        for (const ProductRecord& r : records_.products)
            add(first_day, "product " + r.slug, [this, &r](db::Writer& writer, Time at) {
                const products::Product product{{},         r.slug,     r.name_zh,  r.name_en,
                                                r.about_zh, r.about_en, r.capacity, {}};
                cast_.products.emplace(r.slug, need(products::create(writer, ids(), product, at)));
            });
        for (const BoardRecord& r : records_.boards)
            add(first_day, "board " + r.slug, [this, &r](db::Writer& writer, Time at) {
                const forum::Board board{
                    {}, cast_.products.at(r.product).id, r.slug, r.name_zh, r.name_en, r.about_zh, r.about_en,
                    {}};
                boards_.emplace(r.slug, need(forum::create_board(writer, ids(), board, at)));
            });
    }

    void add_name() {
        const auto keeper = std::ranges::find(records_.people, "admin", &PersonRecord::role);
        add(naming_day, "naming the community", [this, keeper](db::Writer& writer, Time at) {
            need(admin::set_settings(writer, ids(), {community_name, web::Language::zh}, person(keeper->name),
                                     at));
        });
    }

    void add_reports() {
        std::int64_t number = 0;
        for (const ReportRecord& r : records_.reports) {
            const std::string source_id = std::to_string(++number);
            add(r.day, "report " + source_id, [this, &r, source_id](db::Writer& writer, Time at) {
                const demand::NewReport report{person(r.by),
                                               cast_.products.at(r.product).id,
                                               *enum_from_name<demand::ReportKind>(r.kind),
                                               r.title,
                                               r.text,
                                               r.fields,
                                               "demo",
                                               source_id,
                                               is_chinese(r.title + r.text) ? "zh-CN" : "en"};
                reports_.emplace(&r, need(community_.demands().report(writer, report, at)));
            });
            if (r.day <= still_in_inbox) continue;
            add(r.day - reply_time, "placing report " + source_id,
                [this, &r](db::Writer& writer, Time at) { place(writer, r, at); });
        }
    }

    void place(db::Writer& writer, const ReportRecord& r, Time at) {
        demand::Demands& demands = community_.demands();
        const Id staff = person(keeper());
        if (r.demand.empty()) {
            const char* reason = is_chinese(r.title + r.text)
                                     ? "这条没有要改的事，收下了，谢谢。"
                                     : "Nothing to change here; read, and thank you.";
            return need(demands.no_demand(writer, reports_.at(&r), reason, staff, at));
        }
        const auto known = cast_.demands.find(r.demand);
        if (known != cast_.demands.end())
            return need(demands.put_into(writer, reports_.at(&r), known->second, staff, at));
        const auto record = std::ranges::find(records_.demands, r.demand, &DemandRecord::key);
        cast_.demands.emplace(r.demand,
                              need(demands.found(writer, reports_.at(&r), record->title, staff, at)));
    }

    const std::string& keeper() const {
        return std::ranges::find(records_.people, "staff", &PersonRecord::role)->name;
    }

    void add_demand(const DemandRecord& record) {
        for (const SupportRecord& support : record.supports)
            add(support.day, "support of " + record.key,
                [this, &record, &support](db::Writer& writer, Time at) {
                    need(community_.demands().support(writer, cast_.demand(record.key), person(support.by),
                                                      support.why, at));
                });
        Day shipped = 0;
        for (const Act& act : record.story) {
            if (act.act == "ship") {
                shipped = act.day;  // with the bus of that day
                add(act.day + boarding_before, "boarding " + record.key,
                    [this, &record, &act](db::Writer& writer, Time at) {
                        releases_.board(writer, cast_.demand(record.key), person(act.by), at);
                    });
                continue;
            }
            add(act.day, act.act + " " + record.key,
                [this, &record, &act](db::Writer& writer, Time at) { decide(writer, record, act, at); });
        }
        // People try what shipped over the days that follow.
        const auto judge = [&](const std::vector<std::string>& names, bool works) {
            for (std::size_t i = 0; i < names.size(); ++i)
                add(shipped * (1 - 0.8 * static_cast<double>(i + 1) / static_cast<double>(names.size() + 1)),
                    "judging " + record.key,
                    [this, &record, name = names[i], works](db::Writer& writer, Time at) {
                        need(community_.demands().judge(writer, cast_.demand(record.key), person(name), works,
                                                        "", at));
                    });
        };
        judge(record.confirmed_by, true);
        judge(record.still_broken_by, false);
    }

    void decide(db::Writer& writer, const DemandRecord& record, const Act& act, Time at) {
        demand::Demands& demands = community_.demands();
        const Id id = cast_.demand(record.key);
        const Id by = person(act.by);
        const bool chinese = is_chinese(record.title);
        const std::string& reason = chinese ? act.reason_zh : act.reason_en;
        const std::string& alternative = chinese ? act.alternative_zh : act.alternative_en;
        if (act.act == "plan") need(plan::enter(writer, ids(), demands, id, target(act), reason, by, at));
        if (act.act == "plan" || act.act == "start") squads_.take(writer, id, by, at);
        if (act.act == "plan") return;
        if (act.act == "move") return need(plan::move(writer, ids(), id, target(act), reason, by, at));
        if (act.act == "start") return need(plan::start(writer, ids(), demands, id, reason, by, at));
        if (act.act == "merge") return need(demands.merge(writer, id, cast_.demand(act.into), by, at));
        if (act.act == "split") return need(demands.undo_merge(writer, id, by, at));
        const std::unordered_map<std::string, demand::Standing> standings{
            {"decline", demand::Standing::declined},
            {"defer", demand::Standing::deferred},
            {"redirect", demand::Standing::redirected}};
        need(demands.decide(writer, id, standings.at(act.act), reason, alternative, std::nullopt, by, at));
    }

    plan::Target target(const Act& act) const {
        const auto horizon = *enum_from_name<plan::Horizon>(act.horizon);
        if (!act.target_week) return {horizon, std::nullopt};
        return {horizon, plan::monday(now_, *act.target_week)};
    }

    // The waterline is drawn anew every day, as the running server does every minute.
    void add_days() {
        for (Day day = first_day - 1; day >= 0; day -= 1)
            add(day, "the waterline", [this](db::Writer& writer, Time at) {
                for (const auto& [slug, product] : cast_.products)
                    community_.demands().refresh(writer, product.id, Id{}, at);
            });
    }

    Community& community_;
    const Records records_;
    Cast cast_;
    SquadsStory squads_;
    ReleasesStory releases_;
    OutwardStory outward_;
    RewardsStory rewards_;
    SalesStory sales_;
    GivingStory giving_;
    Time now_{};
    std::vector<Event> events_;
    std::vector<Account> accounts_;
    std::unordered_map<std::string, forum::Board> boards_;
    TalkStory talk_;
    std::unordered_map<const ReportRecord*, Id> reports_;
};

}  // namespace

std::vector<Account> live_through(Community& community, ManualClock& clock, Time now) {
    std::vector<Account> accounts = Timeline(community, read_records()).live(clock, now);
    learn_from_it(community, now);
    return accounts;
}

}  // namespace canyu::demo
