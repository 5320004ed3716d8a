// Request ids: unique, short enough to read out to the service desk, telling nothing to who sees them.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace canyu::http {

// Any thread.
class RequestIds {
  public:
    RequestIds();
    // 12 hexadecimal digits drawn once a process, a dash and a counter: "5f0c1a9be2d4-3e7".
    std::string next();

  private:
    std::string process_;
    std::atomic<std::uint64_t> count_{0};
};

// Whether an id that a trusted proxy sent may go into logs and headers.
bool is_request_id(std::string_view text);

}  // namespace canyu::http
