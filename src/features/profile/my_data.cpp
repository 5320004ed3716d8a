#include "features/profile/my_data.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "features/people/people.hpp"
#include "features/profile/views.hpp"
#include "platform/archive/row_text.hpp"
#include "platform/db/any_table.hpp"
#include "platform/json/json.hpp"
#include "platform/web/site.hpp"

namespace canyu::profile {
namespace {

using web::Access;
using web::Context;

// Keys of the house, not data of the person.
constexpr std::array<std::string_view, 5> secrets = {"session", "submission", "digest_token",
                                                     "payment_bridge", "f_code_batch"};

std::vector<std::string> columns_of(const std::string& table, const std::vector<db::Reference>& references) {
    std::vector<std::string> columns;
    for (const db::Reference& reference : references)
        if (reference.table == table && reference.target == "person") columns.push_back(reference.column);
    return columns;
}

std::string line_of(const std::string& table, const std::string& row) {
    return fmt::format("{{\"table\":\"{}\",\"row\":{}}}\n", table, row);
}

http::Response download(Context& context, const std::vector<db::Reference>& references) {
    const web::Identity& me = context.member();
    http::Response response;
    response.headers.add("Content-Type", "application/x-ndjson");
    response.headers.add("Content-Disposition",
                         fmt::format("attachment; filename=\"canyu-{}.jsonl\"", me.name));
    response.body =
        context.read([&](db::Reader& reader) { return rows_naming(reader, references, me.person); });
    return response;
}

}  // namespace

std::string rows_naming(db::Reader& reader, const std::vector<db::Reference>& references, Id person) {
    std::string text;
    if (const auto found = people::find(reader, person)) text = line_of("person", json::to_json(*found));
    for (const db::AnyTable& table : db::tables(reader)) {
        const std::vector<std::string> columns = columns_of(table.name(), references);
        if (columns.empty() || std::ranges::find(secrets, table.name()) != secrets.end()) continue;
        table.each_naming(reader, columns, person, [&](const std::vector<db::Value>& row) {
            text += line_of(table.name(), archive::to_line(table, row));
        });
    }
    return text;
}

void add_data_pages(web::Site& site, std::vector<db::Reference> references) {
    site.get("/me/data", Access::member, "profile/my_data.html",
             [](Context& c) { return DataPage{c.member().name}; },
             {.summary = "What is kept of me, and how to take it along"});
    site.get("/me/data/download", Access::member, "",
             [references = std::move(references)](Context& c) { return download(c, references); },
             {.summary = "Every row that names me, as lines of JSON"});
}

}  // namespace canyu::profile
