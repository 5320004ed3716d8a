#include "engines/surfacing/frames.hpp"

#include <zlib.h>

#include <array>
#include <istream>
#include <ostream>

#include "base/check.hpp"
#include "engines/surfacing/sayings.hpp"

namespace canyu::surfacing {
namespace {

constexpr std::size_t usual_frame = std::size_t{256} << 10;
constexpr std::size_t head_size = 8;

using Head = std::array<std::uint8_t, head_size>;

void put_word(std::uint8_t* to, std::uint32_t word) {
    for (unsigned i = 0; i < 4; ++i) to[i] = static_cast<std::uint8_t>(word >> 8 * i);
}

std::uint32_t word_at(const std::uint8_t* from) {
    std::uint32_t word = 0;
    for (unsigned i = 0; i < 4; ++i) word |= std::uint32_t{from[i]} << 8 * i;
    return word;
}

bool read_exactly(std::istream& in, std::span<std::uint8_t> bytes) {
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return in.gcount() == static_cast<std::streamsize>(bytes.size());
}

}  // namespace

std::uint32_t checksum(std::span<const std::uint8_t> bytes) {
    return static_cast<std::uint32_t>(crc32_z(0, bytes.data(), bytes.size()));
}

void FrameWriter::number(std::uint64_t number) {
    append_number(payload_, number);
}

void FrameWriter::fixed(std::int64_t number) {
    for (unsigned i = 0; i < 8; ++i)
        payload_.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> 8 * i));
}

void FrameWriter::bytes(std::span<const std::uint8_t> bytes) {
    payload_.insert(payload_.end(), bytes.begin(), bytes.end());
}

void FrameWriter::text(std::string_view text) {
    number(text.size());
    payload_.insert(payload_.end(), text.begin(), text.end());
}

void FrameWriter::end_record() {
    if (payload_.size() >= usual_frame) write_frame();
}

bool FrameWriter::finish() {
    if (!payload_.empty()) write_frame();
    return out_.flush().good();
}

void FrameWriter::write_frame() {
    CANYU_CHECK(payload_.size() <= largest_frame);
    Head head{};
    put_word(head.data(), static_cast<std::uint32_t>(payload_.size()));
    put_word(head.data() + 4, checksum(payload_));
    out_.write(reinterpret_cast<const char*>(head.data()), head.size());
    out_.write(reinterpret_cast<const char*>(payload_.data()), static_cast<std::streamsize>(payload_.size()));
    payload_.clear();
}

bool FrameReader::fixed(std::int64_t& number) {
    std::span<const std::uint8_t> eight;
    if (!bytes(eight, 8)) return false;
    number = static_cast<std::int64_t>(word_at(eight.data()) |
                                       static_cast<std::uint64_t>(word_at(eight.data() + 4)) << 32);
    return true;
}

bool FrameReader::bytes(std::span<const std::uint8_t>& bytes, std::size_t size) {
    if (size > payload_.size() - at_) return false;
    bytes = std::span(payload_).subspan(at_, size);
    at_ += size;
    return true;
}

bool FrameReader::text(std::string_view& text, std::size_t longest) {
    std::uint64_t length = 0;
    std::span<const std::uint8_t> letters;
    if (!number(length, longest) || !bytes(letters, length)) return false;
    text = {reinterpret_cast<const char*>(letters.data()), letters.size()};
    return true;
}

bool FrameReader::at_end() {
    return at_ == payload_.size() && in_.peek() == std::istream::traits_type::eof();
}

bool FrameReader::read_frame() {
    Head head{};
    if (!read_exactly(in_, head)) return false;
    const std::uint32_t size = word_at(head.data());
    if (size == 0 || size > largest_frame) return false;
    payload_.resize(size);
    at_ = 0;
    return read_exactly(in_, payload_) && checksum(payload_) == word_at(head.data() + 4);
}

}  // namespace canyu::surfacing
