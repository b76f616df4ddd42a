#include <filesystem>

#include "options/describe.h"
#include "options/values.h"

namespace parley {

void describe_meetings(Flags& flags, Options& options, RawOptions& raw) {
  flags.add(
      "--ice-servers",
      {.value = "URLS",
       .help = "STUN and TURN servers for the browsers, URLs with commas between them, or none",
       .default_value = raw.ice_servers},
      [&raw](const std::string& text) {
        raw.ice_servers = text;
        return mistake_in_ice_servers(text);
      });
  flags.add("--turn-username",
            {.value = "NAME", .help = "User name for the TURN servers", .default_value = ""},
            take_text(raw.turn_username));
  flags.add("--turn-credential",
            {.value = "PASSWORD",
             .help = "Password for the TURN servers",
             .default_value = "",
             .several = false,
             .secret = true},
            take_text(raw.turn_credential));
  flags.add("--bundle",
            {.value = "DIRECTORY",
             .help = "Directory with built pages to serve instead of the embedded ones",
             .default_value = ""},
            [&raw](const std::string& text) -> std::string {
              std::error_code error;
              if (!std::filesystem::is_directory(text, error)) return "There is no such directory.";
              raw.bundle_directory = text;
              return {};
            });
  flags.add("--branding",
            {.value = "DIRECTORY",
             .help = "Directory with branding.json and logos: the pages' name, colours, texts, "
                     "languages, and links to imprint and privacy. Read at the start",
             .default_value = ""},
            [&options](const std::string& text) {
              return mistake_of([&] { options.branding = branding::read_branding(text); });
            });
}

}  // namespace parley
