// Images of an index: no bytes break the reader, and what it accepts is an index that can be asked, changed
// and written again.
#include <cstdint>
#include <sstream>

#include "base/check.hpp"
#include "engines/surfacing/frames.hpp"
#include "engines/surfacing/index.hpp"

using namespace canyu;
using namespace canyu::surfacing;

namespace {

std::string written(const Index& index) {
    std::ostringstream out;
    CANYU_CHECK(index.write(out, {}));
    return out.str();
}

std::optional<IndexImage> read(const std::string& bytes) {
    std::istringstream in(bytes);
    return Index::read(in);
}

// The input as the records of an image with right checksums, in place of the two numbers "no terms, no
// reports".
std::string framed(std::span<const std::uint8_t> input) {
    constexpr std::size_t line = 24;
    constexpr std::size_t head = 8;
    static const std::string empty = written(Index());
    std::vector<std::uint8_t> records(empty.begin() + line + head, empty.end() - 2);
    records.insert(records.end(), input.begin(), input.end());
    std::ostringstream out;
    FrameWriter frames(out);
    frames.bytes(records);
    CANYU_CHECK(frames.finish());
    return empty.substr(0, line) + out.str();
}

void use(Index& index) {
    const std::optional<IndexImage> again = read(written(index));
    CANYU_CHECK(again && again->index.stored() == index.stored());
    for (const Match& match : index.find({.title = "a 锁屏", .body = "b"}))
        CANYU_CHECK(index.contains(match.report));
    for (const StoredReport& stored : index.stored()) {
        if (stored.demand) index.assign(stored.report, Id{1});
        CANYU_CHECK(index.remove(stored.report));
    }
    CANYU_CHECK(index.size() == 0 && index.find({.title = "a 锁屏", .body = "b"}).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (auto image = read({reinterpret_cast<const char*>(data), size})) use(image->index);
    if (auto image = read(framed({data, size}))) use(image->index);
    return 0;
}
