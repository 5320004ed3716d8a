// What the API of Discourse answers of its topics: one answer a line, or one a file in a folder.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "features/imports/json_document.hpp"
#include "features/imports/lines.hpp"
#include "platform/files/line_file.hpp"

namespace canyu::imports {

// Understands /categories.json (or /site.json) and /t/ID.json, best asked with ?print=true&include_raw=true.
// A category that is not named before its topics gets a board called after its number. Threads: one at a
// time.
class DiscourseLines final : public Lines {
  public:
    static constexpr std::size_t longest_line = std::size_t{16} << 20;  // bytes
    static constexpr std::uintmax_t most_bytes = std::uintmax_t{1} << 32;

    // A folder's files in the order of their names, those about categories first. 404
    // "report_lines.cannot_open".
    static Result<DiscourseLines> open(const std::string& path);

    std::optional<NumberedLine> next() override;
    [[nodiscard]] double progress() const override;

  private:
    struct Category {
        std::string slug;
        std::string name;
    };
    // False at the end.
    bool read_more();
    void read_document(std::size_t number, const std::string& place,
                       const std::optional<JsonDocument>& document);
    void keep_categories(const std::vector<Members>& categories);
    void keep_topic(std::size_t number, const std::string& place, const Members& topic,
                    const std::vector<Members>& posts);

    std::optional<files::LineFile> file_;
    std::vector<std::string> paths_;  // of a folder
    std::size_t path_ = 0;
    bool end_said_ = false;
    std::unordered_map<std::string, Category> categories_;
    std::deque<NumberedLine> waiting_;
};

// The text of HTML, with a line for each block.
std::string text_of_html(std::string_view html);

}  // namespace canyu::imports
