#include "options/describe.h"
#include "options/values.h"

namespace parley {

void describe_state(Flags& flags, RawOptions& raw) {
  flags.add("--resume-key-file",
            {.value = "FILE",
             .help = "File with the key by which calls survive a restart of the server: 64 hex "
                     "digits; made where there is none. Default: parley/resume.key in "
                     "$XDG_STATE_HOME or ~/.local/state. none is a key of this run only",
             .default_value = ""},
            take_text(raw.resume_key_file));
}

}  // namespace parley
