#include "features/imports/json_document.hpp"

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace canyu::imports {
namespace {

namespace json = boost::json;

Members members_of(const json::value& value) {
    Members members;
    if (!value.is_object()) return members;
    for (const auto& [name, held] : value.get_object()) {
        if (held.is_string())
            members.emplace(name, std::string(held.get_string()));
        else if (held.is_int64() || held.is_uint64() || held.is_bool())
            members.emplace(name, json::serialize(held));
    }
    return members;
}

}  // namespace

struct JsonDocument::Tree {
    json::value root;
};

std::string member(const Members& members, std::string_view name) {
    const auto found = members.find(name);
    return found == members.end() ? "" : found->second;
}

JsonDocument::JsonDocument(std::unique_ptr<Tree> tree) : tree_(std::move(tree)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

std::optional<JsonDocument> JsonDocument::parse(std::string_view text) {
    boost::system::error_code error;
    auto tree = std::make_unique<Tree>();
    tree->root = json::parse(json::string_view(text.data(), text.size()), error);
    if (error) return std::nullopt;
    return JsonDocument(std::move(tree));
}

std::optional<JsonDocument> JsonDocument::read(const std::string& path) {
    std::error_code error;
    if (std::filesystem::file_size(path, error) > largest || error) return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    return parse(text);
}

Members JsonDocument::members() const {
    return members_of(tree_->root);
}

std::optional<std::vector<Members>> JsonDocument::objects(const std::vector<std::string_view>& path) const {
    const json::value* at = &tree_->root;
    for (const std::string_view name : path) {
        at = at->is_object() ? at->get_object().if_contains({name.data(), name.size()}) : nullptr;
        if (at == nullptr) return std::nullopt;
    }
    if (!at->is_array()) return std::nullopt;
    std::vector<Members> objects;
    for (const json::value& element : at->get_array()) objects.push_back(members_of(element));
    return objects;
}

}  // namespace canyu::imports
