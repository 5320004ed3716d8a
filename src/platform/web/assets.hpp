// The built style sheet, script and icons, compressed once at start and served from memory for ever.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "platform/http/message.hpp"

namespace canyu::web {

// Read from any thread after it is made.
class Assets {
  public:
    // Takes web/dist/* with its manifest.json: {"canyu.css": "canyu.1a2b3c.css", …}.
    explicit Assets(const std::vector<EmbeddedFile>& files);
    // "/assets/canyu.1a2b3c.css" for "canyu.css"; throws std::runtime_error when the build left it out.
    std::string url(std::string_view name) const;
    // The answer to GET /assets/{file}, in a coding the client takes; 404 has an empty body.
    http::Response serve(std::string_view file, std::string_view accept_encoding) const;

  private:
    struct Asset {
        std::string_view bytes;
        std::string gzip;
        std::string brotli;
        std::string type;
    };
    std::map<std::string, Asset, std::less<>> assets_;
    std::map<std::string, std::string, std::less<>> manifest_;
};

}  // namespace canyu::web
