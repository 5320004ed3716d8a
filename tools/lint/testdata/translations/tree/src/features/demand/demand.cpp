// Rules of demands.
enum class Stage { heard, planned };
BOOST_DESCRIBE_ENUM(Stage, heard, planned)
auto a = refuse(404, "problem.not_found");
auto b = refuse(409, "demand.closed");
auto c = refuse(409, "demand.nowhere");
auto d = refuse(409, "demand.placeholder");
void e() { log::info("demand.logged"); publish("demand.surfaced"); }
