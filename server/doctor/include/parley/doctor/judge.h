// From what the probes found to what is to be said of it. Nothing here does I/O or reads a clock.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parley/doctor/facts.h"
#include "parley/doctor/finding.h"

namespace parley::doctor {

/// `now` is in seconds since 1970. What cannot work because of something else is not judged.
Findings judge_site(const SiteFacts& facts, std::int64_t now);

/// `id` is what the findings' ids begin with: "certificate".
Finding judge_certificate(std::string_view id, std::string_view host, std::uint16_t port,
                          const CertificateFacts& facts, std::int64_t now);

/// Whether one of the addresses, which may have ports, is of the internet.
bool has_public(const std::vector<std::string>& addresses);

/// A relay at a private address is none for people who come over the internet. They do if
/// `is_public_server`, or if the TURN server itself has a public address.
Findings judge_relay(const RelayFacts& facts, bool is_public_server, std::int64_t now);

/// What the list of servers lacks as a whole.
Findings judge_relay_list(const std::vector<IceUrl>& urls);

Finding judge_sfu(const SfuFacts& facts);

Finding judge_descriptors(const ProcessFacts& facts);
Finding judge_memory(const ProcessFacts& facts);
Finding judge_port(const PortFacts& facts);

/// The clock against the Date of an answer, which must have one.
Finding judge_clock(std::string_view url, const AnswerFacts& facts);
Finding judge_synchronisation(const ClockFacts& facts);

}  // namespace parley::doctor
