#include "features/imports/upload.hpp"

#include <chrono>
#include <fstream>
#include <stdexcept>

#include "base/log.hpp"
#include "features/imports/arguments.hpp"
#include "features/imports/private_file.hpp"
#include "features/imports/store.hpp"
#include "platform/jobs/jobs.hpp"

namespace canyu::imports {
namespace {

constexpr std::size_t part_size = std::size_t{1} << 20;
// Well below the lease of a job, after which another would begin beside it.
constexpr std::chrono::seconds work_at_once{10};

struct ImportJob {
    Id import;
};
BOOST_DESCRIBE_STRUCT(ImportJob, (), (import))

// The upload as a file of this node, while the job works on it.
class UnpackedUpload {
  public:
    UnpackedUpload(db::Database& store, Id import) {
        std::ofstream file(path(), std::ios::binary);
        for (std::int64_t number = 0;; ++number) {
            const auto part =
                store.read([&](db::Reader& reader) { return store::part(reader, import, number); });
            if (!part) break;
            file.write(part->bytes.value.data(), static_cast<std::streamsize>(part->bytes.value.size()));
        }
        if (!file.flush()) throw std::runtime_error("cannot write " + path());
    }

    const std::string& path() const { return file_.path(); }

  private:
    PrivateFile file_;
};

// A file that is nothing of its format has one reason, which stands where those of lines would.
void refuse_upload(const Workshop& workshop, Import import, const Message& reason) {
    import.refused = 1;
    workshop.store.write([&](db::Writer& writer) {
        store::save(writer, import);
        store::insert(writer, store::Refusal{import.id, 1, "", reason.key, write_arguments(reason)});
        store::end(writer, import.id, ImportState::stopped, workshop.clock.now());
        store::delete_parts(writer, import.id);
    });
}

void work(const Workshop& workshop, jobs::Jobs& jobs, Id id) {
    const auto import = workshop.store.read([&](db::Reader& reader) { return store::find(reader, id); });
    if (!import || import->state != ImportState::running) return;
    const UnpackedUpload upload(workshop.store, id);
    const auto until = std::chrono::steady_clock::now() + work_at_once;
    const auto worked = import_reports(workshop, upload.path(), *import, [&](const Import&, const Message*) {
        return std::chrono::steady_clock::now() < until && !jobs.is_stopping();
    });
    if (!worked) return refuse_upload(workshop, *import, worked.error().message);
    workshop.store.write([&](db::Writer& writer) {
        if (worked->state == ImportState::running)
            jobs.enqueue(writer, "import", ImportJob{id}, workshop.clock.now());
        else
            store::delete_parts(writer, id);
    });
    if (worked->state == ImportState::done)
        log::info("import.done",
                  {{"import", to_string(id)}, {"reports", worked->reports}, {"refused", worked->refused}});
}

}  // namespace

Import begin_upload(db::Writer& writer, IdSource& ids, jobs::Jobs& jobs, const Import& wanted,
                    std::string_view bytes) {
    const Import import = begin(writer, ids, wanted.product_id, wanted.file_name,
                                wanted.by_person.value_or(Id{}), wanted.began_at, wanted.format);
    std::int64_t number = 0;
    for (std::size_t at = 0; at < bytes.size(); at += part_size)
        store::insert(writer,
                      store::Part{import.id, number++, Bytes{std::string(bytes.substr(at, part_size))}});
    jobs.enqueue(writer, "import", ImportJob{import.id}, wanted.began_at);
    return import;
}

void handle_uploads(jobs::Jobs& jobs, const Workshop& workshop) {
    jobs.handle<ImportJob>("import",
                           [&jobs, workshop](const ImportJob& job) { work(workshop, jobs, job.import); });
}

}  // namespace canyu::imports
