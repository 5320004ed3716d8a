// A JSON document of another program, looked at by names and paths.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canyu::imports {

// An object's texts as they are, whole numbers in digits, "true" and "false"; nothing of what is null or
// nested.
using Members = std::map<std::string, std::string, std::less<>>;

// "" where there is none of that name.
std::string member(const Members& members, std::string_view name);

class JsonDocument {
  public:
    static constexpr std::uintmax_t largest = std::uintmax_t{64} << 20;  // bytes

    // Nothing for what is no JSON or nests deeper than 32.
    static std::optional<JsonDocument> parse(std::string_view text);
    // Nothing for a file that cannot be read, is larger than `largest`, or holds no JSON.
    static std::optional<JsonDocument> read(const std::string& path);
    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    ~JsonDocument();

    // Of the document itself; nothing when it is no object.
    Members members() const;
    // The objects of the list that is reached by these names, in order; nothing when there is no such list.
    std::optional<std::vector<Members>> objects(const std::vector<std::string_view>& path) const;

  private:
    struct Tree;
    explicit JsonDocument(std::unique_ptr<Tree> tree);
    std::unique_ptr<Tree> tree_;
};

}  // namespace canyu::imports
