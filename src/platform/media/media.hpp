// Pictures that people add to what they write: kept in the database, each once, found by the digest of its
// bytes.
//
//     CANYU_TRY(const media::Reencoded picture, reencoder.reencode(upload));       // outside of the closure
//     store.write([&](db::Writer& w) { media::store(w, ids, person, picture, now); });
//     "![…](" + media::address(picture.digest, media::Size::full) + ")"            // what goes into the text
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/shape.hpp"
#include "platform/media/address.hpp"
#include "platform/media/reencoder.hpp"

namespace canyu::db {
class Reader;
class Writer;
}  // namespace canyu::db

namespace canyu::media {

struct File {
    std::string content_type;
    Bytes bytes;
};
BOOST_DESCRIBE_STRUCT(File, (), (content_type, bytes))

// What one person may add in a day: pictures are the one thing by which a few could fill the disk.
inline constexpr std::int64_t day_limit = 200 * 1024 * 1024;  // bytes
// 422 "media.enough_for_today" for who has added `limit` bytes within a day.
Result<void> may_store(db::Reader& reader, Id person, Time now, std::int64_t limit = day_limit);
// Keeps the picture unless somebody has brought the same before.
void store(db::Writer& writer, IdSource& ids, Id person, const Reencoded& picture, Time now);

// The bytes under a digest never change: answer them as immutable, with the digest as their tag.
std::optional<File> find(db::Reader& reader, const std::string& digest, Size size);

// The digests of what a person brought.
std::vector<std::string> brought_by(db::Reader& reader, Id person);
void remove(db::Writer& writer, const std::string& digest);

// Without its bytes; what markdown::Known asks for.
std::optional<Picture> describe(db::Reader& reader, const std::string& digest);

}  // namespace canyu::media
