// A trie of path segments; a node tries its literal children, then its parameter child, then its rest routes.
#include "platform/http/router.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/check.hpp"

namespace canyu::http {
namespace {

constexpr std::size_t method_count = static_cast<std::size_t>(Method::other) + 1;

struct Entry {
    std::size_t route;
    std::vector<std::string> names;  // of the parameters, in the order of the path
};
using Entries = std::array<std::optional<Entry>, method_count>;

std::size_t index_of(Method method) {
    return static_cast<std::size_t>(method);
}

// The first segment of "a/b/c" and the rest after its slash; nothing is left after the last one.
struct Split {
    std::string_view segment;
    std::optional<std::string_view> rest;
};

Split split(std::string_view path) {
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) return {path, std::nullopt};
    return {path.substr(0, slash), path.substr(slash + 1)};
}

}  // namespace

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    Entries ends;   // routes that end here
    Entries rests;  // routes whose "{name...}" starts here

    // Calls visit(entries, values) for every way `path` leads to routes, best first, until it answers true.
    // Bounded by the trie's depth, not by the path's length.
    template <class Visit>
    bool walk(std::string_view path, std::vector<std::string_view>& values, const Visit& visit) const {
        const auto [segment, rest] = split(path);
        const auto enter = [&](const Node& child) {
            return rest ? child.walk(*rest, values, visit) : visit(child.ends, values);
        };
        if (const auto found = literals.find(segment); found != literals.end() && enter(*found->second)) {
            return true;
        }
        if (path.empty()) return false;
        if (parameter && !segment.empty()) {
            values.push_back(segment);
            if (enter(*parameter)) return true;
            values.pop_back();
        }
        values.push_back(path);
        if (visit(rests, values)) return true;
        values.pop_back();
        return false;
    }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Method method, std::string_view pattern, std::size_t route) {
    CANYU_CHECK(pattern.starts_with('/'));
    Node* node = root_.get();
    Entry entry{route, {}};
    bool is_rest = false;
    for (std::optional<std::string_view> left = pattern.substr(1); left;) {
        CANYU_CHECK(!is_rest);
        const auto [segment, rest] = split(*left);
        left = rest;
        if (!segment.starts_with('{')) {
            CANYU_CHECK(segment.find_first_of("{}") == std::string_view::npos);
            auto& child = node->literals[std::string(segment)];
            if (!child) child = std::make_unique<Node>();
            node = child.get();
            continue;
        }
        CANYU_CHECK(segment.ends_with('}'));
        std::string_view name = segment.substr(1, segment.size() - 2);
        is_rest = name.ends_with("...");
        if (is_rest) name.remove_suffix(3);
        CANYU_CHECK(!name.empty() && name.find_first_of("{}.") == std::string_view::npos);
        CANYU_CHECK(std::ranges::find(entry.names, name) == entry.names.end());
        entry.names.emplace_back(name);
        if (is_rest) continue;
        if (!node->parameter) node->parameter = std::make_unique<Node>();
        node = node->parameter.get();
    }
    auto& slot = (is_rest ? node->rests : node->ends)[index_of(method)];
    CANYU_CHECK(!slot);
    slot = std::move(entry);
}

std::optional<RouteMatch> Router::find(Method method, std::string_view path) const {
    if (!path.starts_with('/')) return std::nullopt;
    std::optional<RouteMatch> match;
    std::vector<std::string_view> values;
    root_->walk(path.substr(1), values, [&](const Entries& entries, const auto& found) {
        const auto* entry = &entries[index_of(method)];
        if (!*entry && method == Method::head) entry = &entries[index_of(Method::get)];
        if (!*entry) return false;
        match = RouteMatch{(*entry)->route, {}};
        match->parameters.reserve(found.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            match->parameters.emplace_back((*entry)->names[i], found[i]);
        }
        return true;
    });
    return match;
}

std::vector<Method> Router::methods(std::string_view path) const {
    if (!path.starts_with('/')) return {};
    std::array<bool, method_count> exists{};
    std::vector<std::string_view> values;
    root_->walk(path.substr(1), values, [&](const Entries& entries, const auto&) {
        for (std::size_t i = 0; i < method_count; ++i) exists[i] = exists[i] || entries[i];
        return false;
    });
    if (exists[index_of(Method::get)]) exists[index_of(Method::head)] = true;
    std::vector<Method> result;
    for (std::size_t i = 0; i < method_count; ++i) {
        if (exists[i]) result.push_back(static_cast<Method>(i));
    }
    return result;
}

}  // namespace canyu::http
