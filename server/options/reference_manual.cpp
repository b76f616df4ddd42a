#include "options/reference.h"

namespace parley {
namespace {

// As man(7) reads it: no hyphen for a minus, no request at the beginning of a line.
std::string escaped(const std::string& text) {
  std::string result;
  if (text.starts_with('.') || text.starts_with('\'')) result += "\\&";
  for (const char c : text) {
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
  }
  return result;
}

std::string option(const FlagDescription& flag) {
  std::string text = ".TP\n\\fB" + escaped(flag.name) + "\\fR";
  if (!flag.is_switch) {
    const bool bare = !flag.text.implied.empty();
    text += std::string(" ") + (bare ? "[" : "") + "\\fI" + escaped(flag.text.value) + "\\fR" +
            (bare ? "]" : "");
  }
  text += "\n" + escaped(flag.text.help) + ".\n";
  if (!flag.text.default_value.empty()) {
    text += "Default: " + escaped(flag.text.default_value) + ".\n";
  }
  return text;
}

std::string command(const CommandDescription& description) {
  std::string words;
  for (const std::string& word : description.words) {
    words += (words.empty() ? " [" : "|") + word;
  }
  if (!words.empty()) words += "]";
  return ".TP\n\\fBparley " + escaped(description.name) + "\\fR" + escaped(words) + "\n" +
         escaped(description.summary) + " " +
         escaped("parley " + description.name + " --help lists its options.") + "\n";
}

constexpr const char* ending = R"(.SH ENVIRONMENT
Each option is also a variable: \fB\-\-message\-rate\fR is \fBPARLEY_MESSAGE_RATE\fR, and
\fB\-\-api\-key\fR is \fBPARLEY_API_KEYS\fR. The command line goes before the environment, and that
before the file of \fB\-\-config\fR.
.SH FILES
.TP
\fI/etc/parley/parley.conf\fR
The configuration of the service: one \fIname\fR = \fIvalue\fR a line, with the names of the options
above, without the two hyphens.
.TP
\fI/var/lib/parley/resume.key\fR
The key that signs what lets people return after a restart. The service makes it.
.SH SIGNALS
On SIGTERM and SIGINT the server asks its clients to come back, sends what is queued, and ends. A
second signal ends it at once.
.SH EXIT STATUS
.TP
0
After \fB\-\-help\fR, \fB\-\-version\fR, or when it was told to stop.
.TP
1
Something kept it from running: its port is in use, or a library does not fit.
.TP
2
A mistake in an option, a variable, the configuration file, or a file that one of them names.
.SH SEE ALSO
.BR turnserver (1),
.BR systemctl (1);
\fI/usr/share/doc/parley/\fR
)";

}  // namespace

std::string manual_page(const std::vector<CommandDescription>& commands) {
  std::string text = ".TH PARLEY 1 \"\" \"Parley " PARLEY_VERSION
                     "\" \"User Commands\"\n"
                     ".SH NAME\nparley \\- video meetings in the browser\n.SH SYNOPSIS\n"
                     "\\fBparley\\fR [\\fIOPTIONS\\fR]\n";
  for (const CommandDescription& description : commands) {
    if (description.name.empty()) continue;
    text += ".br\n\\fBparley " + escaped(description.name) + "\\fR [\\fIOPTIONS\\fR]\n";
  }
  text +=
      ".SH DESCRIPTION\nA server for video meetings: it serves the pages and relays the "
      "messages that browsers need to find each other. Audio and video go from browser to "
      "browser.\n.SH COMMANDS\n";
  for (const CommandDescription& description : commands) {
    if (!description.name.empty()) text += command(description);
  }
  text += ".SH OPTIONS\n";
  std::string group;
  for (const FlagDescription& flag : commands.front().flags) {
    if (flag.group != group) text += ".SS \"" + escaped(flag.group) + "\"\n";
    group = flag.group;
    text += option(flag);
  }
  return text + ending;
}

}  // namespace parley
