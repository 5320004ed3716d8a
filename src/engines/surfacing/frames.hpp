// Bytes on their way to a stream and back, in pieces that each carry a checksum. Internal to the engine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <span>
#include <string_view>
#include <vector>

namespace canyu::surfacing {

// CRC-32 as gzip has it. Pure.
std::uint32_t checksum(std::span<const std::uint8_t> bytes);

// A frame: its payload's size and checksum, four bytes each, the lowest first, and the payload. Sizes above
// this are refused.
inline constexpr std::size_t largest_frame = std::size_t{64} << 20;

// What is put in between two ends of record stays in one frame.
class FrameWriter {
  public:
    explicit FrameWriter(std::ostream& out) : out_(out) {}

    void number(std::uint64_t number);  // seven bits a byte, as append_number writes it
    void fixed(std::int64_t number);    // eight bytes
    void bytes(std::span<const std::uint8_t> bytes);
    void text(std::string_view text);  // its length and its bytes
    void end_record();
    // Writes what is left; false when the stream failed at any time.
    bool finish();

  private:
    void write_frame();

    std::ostream& out_;
    std::vector<std::uint8_t> payload_;
};

// Any bytes are good input: what is not there, damaged or too long is answered with false, and then for ever.
class FrameReader {
  public:
    explicit FrameReader(std::istream& in) : in_(in) {}

    // To be called before every record.
    bool begin_record() { return at_ < payload_.size() || read_frame(); }
    bool number(std::uint64_t& number, std::uint64_t most) {
        number = 0;
        for (unsigned shift = 0; at_ < payload_.size() && shift < 64; shift += 7) {
            const std::uint8_t byte = payload_[at_++];
            number |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80) return number <= most;
        }
        return false;
    }
    bool fixed(std::int64_t& number);
    // Valid until the next begin_record().
    bool bytes(std::span<const std::uint8_t>& bytes, std::size_t size);
    bool text(std::string_view& text, std::size_t longest);
    // How much of the frame was read, and the bytes that were read since then. Valid until the next
    // begin_record().
    [[nodiscard]] std::size_t place() const { return at_; }
    [[nodiscard]] std::span<const std::uint8_t> since(std::size_t place) const {
        return std::span(payload_).subspan(place, at_ - place);
    }
    // Whether everything was read and nothing comes after it.
    bool at_end();

  private:
    bool read_frame();

    std::istream& in_;
    std::vector<std::uint8_t> payload_;
    std::size_t at_ = 0;
};

}  // namespace canyu::surfacing
