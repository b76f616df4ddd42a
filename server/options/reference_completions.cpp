#include <set>

#include "options/reference.h"

namespace parley {
namespace {

bool takes_file(const FlagDescription& flag) {
  return flag.text.value == "FILE";
}
bool takes_directory(const FlagDescription& flag) {
  return flag.text.value == "DIRECTORY";
}
bool takes_value(const FlagDescription& flag) {
  return !flag.is_switch && flag.text.implied.empty();
}

// The names of the flags of all commands for which `is_kind` holds: "--config|--bundle".
template <class Kind>
std::string pattern(const std::vector<CommandDescription>& commands, Kind is_kind) {
  std::set<std::string> names;
  for (const CommandDescription& command : commands) {
    for (const FlagDescription& flag : command.flags) {
      if (is_kind(flag)) names.insert(flag.name);
    }
  }
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "|") + name;
  return text;
}

std::string words_of(const CommandDescription& command) {
  std::string text;
  for (const std::string& word : command.words) text += word + " ";
  for (const FlagDescription& flag : command.flags) text += flag.name + " ";
  return text + (command.words.empty() || !command.flags.empty() ? "--help" : "");
}

std::string command_names(const std::vector<CommandDescription>& commands) {
  std::string text;
  for (const CommandDescription& command : commands) {
    if (!command.name.empty()) text += (text.empty() ? "" : " ") + command.name;
  }
  return text;
}

// Inside single quotes, in the brackets of an argument of zsh's _arguments.
std::string zsh_escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
      continue;
    }
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string zsh_argument(const FlagDescription& flag) {
  std::string text = "'";
  if (flag.text.several) text += "*";
  text += flag.name + "[" + zsh_escaped(flag.text.help) + "]";
  if (!flag.is_switch) {
    text +=
        std::string(flag.text.implied.empty() ? ":" : "::") + zsh_escaped(flag.text.value) + ":";
    if (takes_file(flag)) text += "_files";
    if (takes_directory(flag)) text += "_files -/";
  }
  return text + "'";
}

}  // namespace

std::string bash_completion(const std::vector<CommandDescription>& commands) {
  std::string text =
      "# Completion of parley for bash. Made by: parley reference bash\n"
      "_parley() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words\n"
      "  COMPREPLY=()\n"
      "  case $prev in\n    " +
      pattern(commands, takes_file) +
      ")\n      compopt -o filenames\n"
      "      mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n      return ;;\n    " +
      pattern(commands, takes_directory) +
      ")\n      compopt -o filenames\n"
      "      mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")\n      return ;;\n    " +
      pattern(commands,
              [](const FlagDescription& flag) {
                return takes_value(flag) && !takes_file(flag) && !takes_directory(flag);
              }) +
      ")\n      return ;;\n  esac\n  case ${COMP_WORDS[1]} in\n";
  for (const CommandDescription& command : commands) {
    if (command.name.empty()) continue;
    text += "    " + command.name + ") words='" + words_of(command) + "' ;;\n";
  }
  text += "    *)\n      words='" + words_of(commands.front()) + " --version'\n" +
          "      ((COMP_CWORD > 1)) || words+=' " + command_names(commands) + "' ;;\n  esac\n" +
          "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n}\n"
          "complete -F _parley parley\n";
  return text;
}

std::string zsh_completion(const std::vector<CommandDescription>& commands) {
  std::string text =
      "#compdef parley\n# Completion of parley for zsh. Made by: parley reference "
      "zsh\nlocal command=$words[2]\ncase $command in\n";
  const std::string arguments = "    _arguments '--help[List all flags]'";
  for (const CommandDescription& command : commands) {
    if (command.name.empty()) continue;
    text += "  " + command.name + ")\n    shift words\n    (( CURRENT-- ))\n" + arguments;
    for (const FlagDescription& flag : command.flags) text += " \\\n      " + zsh_argument(flag);
    std::string words;
    for (const std::string& word : command.words) words += (words.empty() ? "" : " ") + word;
    if (!words.empty()) text += " \\\n      '1::word:(" + words + ")'";
    text += "\n    ;;\n";
  }
  text += "  *)\n" + arguments +
          " \\\n      '--version[Print the version]' \\\n      '1::command:(" +
          command_names(commands) + ")'";
  for (const FlagDescription& flag : commands.front().flags) {
    text += " \\\n      " + zsh_argument(flag);
  }
  return text + "\n    ;;\nesac\n";
}

}  // namespace parley
