// How people write a term that is compared by its folded stem. Internal to the engine.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "engines/surfacing/tokens.hpp"

namespace canyu::surfacing {

class Spellings {
  public:
    void count(std::string_view text, const Range& shown) {
        ++counts_[std::string(text.substr(shown.begin, shown.end - shown.begin))];
    }

    // Of equally common ones the first in byte order; one must have been counted.
    [[nodiscard]] const std::string& commonest() const {
        return std::ranges::max_element(counts_, {}, [](const auto& spelling) { return spelling.second; })
            ->first;
    }

  private:
    std::map<std::string, std::int64_t> counts_;
};

}  // namespace canyu::surfacing
