#include "options/describe.h"

namespace parley {

void describe_state(CLI::App& app, RawOptions& raw) {
  app.add_option("--resume-key-file", raw.resume_key_file,
                 "File with the key by which calls survive a restart of the server: 64 hex digits; "
                 "made where there is none. Default: parley/resume.key in $XDG_STATE_HOME or "
                 "~/.local/state. none is a key of this run only")
      ->envname("PARLEY_RESUME_KEY_FILE");
}

}  // namespace parley
