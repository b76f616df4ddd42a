// What the probes bring back. They judge nothing; judge.h does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/ice_url.h"

namespace parley::doctor {

using base::IceUrl;
using base::Transport;

/// An address that people open: "https://meet.example.org/meet".
struct SiteUrl {
  bool is_https = true;
  std::string host;
  std::uint16_t port = 443;
  std::string path;  ///< "/meet", or empty for the root

  [[nodiscard]] std::string origin() const;  ///< without default port and path
  [[nodiscard]] std::string text() const { return origin() + path; }
};

/// What a name server says.
struct NameFacts {
  std::string host;
  std::vector<std::string> addresses;
  std::string error;  ///< why there are none
};

/// Whether one address takes a connection.
struct AddressFacts {
  std::string address;
  std::string error;  ///< empty if it does
  /// This machine has no way there, as one without IPv6: that says nothing of the address.
  bool is_out_of_reach = false;
};

/// What a server shows when TLS begins.
struct CertificateFacts {
  std::string error;  ///< why TLS did not begin; then the rest is empty
  std::vector<std::string> names;
  bool names_host = false;
  std::int64_t not_before = 0;  ///< in seconds since 1970, as all times here
  std::int64_t not_after = 0;
  bool is_self_signed = false;
  /// Why no authority that this machine knows vouches for it, whatever its dates; empty if one does.
  std::string chain_error;
};

/// What the server says at /origin.
struct AnswerFacts {
  std::string error;  ///< why there is no answer
  long status = 0;
  bool is_parley = false;
  bool is_origin_allowed = false;
  std::string forwarded;             ///< "none", "ignored" or "believed"
  std::string scheme;                ///< "https", "http", or empty if the server does not know
  std::optional<std::int64_t> date;  ///< the field Date
  std::int64_t asked = 0;            ///< by this machine's clock
  std::int64_t answered = 0;         ///< by this machine's clock
};

/// How a WebSocket opened.
struct WebSocketFacts {
  std::string error;  ///< why there is no answer
  int status = 0;
  std::string reason;        ///< the first line of the body, where it is refused
  bool is_accepted = false;  ///< with the right Sec-WebSocket-Accept
  bool has_ponged = false;   ///< frames go there and back
};

/// One address that people open.
struct SiteFacts {
  SiteUrl url;
  NameFacts name;
  std::vector<AddressFacts> addresses;
  std::optional<CertificateFacts> certificate;  ///< of an address with https
  AnswerFacts answer;
  WebSocketFacts websocket;
};

/// What a STUN or TURN server answers.
struct RelayFacts {
  IceUrl url;
  bool by_secret = false;  ///< each participant has a password of its own
  NameFacts name;
  std::string error;         ///< why there is no answer
  bool is_answered = false;  ///< with a STUN message
  bool is_open = false;      ///< it gave a relay to somebody without a password
  int error_code = 0;        ///< of its answer to the password; 0 if it is accepted
  std::string reason;
  std::string relay;       ///< the relay's address
  bool is_forged = false;  ///< whoever answered does not know the password
  std::optional<CertificateFacts> certificate;
};

/// What a Janus answers.
struct SfuFacts {
  std::string address;
  std::string error;  ///< why there is no answer
  std::string version;
  bool has_video_room = false;
  bool is_secret_refused = false;
  std::optional<bool> has_string_ids;
};

/// The limits of the running server.
struct ProcessFacts {
  bool is_running = false;    ///< a server answers on its port
  std::optional<int> server;  ///< its process, if this user may know it
  /// Of the process. Nothing: it could not be read.
  std::optional<std::uint64_t> descriptors;
  std::uint64_t connections = 0;              ///< --max-connections
  bool passes_on = false;                     ///< to other servers, with --redis
  std::uint64_t buffered_bytes = 0;           ///< --max-buffered-bytes
  std::uint64_t memory = 0;                   ///< of the machine
  std::optional<std::uint64_t> memory_limit;  ///< MemoryMax of its service
};

/// A port that the server listens on.
struct PortFacts {
  enum class State : std::uint8_t {
    Parley,   ///< a Parley answers there
    Free,     ///< nobody listens, and one may
    Taken,    ///< another program has it
    Refused,  ///< one may not listen there
  };
  std::string flag;  ///< "--port 8080"
  std::string address;
  std::uint16_t port = 0;
  State state = State::Free;
  std::string error;  ///< why one may not listen
};

/// Whether the kernel's clock is being corrected.
struct ClockFacts {
  bool is_synchronised = false;
};

}  // namespace parley::doctor
