// The terms reports say, each with a number. Internal to the engine.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace canyu::surfacing {

using TermId = std::uint32_t;  // from 0, in the order in which terms were first said
inline constexpr std::uint32_t none = 0xFFFFFFFF;

// The texts stand one after another in one piece of memory and are found by a table of numbers, so that a
// term costs little more than its bytes. Threads: as Index.
class Terms {
  public:
    Terms() = default;
    Terms(const Terms&) = delete;  // the table's functions refer to this object
    Terms& operator=(const Terms&) = delete;

    // The number of a term, new or known.
    TermId intern(std::string_view term);
    [[nodiscard]] TermId find(std::string_view term) const;  // none when it is not known
    // Until the next intern().
    [[nodiscard]] std::string_view text(TermId term) const {
        return std::string_view(texts_).substr(begins_[term], begins_[term + 1] - begins_[term]);
    }
    [[nodiscard]] bool is_character(TermId term) const { return are_characters_[term]; }
    [[nodiscard]] std::size_t size() const { return are_characters_.size(); }

  private:
    struct Hash {
        using is_transparent = void;
        const Terms* terms;
        std::size_t operator()(std::string_view text) const { return boost::hash<std::string_view>()(text); }
        std::size_t operator()(TermId term) const { return (*this)(terms->text(term)); }
    };
    struct Same {
        using is_transparent = void;
        const Terms* terms;
        bool operator()(TermId one, TermId other) const { return one == other; }
        bool operator()(std::string_view text, TermId term) const { return text == terms->text(term); }
        bool operator()(TermId term, std::string_view text) const { return text == terms->text(term); }
    };

    std::string texts_;
    std::vector<std::uint64_t> begins_ = {0};  // of every term and of the one to come
    std::vector<bool> are_characters_;
    boost::unordered_flat_set<TermId, Hash, Same> numbers_{0, Hash{this}, Same{this}};
};

}  // namespace canyu::surfacing
