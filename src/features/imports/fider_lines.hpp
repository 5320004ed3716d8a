// A folder with the unpacked backup of Fider: posts, votes and comments with their people's names.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "features/imports/json_document.hpp"
#include "features/imports/lines.hpp"

namespace canyu::imports {

// Reads users.json, posts.json, post_votes.json and comments.json, each one list of objects. Posts, votes and
// comments are lines, in this order; what Fider has deleted is left out.
class FiderLines final : public Lines {
  public:
    // 404 "report_lines.cannot_open", 422 "fider.broken_file".
    static Result<FiderLines> open(const std::string& folder);

    std::optional<NumberedLine> next() override;
    [[nodiscard]] double progress() const override;

  private:
    struct Part {
        std::string file;
        std::vector<Members> objects;
    };
    static std::optional<NumberedLine> line_of(const Part& part, const Members& object,
                                               const std::unordered_map<std::string, std::string>& names);

    std::unordered_map<std::string, std::string> names_;  // by the user's id
    std::vector<Part> parts_;
    std::size_t part_ = 0;
    std::size_t in_part_ = 0;
    std::size_t number_ = 0;
    std::size_t all_ = 0;
};

// The columns of the posts.csv that Fider's administration exports; it has no votes by name and no comments.
extern const std::vector<ColumnChoice> fider_columns;

}  // namespace canyu::imports
