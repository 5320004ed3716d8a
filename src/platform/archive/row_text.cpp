// Lines are read by Boost.JSON's parser without a tree in between: its values round numbers that are not
// whole.
#include "platform/archive/row_text.hpp"

#include <sodium.h>

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "platform/json/json.hpp"

namespace canyu::archive {
namespace {

using boost::json::string_view;
using Error = boost::json::error_code;

constexpr std::int64_t exact = std::int64_t{1} << 53;  // beyond it a double leaves whole numbers out

std::string to_text(std::int64_t number) {
    std::string text = std::to_string(number);
    return number >= exact || number <= -exact ? '"' + text + '"' : text;
}
std::string to_text(std::monostate) {
    return "null";
}
template <class T>
std::string to_text(const T& value) {
    return json::to_json(value);
}

// The whole of the text as a number, or nothing.
template <class Number>
std::optional<Number> number_in(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<Bytes> bytes_in(std::string_view base64) {
    Bytes bytes{std::string(base64.size() / 4 * 3 + 3, '\0')};
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.value.data()), bytes.value.size(),
                          base64.data(), base64.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return std::nullopt;
    bytes.value.resize(size);
    return bytes;
}

// What the parser finds, put into the row's places. Every method answers false to stop it.
class RowReader {
  public:
    static constexpr std::size_t max_object_size = db::AnyTable::most_columns;
    static constexpr std::size_t max_array_size = 0;
    static constexpr std::size_t max_key_size = 64;
    static constexpr std::size_t max_string_size = std::size_t(-1);

    explicit RowReader(const db::AnyTable& table)
        : table_(table), row_(table.columns().size()), seen_(table.columns().size(), false) {}

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error& error) { return begun_ ? refuse_row(error) : (begun_ = true); }
    bool on_object_end(std::size_t, Error&) { return true; }
    bool on_array_begin(Error& error) { return refuse_row(error); }
    bool on_array_end(std::size_t, Error&) { return true; }
    bool on_comment_part(string_view, Error&) { return true; }
    bool on_comment(string_view, Error&) { return true; }
    bool on_number_part(string_view, Error&) { return true; }

    bool on_key_part(string_view part, std::size_t, Error&) { return append(part); }
    bool on_key(string_view part, std::size_t, Error& error) {
        append(part);
        const auto& columns = table_.columns();
        const auto found = std::ranges::find(columns, text_, &db::Column::name);
        if (found == columns.end()) return fail(error, "archive.unknown_column", std::exchange(text_, {}));
        place_ = static_cast<std::size_t>(found - columns.begin());
        if (seen_[place_]) return fail(error, "archive.column_twice", std::exchange(text_, {}));
        seen_[place_] = true;
        text_.clear();
        return true;
    }
    bool on_string_part(string_view part, std::size_t, Error&) { return append(part); }
    bool on_string(string_view part, std::size_t, Error& error) {
        append(part);
        std::string text = std::exchange(text_, {});
        if (!begun_) return refuse_row(error);
        switch (column().kind) {
            case Kind::text:
                return text.find('\0') == text.npos && valid_utf8(text) ? put(std::move(text)) : wrong(error);
            case Kind::integer:
                return put_some(error, number_in<std::int64_t>(text));
            case Kind::bytes:
                return put_some(error, bytes_in(text));
            default:
                return wrong(error);
        }
    }
    bool on_int64(std::int64_t number, string_view text, Error& error) {
        if (begun_ && column().kind == Kind::integer) return put(number);
        return on_double(0, text, error);
    }
    bool on_uint64(std::uint64_t, string_view text, Error& error) { return on_double(0, text, error); }
    bool on_double(double, string_view text, Error& error) {
        if (!begun_) return refuse_row(error);
        if (column().kind != Kind::real) return wrong(error);
        const auto number = number_in<double>({text.data(), text.size()});
        return number && std::isfinite(*number) ? put(*number) : wrong(error);
    }
    bool on_bool(bool, Error& error) { return begun_ ? wrong(error) : refuse_row(error); }
    bool on_null(Error& error) {
        if (!begun_) return refuse_row(error);
        return column().may_be_null ? put(std::monostate{}) : wrong(error);
    }

    Result<std::vector<db::Value>> finish(const Error& error) {
        if (!problem_.key.empty()) return std::unexpected(Problem{422, std::move(problem_), {}});
        if (error) return refuse(422, "archive.not_a_row");
        for (std::size_t i = 0; i < seen_.size(); ++i)
            if (!seen_[i])
                return refuse(422, "archive.column_missing", {{"column", table_.columns()[i].name}});
        return std::move(row_);
    }

  private:
    const db::Column& column() const { return table_.columns()[place_]; }
    bool append(string_view part) {
        text_.append(part.data(), part.size());
        return true;
    }
    bool put(db::Value value) {
        row_[place_] = std::move(value);
        return true;
    }
    template <class T>
    bool put_some(Error& error, std::optional<T> value) {
        return value ? put(*std::move(value)) : wrong(error);
    }
    bool wrong(Error& error) { return fail(error, "archive.wrong_value", column().name); }
    bool refuse_row(Error& error) {
        error = boost::json::error::syntax;
        problem_.key = "archive.not_a_row";
        return false;
    }
    bool fail(Error& error, std::string key, const std::string& column_name) {
        error = boost::json::error::syntax;
        problem_ = {std::move(key), {{"column", shorten(repair_utf8(column_name), 40)}}};
        return false;
    }

    const db::AnyTable& table_;
    std::vector<db::Value> row_;
    std::vector<bool> seen_;
    std::string text_;  // of the key or string that is being read
    std::size_t place_ = 0;
    bool begun_ = false;
    Message problem_;
};

}  // namespace

std::string to_line(const db::AnyTable& table, const std::vector<db::Value>& row) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
        line += line.empty() ? "{\"" : ",\"";
        line += table.columns()[i].name;
        line += "\":";
        line += std::visit([](const auto& value) { return to_text(value); }, row[i]);
    }
    return line + '}';
}

Result<std::vector<db::Value>> from_line(const db::AnyTable& table, std::string_view line) {
    boost::json::basic_parser<RowReader> parser(boost::json::parse_options{}, table);
    Error error;
    const std::size_t used = parser.write_some(false, line.data(), line.size(), error);
    if (!error && used != line.size()) error = boost::json::error::extra_data;
    return parser.handler().finish(error);
}

}  // namespace canyu::archive
