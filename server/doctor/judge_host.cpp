#include "parley/doctor/judge.h"
#include "words.h"

namespace parley::doctor {
namespace {

// Connections whose request is not complete (limits::pending…), the server's own files, and room
// for callbacks and Januses.
constexpr std::uint64_t spare_descriptors = 1536;
// Of the server itself, with thousands of participants (docs/hosting.md).
constexpr std::uint64_t own_bytes = std::uint64_t{100} << 20U;
// The kernel's buffers for a client that does not read (docs/operators.md).
constexpr std::uint64_t kernel_bytes_per_client = std::uint64_t{128} << 10U;
// Date has whole seconds, and answers take time.
constexpr std::int64_t tolerated_seconds = 30;

std::string whose(const ProcessFacts& facts) {
  return facts.server ? "the running server (process " + std::to_string(*facts.server) + ")"
                      : "the server";
}

std::string why_unread(const ProcessFacts& facts) {
  return facts.is_running ? "This user may not look at the process of the server that runs"
                          : "No server was found running";
}

// systemd keeps the server's own user from it, too (PrivateUsers).
std::string read_it(const ProcessFacts& facts) {
  return facts.is_running ? "Run this as root: sudo parley doctor."
                          : "Run this again when the server runs.";
}

}  // namespace

Finding judge_descriptors(const ProcessFacts& facts) {
  // A client that is passed on takes one more, to the server that has its room.
  const std::uint64_t needed = facts.connections * (facts.passes_on ? 2 : 1) + spare_descriptors;
  const std::string tried = "Looked at the limit of file descriptors of " + whose(facts) + ".";
  if (!facts.descriptors) {
    return {"descriptors-skipped", Severity::Skipped, tried, why_unread(facts) + ".",
            read_it(facts)};
  }
  const std::string came = "It is " + std::to_string(*facts.descriptors) + "; --max-connections " +
                           std::to_string(facts.connections) +
                           (facts.passes_on ? " with --redis" : "") + " takes " +
                           std::to_string(needed) + ".";
  if (*facts.descriptors >= needed) return {"descriptors", Severity::Good, tried, came};
  return {"descriptors-few", Severity::Broken, tried, came,
          "Set LimitNOFILE=" + std::to_string(needed < 65'536 ? 65'536 : needed) +
              " in the service, or lower --max-connections. When none are left, nobody gets in."};
}

Finding judge_memory(const ProcessFacts& facts) {
  const bool is_limited = facts.memory_limit && *facts.memory_limit < facts.memory;
  const std::uint64_t memory = is_limited ? *facts.memory_limit : facts.memory;
  const std::uint64_t least = facts.buffered_bytes + own_bytes;
  const std::uint64_t most = least + facts.connections * kernel_bytes_per_client;
  const std::string tried = "Looked at the memory that " + whose(facts) + " may use.";
  const std::string came = mebibytes(memory) +
                           (is_limited ? " (the limit of its service)" : " (the machine's)") +
                           "; --max-buffered-bytes and the server itself take " + mebibytes(least) +
                           ", with the kernel's buffers under attack " + mebibytes(most) + ".";
  if (memory < least) {
    return {"memory-little", Severity::Broken, tried, came,
            "Raise MemoryMax or the machine's memory, or lower --max-buffered-bytes. Otherwise the "
            "kernel ends the server when it is under load."};
  }
  if (memory < most) {
    return {"memory-tight", Severity::Warning, tried, came,
            "Raise MemoryMax or the machine's memory, or lower --max-buffered-bytes or "
            "--max-connections."};
  }
  // The machine's is enough, but who knows what the service may use of it.
  if (!facts.server) {
    return {"memory-skipped", Severity::Skipped, tried,
            why_unread(facts) + ". The machine has " + mebibytes(memory) + ".", read_it(facts)};
  }
  return {"memory", Severity::Good, tried, came};
}

Finding judge_port(const PortFacts& facts) {
  const std::string tried = "Looked at " + facts.flag + ": " + facts.address + ", port " +
                            std::to_string(facts.port) + ".";
  switch (facts.state) {
    case PortFacts::State::Parley:
      return {"port", Severity::Good, tried, "Parley listens there."};
    case PortFacts::State::Free:
      return {
          "port-unused", Severity::Broken, tried, "Nobody listens there: Parley does not run.",
          "Start it: systemctl start parley. If it ends at once, journalctl -u parley says why."};
    case PortFacts::State::Taken:
      return {"port-taken", Severity::Broken, tried, "Another program listens there, not Parley.",
              "End that program (ss -ltnp shows which it is), or give Parley another " +
                  facts.flag.substr(0, facts.flag.find(' ')) + " and tell the proxy."};
    case PortFacts::State::Refused:
      break;
  }
  return {"port-refused", Severity::Broken, tried,
          "Nobody may listen there: " + printable(facts.error) + ".",
          "Take an address of this machine's, and a port from 1024 on: a proxy serves 443."};
}

Finding judge_clock(std::string_view url, const AnswerFacts& facts) {
  const std::string tried =
      "Compared this machine's clock with the Date of " + std::string(url) + ".";
  const std::int64_t date = facts.date.value_or(facts.asked);
  // It was written at some time between the two.
  std::int64_t apart = 0;
  if (date < facts.asked) apart = facts.asked - date;
  if (date > facts.answered) apart = date - facts.answered;
  if (apart <= tolerated_seconds) {
    return {"clock", Severity::Good, tried,
            apart <= 1 ? "They agree." : "They are " + counted(apart, "second") + " apart."};
  }
  return {
      "clock-wrong", Severity::Broken, tried,
      "That one is " + counted(apart, "second") + (date < facts.asked ? " behind" : " ahead of") +
          " this machine's.",
      "Set the wrong one of the two: timedatectl set-ntp true. Access tokens and TURN passwords "
      "count on the clock, and certificates too."};
}

Finding judge_synchronisation(const ClockFacts& facts) {
  const std::string tried = "Asked the kernel whether NTP keeps this machine's clock right.";
  if (facts.is_synchronised) return {"clock-sync", Severity::Good, tried, "It does."};
  return {"clock-unsynchronised", Severity::Warning, tried,
          "The kernel knows of nothing that does.",
          "Run timedatectl set-ntp true, or install chrony. In a container it is the host that has "
          "to."};
}

}  // namespace parley::doctor
