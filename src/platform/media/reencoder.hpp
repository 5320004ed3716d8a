// Makes a picture of our own out of what somebody uploaded, in a child process with limits.
#pragma once

#include <atomic>
#include <cstdint>
#include <semaphore>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/shape.hpp"
#include "platform/media/address.hpp"

namespace canyu::media {

// WebP, turned the right way up, with no metadata and no byte of the upload.
struct Reencoded {
    Picture picture;
    std::string digest;  // of `full`: SHA-256 as 64 hexadecimal digits
    Bytes full;
    Bytes preview;
};

struct ReencoderOptions {
    std::string program = "/proc/self/exe";  // the running one, even after an upgrade replaced its file
    int at_once = 2;                         // children; each may take a processor and a gigabyte
    int most_waiting = 4;                    // for a place; a worker waits with each, and others need workers
    Milliseconds patience{10'000};           // for a free place
    Milliseconds timeout{40'000};            // for one picture
};

class Reencoder {
  public:
    explicit Reencoder(ReencoderOptions options = {});

    // JPEG, PNG, WebP and GIF, known by their bytes. Blocks for as long as the child works (tens of
    // milliseconds for a photograph); any thread may call it, outside of write closures. 415
    // "media.not_an_image", 413 "media.too_large" (bytes or pixels), 422 "media.broken", 503 "media.busy".
    // Throws when the child cannot work at all: that is the machine's fault.
    Result<Reencoded> reencode(std::string_view upload);

  private:
    bool take_place();

    ReencoderOptions options_;
    std::counting_semaphore<> places_;
    std::atomic<int> waiting_{0};
};

}  // namespace canyu::media
