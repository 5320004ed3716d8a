#include "engines/surfacing/image.hpp"

#include <unicode/uversion.h>

#include <algorithm>
#include <array>
#include <istream>
#include <numeric>
#include <ostream>
#include <utility>

#include "base/check.hpp"
#include "base/text.hpp"
#include "engines/surfacing/frames.hpp"

namespace canyu::surfacing {
namespace {

// To be changed when terms or bytes are made in another way.
constexpr std::string_view format = "canyu surfacing index 2\n";
constexpr std::size_t longest_term_bytes = std::size_t{64} * 4;
constexpr std::uint64_t longest_field = std::numeric_limits<std::uint16_t>::max();  // tokens

// Other versions of ICU or of the stemmer may cut or fold words in another way; then an old image would find
// nothing.
std::uint32_t how_terms_are_made() {
    const Tokens sample =
        tokenise("鎖屏拍照慢, ﾊﾛｰ ㎏ 😂 onCreateView() didn't Running 4.4.2 Straße сохранения ﷺ việt");
    UVersionInfo version{};
    u_getVersion(version);
    std::vector<std::uint8_t> bytes(std::begin(version), std::end(version));
    for (const Token& token : sample.all) {
        bytes.push_back(static_cast<std::uint8_t>(token.kind));
        const std::string_view term = sample.term(token);
        bytes.insert(bytes.end(), term.begin(), term.end());
    }
    return checksum(bytes);
}

// Those that any report says, the most said first: the smaller a number the fewer bytes it takes.
std::vector<TermId> used_terms(const Collection& collection) {
    std::vector<TermId> used;
    for (TermId term = 0; term < collection.terms().size(); ++term)
        if (collection.postings(term).reports() > 0) used.push_back(term);
    std::ranges::sort(used, std::ranges::greater(), [&](TermId term) {
        return std::pair(collection.postings(term).reports(), none - term);
    });
    return used;
}

void write_report(const Collection& collection, Slot slot, std::span<const TermId> numbers,
                  FrameWriter& frames, std::vector<std::uint8_t>& sayings) {
    const Entry& entry = collection.entries()[slot];
    frames.fixed(entry.report.value);
    frames.fixed(collection.demand_of(slot).value);
    frames.fixed(entry.said);
    frames.fixed(entry.mark);
    frames.number(collection.lengths()[slot].title);
    frames.number(collection.lengths()[slot].body);
    sayings.clear();
    std::size_t count = 0;
    SayingReader reader = collection.sayings(slot);
    for (Saying saying; reader.next(saying); ++count)
        append_saying(sayings, {numbers[saying.term], saying.title, saying.body});
    frames.number(count);
    frames.bytes(sayings);
    frames.number(collection.lines(slot).size() / packed_bytes);
    frames.bytes(collection.lines(slot));
    frames.end_record();
}

}  // namespace

bool write_image(const Collection& collection, std::ostream& out, std::string_view mark) {
    CANYU_CHECK(mark.size() <= longest_mark);
    const std::vector<TermId> used = used_terms(collection);
    std::vector<TermId> numbers(collection.terms().size(), none);
    for (TermId number = 0; number < used.size(); ++number) numbers[used[number]] = number;
    out.write(format.data(), static_cast<std::streamsize>(format.size()));
    FrameWriter frames(out);
    frames.number(how_terms_are_made());
    frames.text(mark);
    frames.number(used.size());
    frames.number(collection.size());
    frames.end_record();
    for (const TermId term : used) {
        frames.text(collection.terms().text(term));
        frames.end_record();
    }
    std::vector<std::uint8_t> sayings;
    for (Slot slot = 0; slot < collection.entries().size(); ++slot)
        if (collection.entries()[slot].report) write_report(collection, slot, numbers, frames, sayings);
    return frames.finish();
}

class ImageReader {
  public:
    ImageReader(std::istream& in, const Options& options)
        : in_(in), frames_(in), collection_(std::make_unique<Collection>(options)) {}

    // Nothing when anything is not as it should be.
    std::unique_ptr<Collection> read(std::string& mark) {
        std::uint64_t terms = 0;
        std::uint64_t reports = 0;
        if (!read_head(mark, terms, reports)) return nullptr;
        for (; terms > 0; --terms)
            if (!read_term()) return nullptr;
        lists_.resize(collection_->terms_.size());
        for (; reports > 0; --reports)
            if (!read_report()) return nullptr;
        if (!frames_.at_end()) return nullptr;
        make_postings();
        return std::move(collection_);
    }

  private:
    // What is known of a term's postings before they are made.
    struct List {
        Slot last = none;
        std::uint32_t words = 0;
    };

    bool read_head(std::string& mark, std::uint64_t& terms, std::uint64_t& reports) {
        std::array<char, format.size()> line{};
        in_.read(line.data(), line.size());
        if (std::string_view(line.data(), static_cast<std::size_t>(in_.gcount())) != format) return false;
        std::uint64_t made = 0;
        std::string_view text;
        if (!frames_.begin_record() || !frames_.number(made, none) || made != how_terms_are_made() ||
            !frames_.text(text, longest_mark) || !frames_.number(terms, none - 1) ||
            !frames_.number(reports, none - 1))
            return false;
        mark = text;
        return true;
    }

    bool read_term() {
        std::string_view text;
        if (!frames_.begin_record() || !frames_.text(text, longest_term_bytes)) return false;
        if (text.empty() || !valid_utf8(text)) return false;
        const std::size_t known = collection_->terms_.size();
        collection_->intern(text);
        return collection_->terms_.size() > known;
    }

    bool read_report() {
        Entry entry;
        std::int64_t id = 0;
        std::int64_t demand = 0;
        std::uint64_t title = 0;
        std::uint64_t body = 0;
        if (!frames_.begin_record() || !frames_.fixed(id) || !frames_.fixed(demand) ||
            !frames_.fixed(entry.said) || !frames_.fixed(entry.mark) ||
            !frames_.number(title, longest_field) || !frames_.number(body, longest_field) || !id ||
            collection_->slot_of(Id{id}) != none || !read_sayings() || !read_lines())
            return false;
        entry.report = Id{id};
        collection_->enter(entry, {static_cast<std::uint16_t>(title), static_cast<std::uint16_t>(body)},
                           Id{demand}, lines_);
        return true;
    }

    bool read_lines() {
        std::uint64_t count = 0;
        if (!frames_.number(count, known_lines) || !frames_.bytes(lines_, count * packed_bytes)) return false;
        std::int64_t last = -1;
        bool ascending = true;
        for_each_number(lines_, [&](std::uint32_t number) {
            ascending = ascending && number > last;
            last = number;
        });
        return ascending;
    }

    bool read_sayings() {
        const auto slot = static_cast<Slot>(collection_->entries_.size());
        sayings_.clear();
        std::uint64_t count = 0;
        if (!frames_.number(count, lists_.size())) return false;
        for (; count > 0; --count) {
            Saying saying{};
            if (!read_saying(saying)) return false;
            List& list = lists_[saying.term];
            if (list.last == slot) return false;  // a term stands once in a report
            if (list.last == none || list.last >> page_bits != slot >> page_bits) ++list.words;
            ++list.words;
            list.last = slot;
            append_saying(sayings_, saying);
        }
        collection_->sayings_.append(sayings_);
        return true;
    }

    bool read_saying(Saying& saying) {
        std::uint64_t number = 0;
        std::uint64_t title = 0;
        std::uint64_t body = 0;
        if (!frames_.number(number, std::uint64_t{none} << 2) || number >> 2 >= lists_.size()) return false;
        switch (number & 3) {
            case 0:
                body = 1;
                break;
            case 1:
                title = 1;
                break;
            case 2:
                title = body = 1;
                break;
            default:
                if (!frames_.number(title, longest_field) || !frames_.number(body, longest_field))
                    return false;
        }
        saying = {static_cast<TermId>(number >> 2), static_cast<std::uint16_t>(title),
                  static_cast<std::uint16_t>(body)};
        return title + body > 0;
    }

    // Every list as long as it will be, so that nothing is moved or left over.
    void make_postings() {
        for (TermId term = 0; term < lists_.size(); ++term)
            collection_->postings_[term].reserve(lists_[term].words);
        std::vector<Saying> all;
        for (Slot slot = 0; slot < collection_->entries_.size(); ++slot) {
            all.clear();
            SayingReader reader = collection_->sayings(slot);
            for (Saying saying; reader.next(saying);) all.push_back(saying);
            // The lists lie anywhere in memory: waiting for one after another would be most of the time.
            for (const Saying& saying : all) __builtin_prefetch(&collection_->postings_[saying.term]);
            for (const Saying& saying : all) collection_->postings_[saying.term].prefetch_end();
            for (const Saying& saying : all)
                collection_->postings_[saying.term].append(slot, saying.title, saying.body);
        }
    }

    std::istream& in_;
    FrameReader frames_;
    std::unique_ptr<Collection> collection_;
    std::vector<List> lists_;  // of every term
    std::vector<std::uint8_t> sayings_;
    std::span<const std::uint8_t> lines_;  // of the report that is read
};

std::unique_ptr<Collection> read_image(std::istream& in, const Options& options, std::string& mark) {
    return ImageReader(in, options).read(mark);
}

}  // namespace canyu::surfacing
