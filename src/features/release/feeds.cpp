// The releases for feed readers: RSS 2.0 and JSON Feed 1.1 of the same struct.
#include <fmt/chrono.h>
#include <fmt/core.h>

#include <ctime>

#include "features/release/showing.hpp"
#include "features/release/store.hpp"
#include "platform/json/json.hpp"
#include "platform/web/site.hpp"

namespace canyu::release {
namespace {

using web::Context;

constexpr std::int64_t items_in_feed = 20;

struct FeedItem {
    std::string id;
    std::string url;
    std::string title;
    std::string content_text;
    Time date_published{};
};
BOOST_DESCRIBE_STRUCT(FeedItem, (), (id, url, title, content_text, date_published))

struct Feed {
    std::string version;
    std::string title;
    std::string home_page_url;
    std::string feed_url;
    std::string language;
    std::vector<FeedItem> items;
};
BOOST_DESCRIBE_STRUCT(Feed, (), (version, title, home_page_url, feed_url, language, items))

struct FeedQuery {
    std::string product;   // slug, "" for all
    std::string language;  // "zh-CN" or "en", "" for the reader's
};
BOOST_DESCRIBE_STRUCT(FeedQuery, (), (product, language))

// Each line of a text on a line of its own.
void add_line(std::string& text, const std::string& line) {
    if (!text.empty()) text += '\n';
    text += line;
}

const char* signature_key(SignedFor what) {
    return what == SignedFor::against_gate  ? "release.feed_against_gate"
           : what == SignedFor::pulled_back ? "release.feed_pulled_back"
                                            : "release.feed_worse";
}

std::string text_of(db::Reader& reader, const Context& context, web::Language language, const Bus& bus,
                    const Beside& beside) {
    std::string text;
    if (bus.skipped_at) {
        for (const Word& word : store::words(reader, bus.id))
            if (word.kind == WordKind::skipped) text += word.reason;
        return text;
    }
    for (const demand::DemandCard& card : demand::cards(reader, aboard(reader, bus.id)))
        add_line(text,
                 context.say(language, {card.people == 1 ? "release.feed_line_one" : "release.feed_line",
                                        {{"title", card.title}, {"people", std::to_string(card.people)}}}));
    const Reached reached = beside.reached(reader, {bus});
    if (const auto found = reached.find(bus.id); found != reached.end()) {
        const std::string name =
            context.say(language, {"Channel." + std::string(enum_name(found->second)), {}});
        add_line(text, context.say(language, {"release.feed_channel", {{"channel", name}}}));
    }
    for (const SignatureNote& note : beside.signatures(reader, bus, language))
        add_line(text, context.say(
                           language,
                           {signature_key(note.signed_for),
                            {{"name", note.by.display}, {"figure", note.figure}, {"reason", note.reason}}}));
    for (const IssueNote& issue : beside.issues(reader, bus))
        add_line(text, context.say(language, {issue.still_there ? "release.feed_issue" : "release.feed_fixed",
                                              {{"sentence", issue.sentence}}}) +
                           (issue.still_there && !issue.workaround.empty() ? " " + issue.workaround : ""));
    return text;
}

Result<Feed> feed_of(Context& context, const FeedQuery& query, const Beside& beside) {
    const web::Language language = web::language_from_tag(query.language).value_or(context.language());
    return context.read([&](db::Reader& reader) -> Result<Feed> {
        CANYU_TRY(const products::Chosen chosen, products::choose(reader, context, "/releases"));
        const std::string of_product = chosen.slug.empty() ? "" : "?product=" + chosen.slug;
        Feed feed{"https://jsonfeed.org/version/1.1",
                  context.say(language, {"release.feed_title", {}}),
                  context.origin() + "/releases" + of_product,
                  context.origin() + context.request().target,
                  std::string(web::tag(language)),
                  {}};
        for (const Bus& bus : store::past(reader, chosen.product, 0, items_in_feed)) {
            const BusCard card = card_of(reader, bus, language, context.now());
            const std::string address = context.origin() + card.bus_url;
            const char* key = bus.skipped_at ? "release.feed_skipped" : "release.feed_item";
            feed.items.push_back({address, address,
                                  context.say(language, {key,
                                                         {{"product", card.product_name},
                                                          {"number", std::to_string(bus.number)},
                                                          {"version", bus.version}}}),
                                  text_of(reader, context, language, bus, beside),
                                  bus.left_at ? *bus.left_at : *bus.skipped_at});
        }
        return feed;
    });
}

std::string xml_text(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '&')
            safe += "&amp;";
        else if (c == '<')
            safe += "&lt;";
        else if (c == '>')
            safe += "&gt;";
        else if (c == '"')
            safe += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
            safe += c;
    }
    return safe;
}

// As RFC 822 writes it, which RSS asks for.
std::string mail_date(Time time) {
    return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT",
                       fmt::gmtime(static_cast<std::time_t>(to_milliseconds(time) / 1000)));
}

std::string rss_of(const Feed& feed) {
    std::string xml = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
        "xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>\n<title>{0}</title>\n<link>{1}</link>\n"
        "<description>{0}</description>\n<language>{2}</language>\n"
        "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{3}\"/>\n",
        xml_text(feed.title), xml_text(feed.home_page_url), xml_text(feed.language), xml_text(feed.feed_url));
    for (const FeedItem& item : feed.items)
        xml += fmt::format(
            "<item><title>{}</title><link>{}</link><guid>{}</guid><pubDate>{}</pubDate><description>{}"
            "</description></item>\n",
            xml_text(item.title), xml_text(item.url), xml_text(item.id), mail_date(item.date_published),
            xml_text(item.content_text));
    return xml + "</channel></rss>\n";
}

http::Response as_file(std::string_view type, std::string body) {
    http::Response response;
    response.headers.add("Content-Type", type);
    response.body = std::move(body);
    return response;
}

}  // namespace

void add_feeds(web::Site& site, const Beside& beside) {
    site.get("/releases/feed", web::Access::visitor, "",
             [beside](Context& context, const FeedQuery& query) -> Result<http::Response> {
                 CANYU_TRY(const Feed feed, feed_of(context, query, beside));
                 return as_file("application/feed+json; charset=utf-8", json::to_json(feed));
             },
             {.summary = "The releases as JSON Feed 1.1"});
    site.get("/releases/feed.xml", web::Access::visitor, "",
             [beside](Context& context, const FeedQuery& query) -> Result<http::Response> {
                 CANYU_TRY(const Feed feed, feed_of(context, query, beside));
                 return as_file("application/rss+xml; charset=utf-8", rss_of(feed));
             },
             {.summary = "The releases as RSS 2.0"});
}

}  // namespace canyu::release
