// Reading by zlib's gzread, which takes plain files too.
#include "platform/files/line_file.hpp"

#include <zlib.h>

#include <array>
#include <filesystem>
#include <string_view>

namespace canyu::files {

struct LineFile::State {
    Limits limits;
    gzFile handle = nullptr;
    std::uintmax_t bytes = 0;
    std::uintmax_t unpacked = 0;
    std::size_t lines = 0;
    std::array<char, std::size_t{1} << 16> buffer{};
    std::string_view unread{};
    bool ended = false;
    bool too_long = false;
    End end = End::whole;

    explicit State(Limits given) : limits(given) {}
    ~State() {
        if (handle != nullptr) gzclose(handle);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    // False at the end, and where the file breaks off.
    bool fill() {
        if (ended) return false;
        const int got = gzread(handle, buffer.data(), static_cast<unsigned>(buffer.size()));
        int code = Z_OK;
        gzerror(handle, &code);
        unpacked += got > 0 ? static_cast<std::uintmax_t>(got) : 0;
        if (got < 0 || (code != Z_OK && code != Z_STREAM_END)) end = End::breaks_off;
        if (unpacked > limits.most_bytes) end = End::endless;
        ended = got <= 0 || end == End::endless;
        unread = std::string_view(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
        return !ended;
    }

    bool read_line(std::string& line) {
        line.clear();
        too_long = false;
        bool any = false;
        while (!unread.empty() || fill()) {
            any = true;
            const std::size_t stop = unread.find('\n');
            const std::string_view piece = unread.substr(0, stop);
            too_long = too_long || line.size() + piece.size() > limits.longest_line;
            if (!too_long) line += piece;
            unread.remove_prefix(stop == std::string_view::npos ? unread.size() : stop + 1);
            if (stop != std::string_view::npos) break;
        }
        if (any) ++lines;
        return any;
    }
};

LineFile::LineFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
LineFile::LineFile(LineFile&&) noexcept = default;
LineFile& LineFile::operator=(LineFile&&) noexcept = default;
LineFile::~LineFile() = default;

std::optional<LineFile> LineFile::open(const std::string& path, Limits limits) {
    auto state = std::make_unique<State>(limits);
    std::error_code error;
    state->bytes = std::filesystem::file_size(path, error);
    if (!error) state->handle = gzopen(path.c_str(), "rb");
    if (state->handle == nullptr) return std::nullopt;
    return LineFile(std::move(state));
}

bool LineFile::next(std::string& line) {
    return state_->read_line(line);
}
bool LineFile::too_long() const {
    return state_->too_long;
}
std::size_t LineFile::number() const {
    return state_->lines;
}
LineFile::End LineFile::end() const {
    return state_->end;
}
double LineFile::progress() const {
    if (state_->bytes == 0) return 1;
    return static_cast<double>(gzoffset(state_->handle)) / static_cast<double>(state_->bytes);
}

}  // namespace canyu::files
