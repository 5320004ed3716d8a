// What the pages of imports show.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/imports/imports.hpp"
#include "features/people/people.hpp"
#include "platform/web/pagination.hpp"

namespace canyu::imports {

struct ImportCard {
    Id id;
    std::string url;
    std::string file_name;
    std::string product_name;
    std::optional<people::Card> by;  // nothing: by the command line
    ImportState state = ImportState::running;
    std::int64_t percent = 0;
    std::int64_t position = 0;  // lines dealt with
    std::int64_t reports = 0;
    std::int64_t supports = 0;
    std::int64_t known = 0;
    std::int64_t refused = 0;
    Time began_at{};
    std::optional<Time> ended_at;
    std::int64_t posts = 0;
};
BOOST_DESCRIBE_STRUCT(ImportCard, (),
                      (id, url, file_name, product_name, by, state, percent, position, reports, supports,
                       known, refused, began_at, ended_at, posts))

struct ImportProduct {
    std::string slug;
    std::string label;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(ImportProduct, (), (slug, label, chosen))

struct ImportFormat {
    Format format = Format::reports;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(ImportFormat, (), (format, chosen))

struct ImportsPage {
    std::vector<ImportProduct> choices;
    std::vector<ImportFormat> formats;
    std::vector<ImportCard> imports;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(ImportsPage, (), (choices, formats, imports, pagination))

struct ImportRefusal {
    std::int64_t line = 0;  // from 1
    std::string field;      // "" for the whole line
    std::string sentence;
};
BOOST_DESCRIBE_STRUCT(ImportRefusal, (), (line, field, sentence))

struct ImportPage {
    ImportCard card;
    std::string products_demands_url;     // what came of it
    std::vector<ImportRefusal> refusals;  // of this page
    std::int64_t refusals_left_out = 0;   // beyond those that are kept
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(ImportPage, (), (card, products_demands_url, refusals, refusals_left_out, pagination))

}  // namespace canyu::imports
