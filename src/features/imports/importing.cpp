// The way of a file's lines into reports, supports, posts or refusals.
#include <algorithm>

#include "base/text.hpp"
#include "features/imports/arguments.hpp"
#include "features/imports/store.hpp"
#include "features/imports/talk.hpp"

namespace canyu::imports {
namespace {

constexpr std::int64_t kept_refusals = 1000;

web::Language language_of(const ReportLine& line) {
    return web::language_from_tag(line.lang).value_or(web::Language::zh);
}

web::Language language_of_words(const std::string& text) {
    return demand::language_of(text).empty() ? web::Language::en : web::Language::zh;
}

report::ReportKind kind_of(const ReportLine& line) {
    using report::ReportKind;
    if (const auto named = enum_from_name<ReportKind>(line.kind)) return *named;
    if (line.title.empty()) return ReportKind::line;
    return line.kind == "issue" ? ReportKind::bug : ReportKind::experience;
}

// Fits the words into a report's form without losing any: a title that is too long goes on in the text.
report::NewReport words_of(const ReportLine& line, const Import& import) {
    report::NewReport words;
    words.product = import.product_id;
    words.kind = kind_of(line);
    words.title = clean_line(line.title);
    words.text = clean_text(line.text);
    if (count_characters(words.title) > report::most_title) {
        words.text = words.title + "\n\n" + words.text;
        words.title = shorten(words.title, report::most_title - 1);
    }
    if (words.kind == report::ReportKind::line && !words.title.empty()) {
        words.text = words.text.empty() ? words.title : words.title + "\n\n" + words.text;
        words.title.clear();
    }
    words.source = source_of(import.file_name);
    words.source_id = plain_id(line.id);
    if (const auto language = web::language_from_tag(line.lang)) words.lang = tag(*language);
    return words;
}

// One import at work; lives on one thread for one call of import_reports.
class Importing {
  public:
    Importing(const Workshop& workshop, Import import)
        : workshop_(workshop), import_(std::move(import)), latest_(import_.began_at) {}

    // False when the import does not run any more.
    bool take(const NumberedLine& line, double share) {
        refused_.reset();
        const Time before = latest_;
        latest_ = time_of(line).value_or(latest_);
        if (static_cast<std::int64_t>(line.number) <= import_.position) return true;
        place_ = line.place;
        // What follows under the same number would be passed over after a pause.
        if (!line.more) import_.position = static_cast<std::int64_t>(line.number);
        import_.share = share;
        Result<void> taken = std::visit([&](const auto& content) { return put(content); }, line.content);
        if (taken) return true;
        latest_ = before;
        if (taken.error().message.key == stopped_key) return false;
        return refuse_line(taken.error());
    }

    // Lines that were known have not been counted in the database yet.
    void pause() {
        workshop_.store.write([&](db::Writer& writer) { store::save(writer, import_); });
    }

    void finish() {
        const Time now = workshop_.clock.now();
        import_.share = 1;
        workshop_.store.write([&](db::Writer& writer) {
            workshop_.demands.refresh(writer, import_.product_id, Id{}, now);
            store::save(writer, import_);
            store::end(writer, import_.id, ImportState::done, now);
        });
    }

    const Import& import() const { return import_; }
    const Message* refused() const { return refused_ ? &*refused_ : nullptr; }

  private:
    using Counter = std::int64_t Import::*;
    static constexpr std::string_view stopped_key = "imports.ended_already";

    static std::optional<Time> time_of(const NumberedLine& line) {
        return std::visit(
            [](const auto& content) -> std::optional<Time> {
                if constexpr (requires { content.ts; }) return content.ts;
                return std::nullopt;
            },
            line.content);
    }

    Result<void> check_time() const {
        if (latest_ >= Time{} && latest_ <= workshop_.clock.now()) return {};
        return refuse(422, "imports.strange_time");
    }

    // Runs one line's act, which answers what it counts as, and keeps how far the import came with it.
    template <class Act>
    Result<void> write(Act act) {
        Import after;
        Result<void> written = workshop_.store.write([&](db::Writer& writer) -> Result<void> {
            after = import_;
            CANYU_TRY(const Counter counter, act(writer));
            ++(after.*counter);
            if (!store::save(writer, after)) return refuse(409, std::string(stopped_key));
            return {};
        });
        if (written) import_ = after;
        return written;
    }

    std::optional<report::Report> find_report(const std::string& written_id) {
        return workshop_.store.read([&](db::Reader& reader) {
            return report::find(reader, source_of(import_.file_name), plain_id(written_id));
        });
    }

    Id author(db::Writer& writer, const std::string& user, web::Language language) {
        return people::import_author(writer, workshop_.ids, source_of(import_.file_name), user, latest_,
                                     language);
    }
    // Who is not named is somebody of their own: of a thousand nameless lines hardly two are of one person,
    // and a demand would have one voice for ever.
    Id speaker(db::Writer& writer, const std::string& user, const std::string& id, web::Language language) {
        if (!user.empty()) return author(writer, user, language);
        return people::import_author(writer, workshop_.ids, source_of(import_.file_name) + '#' + id, "",
                                     latest_, language);
    }

    // The report and its place are one act: nothing stays in between, whenever the power fails.
    Result<void> put(const ReportLine& line) {
        if (find_report(line.id)) {
            ++import_.known;
            return {};
        }
        if (auto checked = check_time(); !checked) return checked;
        report::NewReport words = words_of(line, import_);
        return write([&](db::Writer& writer) -> Result<Counter> {
            words.person = speaker(writer, line.user, plain_id(line.id), language_of(line));
            CANYU_TRY(const Id report, workshop_.demands.report(writer, words, latest_));
            CANYU_TRY([[maybe_unused]] const Id demand,
                      workshop_.demands.place(writer, report, Id{}, workshop_.clock.now()));
            return &Import::reports;
        });
    }

    Result<void> put(const SupportLine& line) {
        const auto report = find_report(line.report);
        if (!report || !report->demand_id)
            return refuse(422, "report_lines.support_of_unknown", {{"id", plain_id(line.report)}});
        if (auto checked = check_time(); !checked) return checked;
        return write([&](db::Writer& writer) -> Result<Counter> {
            const Id person = author(writer, line.user, web::Language::zh);
            CANYU_TRY(const bool is_new, workshop_.demands.take_support(writer, *report->demand_id, person,
                                                                        latest_, workshop_.clock.now()));
            return is_new ? &Import::supports : &Import::known;
        });
    }

    // A topic, a post or a comment; `talk.cpp` knows where each belongs.
    template <class Line>
    Result<void> put_words(const Line& line) {
        const Talk talk{workshop_.store, workshop_.ids, import_};
        if (talk.is_known(line)) {
            ++import_.known;
            return {};
        }
        if (auto checked = check_time(); !checked) return checked;
        CANYU_TRY(const forum::PreparedText text, talk.prepare(line));
        return write([&](db::Writer& writer) -> Result<Counter> {
            const Id person = speaker(writer, line.user, line.id, language_of_words(line.text));
            if (auto put = talk.put(writer, line, text, person, latest_); !put)
                return std::unexpected(std::move(put).error());
            return &Import::posts;
        });
    }
    Result<void> put(const TopicLine& line) { return put_words(line); }
    Result<void> put(const PostLine& line) { return put_words(line); }
    Result<void> put(const CommentLine& line) { return put_words(line); }

    static Result<void> put(const RefusedLine& line) {
        return std::unexpected(Problem{422, line.reason, {}});
    }

    bool refuse_line(const Problem& problem) {
        const bool of_field = !problem.fields.empty();
        refused_ = of_field ? problem.fields.front().message : problem.message;
        const store::Refusal refusal{import_.id, import_.position,
                                     of_field ? problem.fields.front().field : place_, refused_->key,
                                     write_arguments(*refused_)};
        const Result<void> written = write([&](db::Writer& writer) -> Result<Counter> {
            if (import_.refused < kept_refusals) store::insert(writer, refusal);
            return &Import::refused;
        });
        return written.has_value();
    }

    const Workshop& workshop_;
    Import import_;
    Time latest_;  // of the line before, for a line that does not say when
    std::string place_;
    std::optional<Message> refused_;
};

}  // namespace

Result<Import> import_reports(const Workshop& workshop, const std::string& path, Import import,
                              const Watch& watch, const std::vector<ColumnChoice>& columns) {
    CANYU_TRY(const std::unique_ptr<Lines> lines, open_lines(import.format, path, columns));
    Importing importing(workshop, std::move(import));
    bool goes_on = true;
    while (auto line = lines->next()) {
        goes_on = importing.take(*line, lines->progress()) && watch(importing.import(), importing.refused());
        if (!goes_on) break;
    }
    goes_on ? importing.finish() : importing.pause();
    const auto stands =
        workshop.store.read([&](db::Reader& reader) { return store::find(reader, importing.import().id); });
    if (!stands) return not_found();
    return *stands;
}

}  // namespace canyu::imports
