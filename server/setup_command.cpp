#include "setup_command.h"

#include <CLI/CLI.hpp>
#include <iomanip>
#include <iostream>

#include "options/describe.h"
#include "options/mistakes.h"
#include "options/reference.h"
#include "options/values.h"
#include "parley/auth/key_file.h"
#include "parley/setup/host_name.h"
#include "parley/setup/plan.h"
#include "parley/setup/unified_diff.h"
#include "setup_files.h"
#include "setup_run.h"

namespace parley {
namespace {

constexpr std::string_view command = "parley setup";

struct Choices {
  std::string host;
  std::string external_ip;
  std::string root = "/";
  bool dry_run = false;
  bool yes = false;
};

void describe(Flags& flags, Choices& choices) {
  flags.add_switch("--dry-run", choices.dry_run, "Say what would be written, and write nothing");
  flags.add_switch("--yes", choices.yes, "Write without asking");
  flags.add("--external-ip",
            {.value = "IP",
             .help = "This machine's public address, if its interfaces have another one, as behind "
                     "NAT",
             .default_value = ""},
            take_ip_address(choices.external_ip));
  flags.add("--root",
            {.value = "DIRECTORY",
             .help = "Prepare the machine whose files are below this directory, and run nothing",
             .default_value = "/"},
            take_text(choices.root));
}

std::string new_secret() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char byte : auth::random_key()) {
    const auto value = static_cast<unsigned char>(byte);
    text += digits[value >> 4U];
    text += digits[value & 15U];
  }
  return text;
}

setup::Facts find_facts(const Choices& choices, const SetupFiles& files) {
  setup::Facts facts;
  facts.host = choices.host;
  facts.external_ip = choices.external_ip;
  facts.has_caddy = files.has("/usr/bin/caddy");
  facts.has_nginx = files.has("/usr/sbin/nginx");
  facts.has_coturn = files.has("/usr/bin/turnserver");
  facts.has_janus = files.has("/usr/bin/janus");
  facts.janus_service_enabled =
      files.has("/etc/systemd/system/multi-user.target.wants/janus.service");
  facts.has_certificate = files.has("/etc/letsencrypt/live/" + choices.host + "/fullchain.pem");
  facts.new_configuration = configuration_reference(server_flags());
  facts.new_secret = new_secret();
  const std::string configuration = files.read(setup::configuration_file).value_or("");
  for (const std::string& path : setup::files_to_read(configuration)) {
    if (auto text = files.read(path)) facts.files[path] = std::move(*text);
  }
  return facts;
}

std::string without(std::string text, const std::string& secret) {
  if (secret.empty()) return text;
  for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at)) {
    text.replace(at, secret.size(), "(the secret)");
  }
  return text;
}

void show_changes(const setup::Plan& plan) {
  for (const setup::FileChange& change : plan.changes) {
    if (change.is_secret) {
      std::cout << change.path << ": a new secret, which is not shown\n\n";
      continue;
    }
    std::cout << without(setup::unified_diff(change.path, change.before, change.after), plan.secret)
              << '\n';
  }
}

void show_rest(const setup::Plan& plan) {
  std::cout << "Open in the firewall:\n";
  for (const setup::Port& port : plan.ports) {
    std::cout << "  " << std::left << std::setw(12) << port.ports << std::setw(12) << port.transport
              << port.purpose << '\n';
  }
  for (const std::string& note : plan.notes) std::cout << "Note: " << note << '\n';
}

bool confirmed() {
  std::cout << "Write this? [y/N] " << std::flush;
  std::string answer;
  std::getline(std::cin, answer);
  const std::string word = lower(answer);
  return word == "y" || word == "yes";
}

bool can_run(const SetupFiles& files) {
  return files.is_this_machine() && files.has("/run/systemd/system");
}

// Returns what failed.
std::vector<FailedCommand> run_or_tell(const setup::Plan& plan, const SetupFiles& files) {
  if (can_run(files)) return run_marked(plan.commands, files);
  for (const setup::Command& words : plan.commands) {
    std::cout << "To be run on the machine: " << setup::line_of(words) << '\n';
  }
  return {};
}

int carry_out(const Choices& choices) {
  const SetupFiles files(choices.root);
  const setup::Plan plan = setup::make_plan(find_facts(choices, files));
  if (plan.changes.empty() && plan.commands.empty()) {
    std::cout << "Nothing to do: this machine is set up for " << choices.host << ".\n";
    show_rest(plan);
    return 0;
  }
  show_changes(plan);
  if (choices.dry_run || can_run(files)) {
    for (const setup::Command& words : plan.commands) {
      std::cout << (choices.dry_run ? "Would run: " : "Will run: ") << setup::line_of(words)
                << '\n';
    }
  }
  if (choices.dry_run) {
    show_rest(plan);
    return 0;
  }
  if (!choices.yes && !confirmed()) {
    std::cout << "\nNothing was written.\n";
    return 1;
  }
  if (can_run(files)) mark_unfinished(plan.commands, files);
  for (const setup::FileChange& change : plan.changes) {
    const bool has_group = files.write(change);
    std::cout << "Written: " << change.path << '\n';
    if (!has_group) {
      std::cout << "To be run on the machine: chgrp " << change.group << ' ' << change.path << '\n';
    }
  }
  const std::vector<FailedCommand> failures = run_or_tell(plan, files);
  show_rest(plan);
  if (failures.empty()) return 0;
  std::cerr << "These commands failed. Find out why, and run parley setup again, which runs them "
               "again.\n";
  for (const FailedCommand& one : failures) {
    std::cerr << "  " << setup::line_of(one.command) << ": " << one.reason << '\n';
  }
  return 1;
}

}  // namespace

std::vector<FlagDescription> setup_flags() {
  Choices choices;
  CLI::App app;
  Flags flags(app);
  describe(flags, choices);
  return flags.descriptions();
}

int setup_command(int argc, char** argv) {
  Choices choices;
  const bool has_host = argc > 1 && *argv[1] != '-';
  if (has_host) {
    choices.host = lower(argv[1]);
    argv[1] = argv[0];
    ++argv;
    --argc;
  }
  CLI::App app(
      "Makes this machine a public meeting place: parley setup HOST. Writes the configuration of "
      "Parley, and of Caddy or nginx, coturn and Janus where they are installed.",
      std::string(command));
  app.allow_extras();
  Flags flags(app);
  describe(flags, choices);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return tell(app, error, std::string(command));
  }
  std::vector<Mistake> mistakes = flags.take_all();
  const std::string mistake = setup::mistake_in_host_name(choices.host);
  if (mistakes.empty() && !mistake.empty()) {
    mistakes.push_back({has_host ? shown(choices.host) : "host", mistake});
  }
  if (!mistakes.empty()) return tell(mistakes, std::string(command));
  return carry_out(choices);
}

}  // namespace parley
