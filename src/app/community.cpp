#include "app/community.hpp"

#include <filesystem>

#include "app/migrations.hpp"
#include "app/upkeep.hpp"
#include "base/embedded.hpp"
#include "features/admin/admin.hpp"
#include "features/allotments/allotments.hpp"
#include "features/answers/answers.hpp"
#include "features/channels/channels.hpp"
#include "features/charter/charter.hpp"
#include "features/credits/credits.hpp"
#include "features/demand/demand.hpp"
#include "features/demand/images.hpp"
#include "features/digest/digest.hpp"
#include "features/entitlements/entitlements.hpp"
#include "features/experience/experience.hpp"
#include "features/f_codes/f_codes.hpp"
#include "features/forum/forum.hpp"
#include "features/gifts/gifts.hpp"
#include "features/honours/honours.hpp"
#include "features/imports/imports.hpp"
#include "features/known_issues/known_issues.hpp"
#include "features/measures/measures.hpp"
#include "features/moderation/moderation.hpp"
#include "features/notices/bell.hpp"
#include "features/orders/orders.hpp"
#include "features/people/people.hpp"
#include "features/plan/plan.hpp"
#include "features/products/products.hpp"
#include "features/profile/leaving.hpp"
#include "features/profile/profile.hpp"
#include "features/receipts/receipts.hpp"
#include "features/red_packets/red_packets.hpp"
#include "features/release/release.hpp"
#include "features/sale/sale.hpp"
#include "features/sameness/sameness.hpp"
#include "features/squads/week.hpp"
#include "features/words/words.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/media/reencoder.hpp"
#include "platform/metrics/metrics.hpp"
#include "platform/web/sessions.hpp"
#include "platform/web/templates.hpp"

namespace canyu {
namespace {

// Of a SQLite file; "" for another database.
std::filesystem::path folder_of(const std::string& database) {
    constexpr std::string_view sqlite = "sqlite:";
    if (!database.starts_with(sqlite) || database == "sqlite::memory:") return {};
    const std::filesystem::path folder = std::filesystem::path(database.substr(sqlite.size())).parent_path();
    return folder.empty() ? "." : folder;
}

// A fresh checkout has no var/ yet.
void make_folder_of(const std::string& database) {
    const std::filesystem::path folder = folder_of(database);
    if (!folder.empty()) std::filesystem::create_directories(folder);
}

std::filesystem::path cache_folder(const Config& config) {
    if (!config.cache_folder.empty()) return config.cache_folder;
    const std::filesystem::path folder = folder_of(config.database);
    return folder.empty() ? folder : folder / "cache";
}

web::SiteOptions site_options(const Config& config) {
    web::SiteOptions options;
    options.public_url = config.public_url;
    options.workers = static_cast<int>(config.workers);
    options.page_cache = config.page_cache;
    options.rate_limits = config.rate_limits;
    return options;
}

db::Options database_options(const Config& config, metrics::Registry& metrics) {
    make_folder_of(config.database);
    db::Options options;
    options.url = config.database;
    options.metrics = &metrics;
    return options;
}

constexpr std::chrono::minutes minute{1};

// In arrow order: a later slice may use an earlier one.
void add_slices(web::Site& site, const imports::Workshop& workshop, jobs::Jobs& jobs, notices::Bell& bell,
                const digest::Office& letters, media::Reencoder& reencoder, const moderation::Kinds& reviewed,
                const admin::Metering& metering, words::Approved& approved,
                const allotments::Counter& counter) {
    demand::Demands& demands = workshop.demands;
    site.identify_by(people::identity);
    products::add_pages(site);
    people::add_pages(
        site,
        [&demands](web::Context& context, Id person) { demand::finish_kept_words(context, demands, person); },
        demand::kept_words);
    notices::add_pages(site, bell);
    digest::add_pages(site, letters, jobs);
    moderation::add_pages(site, reviewed);
    forum::add_pages(site, reencoder);
    answers::add_pages(site);
    words::add_pages(site, approved);
    demand::add_pages(site, demands);
    demand::add_studio_pages(site, demands);
    sameness::add_pages(site, demands);
    plan::add_pages(site, demands);
    squads::add_pages(site, demands);
    release::add_pages(site, demands, {known_issues::notes, channels::reached_by, channels::signatures});
    experience::add_pages(site, demands);
    known_issues::add_pages(site);
    measures::add_pages(site, channels::stable_buses);
    channels::add_pages(site);
    charter::add_pages(site);
    receipts::add_pages(site);
    entitlements::add_pages(site);
    f_codes::add_pages(site, counter, sale::used_at);
    honours::add_pages(site);
    orders::add_pages(site, counter);
    sale::add_pages(site, counter, workshop.clock);
    red_packets::add_pages(site, counter);
    gifts::add_pages(site, counter);
    profile::add_pages(site, demands, jobs, upkeep().references);
    imports::add_pages(site, workshop, jobs);
    admin::add_pages(site, workshop.store, jobs, metering);
}

}  // namespace

struct Community::Parts {
    Parts(const Config& given, const Clock& given_clock)
        : config(given),
          clock(given_clock),
          files(embedded_files()),
          store(database_options(given, metrics)),
          ids(given_clock, static_cast<std::uint16_t>(given.node)),
          demands(store, ids, given_clock),
          jobs(store, given_clock, ids) {
        db::migrate(store, migrations(), clock.now());
        projection.follow("f_codes", f_codes::follower(ids));
        projection.follow("sale", orders::follower(ids));
        projection.follow("red_packet", red_packets::follower(ids));
        projection.follow("gift", orders::follower(ids));
        projection.follow("rehearsal", sale::rehearsal_follower());
        demands.know_synonyms_by(approved);
        demands.know_parts_by(channels::parts);
        demands.load(&images);
        approved.load(store);
        tell_of_changes();
        digest::add_jobs(jobs, letters);
        profile::add_leaving_job(jobs, store);
        jobs.every("forgetting", std::chrono::days(1), [this] { forget(); });
        jobs.every("timetables", minute, [this] {
            store.write([&](db::Writer& writer) { release::keep_timetables(writer, ids, clock.now()); });
        });
        jobs.every("popcorn", minute, [this] {
            store.write([&](db::Writer& writer) { experience::give_awards(writer, clock.now()); });
        });
        jobs.every("F-codes", minute, [this] { f_codes::keep(store, counter(), ids, clock.now()); });
        jobs.every("titles", minute, [this] {
            store.write([&](db::Writer& writer) { honours::give_titles(writer, ids, clock.now()); });
        });
        jobs.every("orders", minute, [this] { orders::keep(store, counter(), ids, clock.now()); });
        jobs.every("sales", minute, [this] { sale::keep(store, counter(), ids, clock.now()); });
        jobs.every("red packets", minute, [this] { red_packets::keep(store, counter(), clock.now()); });
        jobs.every("gifts", minute, [this] { gifts::keep(store, counter(), ids, clock.now()); });
        jobs.every("silence", minute, [this] { break_silence(); });
        jobs.every("approved words", minute, [this] { approved.load(store); });
        jobs.every("words of the week", std::chrono::hours(1),
                   [this] { words::count_weeks(store, demand::held, clock.now()); });
        jobs.every("words that mean the same", std::chrono::days(1),
                   [this] { words::propose_all(store, ids, clock.now()); });
        jobs.every("demands alike", std::chrono::minutes(10),
                   [this] { sameness::look(store, demands, ids, clock.now()); });
        jobs.every("sure reports", minute, [this] { sameness::join_sure(store, demands, clock.now()); });
        jobs.every("waves", minute, [this] { sameness::join_waves(store, demands, clock.now()); });
        jobs.every("waterline", minute, [this] { demands.keep_level(clock.now()); });
    }

    const allotments::Counter& counter() {
        if (!scarce) scarce.emplace(*this);
        return scarce->counter;
    }

    void tell_of_changes() {
        demands.publish_changes_by([this](db::Writer& writer, const demand::Changed& changed) {
            jobs.publish(writer, "demand_changed", changed);
        });
        jobs.subscribe<demand::Changed>("demand_changed", "notices", [this](const demand::Changed& changed) {
            store.write([&](db::Writer& writer) { demand::tell_of_change(writer, ids, changed); });
        });
        jobs.subscribe<demand::Changed>("demand_changed", "receipts", [this](const demand::Changed& changed) {
            store.write([&](db::Writer& writer) { receipts::issue(writer, ids, changed); });
        });
        jobs.subscribe<demand::Changed>("demand_changed", "credits", [this](const demand::Changed& changed) {
            store.write([&](db::Writer& writer) { credits::give(writer, changed); });
        });
    }

    void forget() {
        const Time now = clock.now();
        demands.write_images(images);
        store.write([&](db::Writer& writer) {
            web::forget_old_sessions(writer, now);
            web::forget_old_submissions(writer, now);
            notices::forget_old(writer, now);
            digest::forget_old(writer, now);
            people::forget_networks(writer, now);
        });
    }

    void break_silence() {
        const auto routes = store.read(
            [&](db::Reader& reader) { return answers::choose(reader, squads::makers, clock.now()); });
        store.write([&](db::Writer& writer) { answers::keep(writer, ids, routes, clock.now()); });
    }

    Config config;
    const Clock& clock;
    std::vector<EmbeddedFile> files;
    metrics::Registry metrics;
    db::Database store;
    IdSource ids;
    words::Approved approved;  // before what searches by it
    demand::Demands demands;
    const demand::Images images{cache_folder(config), config.node};
    allotments::Desk desk{store, config.database, config.node, clock};
    allotments::Projection projection{store, config.database, desk, clock};
    struct Scarce {
        explicit Scarce(Parts& parts)
            : tickets(parts.store), counter{parts.desk, parts.projection, tickets, room} {}
        const allotments::Tickets tickets;
        allotments::WaitingRoom room{tickets};
        const allotments::Counter counter;
    };
    std::optional<Scarce> scarce;  // made when first asked for: who only looks draws no secret
    media::Reencoder reencoder;
    const moderation::Kinds reviewed{forum::reviewed_posts(), demands.reviewed_reports()};
    web::Templates templates;
    notices::Bell bell{store, templates.catalog(), clock};
    std::unique_ptr<web::Site> site;
    const mail::Mailer mailer{{config.mail_server, config.mail_user, config.mail_password, config.mail_from}};
    const digest::Office letters{store,
                                 clock,
                                 templates.catalog(),
                                 mailer,
                                 config.public_url,
                                 [this] { return site ? site->settings().community_name : std::string(); },
                                 [this](db::Reader& reader, Id person, web::Language language) {
                                     return squads::week_of(reader, templates.catalog(), language,
                                                            config.public_url, person, clock.now());
                                 }};
    jobs::Jobs jobs;  // last, so that it stops before what it works with goes
};

Community::Community(const Config& config, const Clock& clock)
    : parts_(std::make_unique<Parts>(config, clock)) {}
Community::~Community() = default;

db::Database& Community::store() {
    return parts_->store;
}
IdSource& Community::ids() {
    return parts_->ids;
}
const Clock& Community::clock() const {
    return parts_->clock;
}
const allotments::Counter& Community::counter() {
    return parts_->counter();
}
demand::Demands& Community::demands() {
    return parts_->demands;
}
void Community::start_jobs() {
    parts_->projection.start();
    parts_->jobs.start(1);
}

void Community::write_images() {
    parts_->demands.write_images(parts_->images);
}

web::Site& Community::open_site() {
    Parts& parts = *parts_;
    parts.templates.load(parts.files);
    parts.site = std::make_unique<web::Site>(
        site_options(parts.config),
        web::Services{parts.store, parts.clock, parts.ids, parts.templates.catalog(), parts.metrics},
        parts.templates, parts.files);
    add_slices(*parts.site, {parts.store, parts.ids, parts.clock, parts.demands}, parts.jobs, parts.bell,
               parts.letters, parts.reencoder, parts.reviewed, {parts.metrics, parts.config.metrics_token},
               parts.approved, parts.counter());
    return *parts.site;
}

}  // namespace canyu
