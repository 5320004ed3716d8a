#include "features/imports/discourse_lines.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <utility>

#include "base/text.hpp"
#include "features/imports/iso_time.hpp"

namespace canyu::imports {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view regular_post = "1";  // others are small acts, like closing a topic

NumberedLine refused(std::size_t number, std::string key, std::string place) {
    return {number, RefusedLine{{std::move(key), {}}}, false, std::move(place)};
}

std::string words_of(const Members& post) {
    const std::string raw = member(post, "raw");
    return raw.empty() ? text_of_html(member(post, "cooked")) : raw;
}

bool is_about_categories(const fs::path& path) {
    return path.filename() == "categories.json" || path.filename() == "site.json";
}

// What "&name;" at `at` stands for, and past it; "&" itself when it is none.
void take_entity(std::string_view html, std::size_t& at, std::string& text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> named{
        {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"nbsp", " "}, {"hellip", "…"}}};
    const std::size_t end = html.substr(at, 12).find(';');
    const std::string_view name = end == html.npos ? "" : html.substr(at + 1, end - 1);
    for (const auto& [known, character] : named) {
        if (name != known) continue;
        text += character;
        at += end + 1;
        return;
    }
    std::uint32_t code = 0;
    const bool hexadecimal = name.starts_with("#x");
    const std::string_view digits = name.starts_with('#') ? name.substr(hexadecimal ? 2 : 1) : "";
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
    const bool character = code > 31 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
    if (!digits.empty() && error == std::errc{} && stop == digits.data() + digits.size() && character) {
        append_utf8(text, code);
        at += end + 1;
        return;
    }
    text += html[at++];
}

bool ends_a_line(std::string_view tag) {
    constexpr std::array<std::string_view, 10> blocks{"p",  "br", "li",  "div",        "h1",
                                                      "h2", "h3", "pre", "blockquote", "tr"};
    if (tag.starts_with('/')) tag.remove_prefix(1);
    const std::string_view name = tag.substr(0, tag.find_first_of(" />"));
    return std::ranges::find(blocks, name) != blocks.end();
}

}  // namespace

std::string text_of_html(std::string_view html) {
    std::string text;
    for (std::size_t at = 0; at < html.size();) {
        if (html[at] == '<') {
            const std::size_t end = std::min(html.find('>', at), html.size());
            if (ends_a_line(html.substr(at + 1, end - at - 1)) && !text.empty() && text.back() != '\n')
                text += '\n';
            at = end + 1;
        } else if (html[at] == '&') {
            take_entity(html, at, text);
        } else {
            text += html[at++];
        }
    }
    return std::string(trim(text));
}

Result<DiscourseLines> DiscourseLines::open(const std::string& path) {
    DiscourseLines lines;
    if (fs::is_directory(path)) {
        for (const auto& entry : fs::directory_iterator(path))
            if (entry.is_regular_file() && entry.path().extension() == ".json")
                lines.paths_.push_back(entry.path());
        std::ranges::sort(lines.paths_, {},
                          [](const std::string& one) { return std::pair(!is_about_categories(one), one); });
        return lines;
    }
    lines.file_ = files::LineFile::open(path, {longest_line, most_bytes});
    if (!lines.file_) return refuse(404, "report_lines.cannot_open", {{"path", path}});
    return lines;
}

std::optional<NumberedLine> DiscourseLines::next() {
    while (waiting_.empty())
        if (!read_more()) return std::nullopt;
    NumberedLine line = std::move(waiting_.front());
    waiting_.pop_front();
    line.more = !waiting_.empty();
    return line;
}

bool DiscourseLines::read_more() {
    if (!file_) {
        if (path_ == paths_.size()) return false;
        const std::string& path = paths_[path_++];
        read_document(path_, fs::path(path).filename(), JsonDocument::read(path));
        return true;
    }
    std::string line;
    if (file_->next(line)) {
        if (file_->too_long())
            waiting_.push_back(refused(file_->number(), "discourse.too_long", ""));
        else if (!trim(line).empty())
            read_document(file_->number(), "", JsonDocument::parse(line));
        return true;
    }
    if (std::exchange(end_said_, true) || file_->end() == files::LineFile::End::whole) return false;
    const bool endless = file_->end() == files::LineFile::End::endless;
    waiting_.push_back(
        refused(file_->number() + 1, endless ? "report_lines.endless" : "report_lines.breaks_off", ""));
    return true;
}

void DiscourseLines::read_document(std::size_t number, const std::string& place,
                                   const std::optional<JsonDocument>& document) {
    if (!document) {
        waiting_.push_back(refused(number, "report_lines.not_json", place));
    } else if (const auto listed = document->objects({"category_list", "categories"})) {
        keep_categories(*listed);
    } else if (const auto categories = document->objects({"categories"})) {
        keep_categories(*categories);
    } else if (const auto posts = document->objects({"post_stream", "posts"})) {
        keep_topic(number, place, document->members(), *posts);
    } else {
        waiting_.push_back(refused(number, "discourse.unknown", place));
    }
}

void DiscourseLines::keep_categories(const std::vector<Members>& categories) {
    for (const Members& category : categories)
        categories_[member(category, "id")] = {member(category, "slug"),
                                               clean_line(member(category, "name"))};
}

void DiscourseLines::keep_topic(std::size_t number, const std::string& place, const Members& topic,
                                const std::vector<Members>& posts) {
    const std::string id = member(topic, "id");
    const std::string category = member(topic, "category_id");
    const Category& known = categories_[category];
    for (const Members& post : posts) {
        if (const std::string type = member(post, "post_type"); !type.empty() && type != regular_post)
            continue;
        const std::string post_id = member(post, "id");
        const auto time = parse_time(member(post, "created_at"));
        const std::string where = place + (place.empty() ? "" : " ") + post_id;
        if (id.empty() || post_id.empty())
            waiting_.push_back(refused(number, "report_lines.no_id", where));
        else if (!time)
            waiting_.push_back(refused(number, "report_lines.bad_time", where));
        else if (member(post, "post_number") == "1")
            waiting_.push_back(
                {number,
                 TopicLine{id, category, known.slug, known.name, clean_line(member(topic, "title")),
                           member(post, "username"), words_of(post), time},
                 false, where});
        else
            waiting_.push_back({number, PostLine{post_id, id, member(post, "username"), words_of(post), time},
                                false, where});
    }
}

double DiscourseLines::progress() const {
    if (file_) return file_->progress();
    return paths_.empty() ? 1 : static_cast<double>(path_) / static_cast<double>(paths_.size());
}

}  // namespace canyu::imports
