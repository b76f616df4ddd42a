#include "options/describe.h"

namespace parley {

void describe_meetings(CLI::App& app, RawOptions& raw) {
  app.add_option("--ice-servers", raw.ice_servers,
                 "STUN and TURN servers for the browsers, URLs with commas between them, or none")
      ->envname("PARLEY_ICE_SERVERS")
      ->capture_default_str();
  app.add_option("--turn-username", raw.turn_username, "User name for the TURN servers")
      ->envname("PARLEY_TURN_USERNAME");
  app.add_option("--turn-credential", raw.turn_credential,
                 "Password for the TURN servers. Better given by environment or file: other users "
                 "of the machine see command lines")
      ->envname("PARLEY_TURN_CREDENTIAL");
  app.add_option("--bundle", raw.bundle_directory,
                 "Directory with built pages to serve instead of the embedded ones")
      ->envname("PARLEY_BUNDLE")
      ->check(CLI::ExistingDirectory);
}

}  // namespace parley
