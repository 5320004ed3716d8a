#include "platform/media/reencoder.hpp"

#include <cstring>
#include <optional>
#include <stdexcept>

#include "base/log.hpp"
#include "platform/files/digest.hpp"
#include "platform/media/child.hpp"
#include "platform/media/reencoding.hpp"

namespace canyu::media {
namespace {

bool is_webp(std::string_view bytes) {
    return bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP";
}

bool is_image(std::string_view bytes) {
    return bytes.starts_with("\xFF\xD8\xFF") || bytes.starts_with("\x89PNG\r\n\x1A\n") ||
           bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a") || is_webp(bytes);
}

std::unexpected<Problem> too_large() {
    return refuse(413, "media.too_large",
                  {{"megabytes", std::to_string(upload_limit / 1024 / 1024)},
                   {"megapixels", std::to_string(pixel_limit / 1'000'000)}});
}

// Nothing when the answer does not hold together: whoever takes a child over must not get further than this.
std::optional<Reencoded> read_answer(std::string_view answer) {
    ReencodingHeader header;
    if (answer.size() < sizeof header) return std::nullopt;
    std::memcpy(&header, answer.data(), sizeof header);
    answer.remove_prefix(sizeof header);
    const auto size = static_cast<std::int64_t>(answer.size());
    const auto within = [](std::int64_t value, std::int64_t most) { return value >= 1 && value <= most; };
    if (!within(header.width, full_width) || !within(header.height, height_limit) ||
        !within(header.frames, pixel_limit) || !within(header.full_bytes, size) ||
        header.preview_bytes != size - header.full_bytes)
        return std::nullopt;
    const std::string_view full = answer.substr(0, static_cast<std::size_t>(header.full_bytes));
    const std::string_view preview = answer.substr(full.size());
    if (!is_webp(full) || !is_webp(preview)) return std::nullopt;
    return Reencoded{{header.width, header.height, header.frames},
                     files::sha256(full),
                     {std::string(full)},
                     {std::string(preview)}};
}

// Gives a place that was taken back at the end.
class Place {
  public:
    explicit Place(std::counting_semaphore<>& places) : places_(places) {}
    ~Place() { places_.release(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

  private:
    std::counting_semaphore<>& places_;
};

// What no picture of a person does: it is the upload's fault, and worth knowing.
std::unexpected<Problem> misbehaved(std::string_view how, int code) {
    log::warning("media.reencoding_stopped", {{"how", how}, {"code", code}});
    return refuse(422, "media.broken");
}

}  // namespace

Reencoder::Reencoder(ReencoderOptions options) : options_(std::move(options)), places_(options_.at_once) {}

bool Reencoder::take_place() {
    if (places_.try_acquire()) return true;
    const bool may_wait = waiting_.fetch_add(1) < options_.most_waiting;
    const bool taken = may_wait && places_.try_acquire_for(options_.patience);
    waiting_.fetch_sub(1);
    return taken;
}

Result<Reencoded> Reencoder::reencode(std::string_view upload) {
    if (!is_image(upload)) return refuse(415, "media.not_an_image");
    if (upload.size() > upload_limit) return too_large();
    if (!take_place()) return refuse(503, "media.busy");
    const Place place(places_);
    // One thread and one arena: more of them need address space, which the child has little of.
    const Command command{
        options_.program, {reencode_command}, {"LC_ALL=C.UTF-8", "MALLOC_ARENA_MAX=1", "VIPS_CONCURRENCY=1"}};
    const Outcome outcome = run(command, upload, answer_limit, options_.timeout);
    if (outcome.how == Outcome::How::timed_out) return misbehaved("timed out", 0);
    if (outcome.how == Outcome::How::killed) return misbehaved("killed", outcome.code);
    if (outcome.code == static_cast<int>(Ending::broken)) return refuse(422, "media.broken");
    if (outcome.code == static_cast<int>(Ending::too_large)) return too_large();
    if (outcome.code != static_cast<int>(Ending::done))
        throw std::runtime_error("canyu reencode-image cannot work: exit code " +
                                 std::to_string(outcome.code));
    if (auto reencoded = read_answer(outcome.output)) return *std::move(reencoded);
    return misbehaved("wrong answer", 0);
}

}  // namespace canyu::media
