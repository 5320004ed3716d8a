// The SQL of imports.
#pragma once

#include "features/imports/imports.hpp"

namespace canyu::imports::store {

void insert(db::Writer& writer, const Import& import);
std::optional<Import> find(db::Reader& reader, Id import);
// Newest first.
std::vector<Import> list(db::Reader& reader, std::int64_t offset, std::int64_t limit);
std::int64_t count(db::Reader& reader);
// Keeps how far it came; false when it does not run any more.
bool save(db::Writer& writer, const Import& import);
// Those of the same file that still run.
std::vector<Id> running(db::Reader& reader, const std::string& file_name);
// False when it had ended.
bool end(db::Writer& writer, Id import, ImportState state, Time now);

struct Refusal {
    Id import_id;
    std::int64_t line = 0;
    std::string field;
    std::string reason;
    std::string arguments;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (import_id, line, field, reason, arguments))
void insert(db::Writer& writer, const Refusal& refusal);
std::vector<Refusal> refusals(db::Reader& reader, Id import, std::int64_t offset, std::int64_t limit);
std::int64_t count_refusals(db::Reader& reader, Id import);

struct Part {
    Id import_id;
    std::int64_t number = 0;
    Bytes bytes;
};
BOOST_DESCRIBE_STRUCT(Part, (), (import_id, number, bytes))
void insert(db::Writer& writer, const Part& part);
std::optional<Part> part(db::Reader& reader, Id import, std::int64_t number);
void delete_parts(db::Writer& writer, Id import);

// What became of a thing of another program. talk: the topic under the demand of a report.
enum class OriginKind { board, topic, post, talk };
BOOST_DESCRIBE_ENUM(OriginKind, board, topic, post, talk)
struct Origin {
    std::string source;
    OriginKind kind = OriginKind::post;
    std::string outside_id;
    Id own_id;
};
BOOST_DESCRIBE_STRUCT(Origin, (), (source, kind, outside_id, own_id))
std::optional<Id> origin(db::Reader& reader, const std::string& source, OriginKind kind,
                         const std::string& outside_id);
void insert(db::Writer& writer, const Origin& origin);

}  // namespace canyu::imports::store
