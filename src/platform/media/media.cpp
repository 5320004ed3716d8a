#include "platform/media/media.hpp"

#include "platform/db/db.hpp"

namespace canyu::media {
namespace {

struct MediaRow {
    Id id;
    Id person_id;
    std::string digest;
    std::string content_type;
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::int64_t frames = 0;
    Bytes bytes;
    Bytes preview;
    Time created_at{};
};
BOOST_DESCRIBE_STRUCT(MediaRow, (),
                      (id, person_id, digest, content_type, width, height, frames, bytes, preview,
                       created_at))

}  // namespace

Result<void> may_store(db::Reader& reader, Id person, Time now, std::int64_t limit) {
    const Time yesterday = now - std::chrono::days(1);
    const auto added = reader.value<std::int64_t>(
        "select cast(coalesce(sum(length(bytes) + length(preview)), 0) as bigint) from media "
        "where person_id = ? and created_at > ?",
        person, yesterday);
    if (added >= limit) return refuse(422, "media.enough_for_today");
    return {};
}

void store(db::Writer& writer, IdSource& ids, Id person, const Reencoded& picture, Time now) {
    const MediaRow row{ids.next(),
                       person,
                       picture.digest,
                       "image/webp",
                       picture.picture.width,
                       picture.picture.height,
                       picture.picture.frames,
                       picture.full,
                       picture.preview,
                       now};
    writer.insert_new("media", row);
}

// Anything else than a digest is no picture's, and may hold what a database cannot.
std::optional<File> find(db::Reader& reader, const std::string& digest, Size size) {
    if (!is_digest(digest)) return std::nullopt;
    const std::string column = size == Size::full ? "bytes" : "preview";
    return reader.row<File>("select content_type, " + column + " from media where digest = ?", digest);
}

std::optional<Picture> describe(db::Reader& reader, const std::string& digest) {
    if (!is_digest(digest)) return std::nullopt;
    return reader.row<Picture>("select width, height, frames from media where digest = ?", digest);
}

std::vector<std::string> brought_by(db::Reader& reader, Id person) {
    return reader.rows<std::string>("select digest from media where person_id = ?", person);
}

void remove(db::Writer& writer, const std::string& digest) {
    writer.execute("delete from media where digest = ?", digest);
}

}  // namespace canyu::media
