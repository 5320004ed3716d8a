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
constexpr std::string_view format = "canyu surfacing index 3\n";
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

// What stands for a slot in the image, where those of removed reports are left out.
std::vector<Slot> places_of(const Collection& collection) {
    std::vector<Slot> places;
    places.reserve(collection.entries().size());
    Slot next = 0;
    for (const Entry& entry : collection.entries()) places.push_back(entry.report ? next++ : none);
    return places;
}

// Every posting is a record, so that a term of any number of reports fits into frames.
void write_term(const Collection& collection, TermId term, std::span<const Slot> places,
                FrameWriter& frames) {
    const Postings& postings = collection.postings(term);
    frames.text(collection.terms().text(term));
    frames.number(postings.reports());
    frames.end_record();
    Slot next = 0;
    std::vector<std::uint8_t> bytes;
    postings.for_each([&](Slot slot, std::uint32_t title, std::uint32_t body) {
        bytes.clear();
        append_saying(bytes, {places[slot] - next, static_cast<std::uint16_t>(title),
                              static_cast<std::uint16_t>(body)});
        frames.bytes(bytes);
        frames.end_record();
        next = places[slot] + 1;
    });
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

// Tells whether two lists hold the same, in whatever order: a sum of what each part is mixed to (an additive
// multiset hash; Clarke, Devadas, van Dijk, Gassend, Suh 2003).
class SumOfSayings {
  public:
    // Times are counted as postings have them.
    void add(Slot slot, const Saying& saying) {
        const std::uint32_t times = std::min<std::uint32_t>(saying.title, Postings::most_times) << 8 |
                                    std::min<std::uint32_t>(saying.body, Postings::most_times);
        std::uint64_t mixed = (std::uint64_t{saying.term} << 32 | slot) * 0x9E3779B97F4A7C15 + times;
        mixed = (mixed ^ mixed >> 32) * 0xBF58476D1CE4E5B9;
        sum_ += mixed ^ mixed >> 29;
    }
    friend bool operator==(const SumOfSayings&, const SumOfSayings&) = default;

  private:
    std::uint64_t sum_ = 0;
};

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
    const std::vector<Slot> places = places_of(collection);
    for (const TermId term : used) write_term(collection, term, places, frames);
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
        if (!read_head(mark)) return nullptr;
        for (TermId term = 0; term < terms_; ++term)
            if (!read_term() || !read_postings(term)) return nullptr;
        // As many as have words, since a few bytes may claim any number.
        collection_->reserve(std::min(reports_, words_));
        for (Slot slot = 0; slot < reports_; ++slot)
            if (!read_report(slot)) return nullptr;
        if (!frames_.at_end() || said_ != posted_) return nullptr;
        return std::move(collection_);
    }

  private:
    bool read_head(std::string& mark) {
        std::array<char, format.size()> line{};
        in_.read(line.data(), line.size());
        if (std::string_view(line.data(), static_cast<std::size_t>(in_.gcount())) != format) return false;
        std::uint64_t made = 0;
        std::string_view text;
        if (!frames_.begin_record() || !frames_.number(made, none) || made != how_terms_are_made() ||
            !frames_.text(text, longest_mark) || !frames_.number(terms_, none - 1) ||
            !frames_.number(reports_, most_slots))
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

    bool read_postings(TermId term) {
        std::uint64_t count = 0;
        if (!frames_.number(count, reports_)) return false;
        words_ += count;
        postings_.clear();
        Slot next = 0;
        for (; count > 0; --count) {
            Saying posting{};  // its term is how many reports lie between
            if (!frames_.begin_record() || !read_saying(posting, reports_ - next)) return false;
            next += posting.term;
            postings_.append(next, posting.title, posting.body);
            posted_.add(next++, {term, posting.title, posting.body});
        }
        collection_->postings_[term] = postings_;  // a copy is as long as it must be
        return true;
    }

    bool read_report(Slot slot) {
        Entry entry;
        std::int64_t id = 0;
        std::int64_t demand = 0;
        std::uint64_t title = 0;
        std::uint64_t body = 0;
        if (!frames_.begin_record() || !frames_.fixed(id) || !frames_.fixed(demand) ||
            !frames_.fixed(entry.said) || !frames_.fixed(entry.mark) ||
            !frames_.number(title, longest_field) || !frames_.number(body, longest_field) || !id ||
            collection_->slot_of(Id{id}) != none || !read_sayings(slot) || !read_lines())
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

    // A term stands once in a report, since it does in postings.
    bool read_sayings(Slot slot) {
        std::uint64_t count = 0;
        if (!frames_.number(count, terms_)) return false;
        const std::size_t begin = frames_.place();
        for (; count > 0; --count) {
            Saying saying{};
            if (!read_saying(saying, terms_)) return false;
            said_.add(slot, saying);
        }
        collection_->sayings_.append(frames_.since(begin));
        return true;
    }

    // Of a term below `terms`.
    bool read_saying(Saying& saying, std::uint64_t terms) {
        std::uint64_t number = 0;
        std::uint64_t title = 0;
        std::uint64_t body = 0;
        if (!frames_.number(number, std::uint64_t{none} << 2) || number >> 2 >= terms) return false;
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

    std::istream& in_;
    FrameReader frames_;
    std::unique_ptr<Collection> collection_;
    std::uint64_t terms_ = 0;
    std::uint64_t reports_ = 0;
    std::uint64_t words_ = 0;  // that all reports say
    Postings postings_;        // of the term that is read
    SumOfSayings posted_;
    SumOfSayings said_;
    std::span<const std::uint8_t> lines_;  // of the report that is read
};

std::unique_ptr<Collection> read_image(std::istream& in, const Options& options, std::string& mark) {
    return ImageReader(in, options).read(mark);
}

}  // namespace canyu::surfacing
