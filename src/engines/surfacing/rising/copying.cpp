// Phrases are hashed as they are read; each remembers who said it first.
#include "engines/surfacing/rising/copying.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "engines/surfacing/tokens.hpp"

namespace canyu::surfacing {
namespace {

constexpr std::size_t words_in_phrase = 3;
constexpr std::size_t characters_in_phrase = 5;  // about three words of Chinese

// FNV-1a, and the finaliser of SplitMix64 (Steele, Lea, Flood 2014), so that the smallest hashes are a fair
// draw of a text's phrases.
constexpr std::uint64_t hash_basis = 0xcbf29ce484222325U;
constexpr std::uint64_t hash_prime = 0x100000001b3U;

std::uint64_t hash_of(std::string_view term) {
    std::uint64_t hash = hash_basis;
    for (const char byte : term) hash = (hash ^ static_cast<unsigned char>(byte)) * hash_prime;
    return hash;
}

std::uint64_t mixed(std::uint64_t hash) {
    hash = (hash ^ (hash >> 30U)) * 0xbf58476d1ce4e5b9U;
    hash = (hash ^ (hash >> 27U)) * 0x94d049bb133111ebU;
    return hash ^ (hash >> 31U);
}

bool has_digit(std::string_view term) {
    return std::ranges::any_of(term, [](char letter) { return letter >= '0' && letter <= '9'; });
}

class PhraseReader {
  public:
    void read(std::string_view text) {
        run_.clear();
        const Tokens tokens = tokenise(text);
        for (const Token& token : tokens.all)
            if (token.kind != TokenKind::bigram && token.kind != TokenKind::part)
                take(token.kind, tokens.term(token));
    }

    Phrases result() {
        std::ranges::sort(phrases_);
        phrases_.erase(std::ranges::unique(phrases_).begin(), phrases_.end());
        phrases_.resize(std::min(phrases_.size(), kept_phrases));
        return std::move(phrases_);
    }

  private:
    void take(TokenKind kind, std::string_view term) {
        if (kind == TokenKind::identifier || has_digit(term)) return run_.clear();
        if (kind != kind_) run_.clear();
        kind_ = kind;
        run_.push_back(hash_of(term));
        const std::size_t length = kind == TokenKind::word ? words_in_phrase : characters_in_phrase;
        if (run_.size() < length) return;
        std::uint64_t phrase = hash_basis;
        for (std::size_t i = run_.size() - length; i < run_.size(); ++i) phrase = mixed(phrase ^ run_[i]);
        phrases_.push_back(static_cast<std::uint32_t>(phrase));
    }

    Phrases phrases_;
    TokenKind kind_ = TokenKind::word;
    std::vector<std::uint64_t> run_;  // of one kind, nothing between
};

}  // namespace

Phrases phrases_of(std::string_view title, std::string_view body) {
    PhraseReader reader;
    reader.read(title);
    reader.read(body);
    return reader.result();
}

Copy Copying::hear(const SaidWords& words) {
    Copy copy = compare(words);
    remember(words);
    return copy;
}

Copy Copying::compare(const SaidWords& words) const {
    double telling = 0;
    double taken = 0;
    std::map<std::pair<Id, Id>, double> taken_from;  // (report, person)
    for (const std::uint32_t phrase : words.phrases) {
        const auto known = uses_.find(phrase);
        if (known != uses_.end() && is_common(known->second)) continue;
        ++telling;
        if (known == uses_.end() || known->second.person == words.person ||
            words.said - known->second.last >= options_.remembered)
            continue;
        ++taken;
        ++taken_from[{known->second.report, known->second.person}];
    }
    Copy copy;
    if (taken == 0) return copy;
    const double excess =
        (taken / telling - options_.honest_share) / (options_.copied_share - options_.honest_share);
    copy.correlation = std::clamp(excess, 0.0, 1.0) * telling / (telling + options_.evidence_phrases);
    copy.from =
        std::ranges::max_element(taken_from, {}, [](const auto& one) { return one.second; })->first.second;
    if (copy.correlation < options_.copy_from) return copy;
    for (const auto& [source, phrases] : taken_from)
        if (phrases >= options_.source_share * telling) copy.sources.push_back(source.first);
    return copy;
}

void Copying::remember(const SaidWords& words) {
    forget_old(words.said);
    for (const std::uint32_t phrase : words.phrases) {
        Use& use = uses_[phrase];
        if (!use.report || (!is_common(use) && words.said - use.last >= options_.remembered))
            use = {.report = words.report, .person = words.person, .last = words.said, .established = {}};
        use.last = words.said;
        if (!words.established || use.established == words.person) continue;
        use.established = words.person;
        use.established_people = std::min<std::uint8_t>(use.established_people + 1, Use::people_to_be_common);
    }
}

// Twice in the remembered time, so that a sweep costs little and memory stays near what is remembered.
void Copying::forget_old(Time now) {
    if (now - swept_ < options_.remembered / 2) return;
    boost::unordered::erase_if(uses_, [&](const auto& use) {
        return !is_common(use.second) && now - use.second.last >= options_.remembered;
    });
    swept_ = now;
}

}  // namespace canyu::surfacing
