// The probes. Each waits for no longer than limits.h has it, and throws nothing.
#pragma once

#include <string>
#include <vector>

#include "deadline.h"
#include "lookup.h"
#include "parley/doctor/facts.h"
#include "stream.h"

namespace parley::doctor {

/// Looks its name up, and then does the rest at the same time.
SiteFacts probe_site(const SiteUrl& url);

/// The certificate that this stream, in which TLS has begun, was shown.
CertificateFacts certificate_of(const Stream& stream, const std::string& host);

/// What `base` + "/origin" says to pages of `origin`. Certificates are not checked: that is another
/// probe's, and nothing secret is sent.
AnswerFacts ask_origin(const std::string& base, const std::string& origin,
                       const Deadline& deadline);

WebSocketFacts probe_websocket(const SiteUrl& url, const std::vector<SocketAddress>& addresses,
                               const Deadline& deadline);

/// The user and the password are for TURN servers.
RelayFacts probe_relay(const IceUrl& url, const std::string& username, const std::string& password);

/// `address` is "ws://HOST:PORT" or "unix:PATH".
SfuFacts probe_sfu(const std::string& address, const std::string& secret);

/// The process that listens on this port of the machine, if one may know.
std::optional<int> listening_process(std::uint16_t port);
/// The descriptors and the memory that the process may use, and the machine's memory.
void probe_process(ProcessFacts& facts);

/// Whether one may listen there, and whether Parley does. `is_metrics`: it serves metrics.
PortFacts probe_port(const std::string& flag, const std::string& address, std::uint16_t port,
                     bool is_metrics);

ClockFacts probe_clock();

}  // namespace parley::doctor
