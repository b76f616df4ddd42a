// Which of a file's encodings a client gets (RFC 9110 section 12.5.3).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace parley::http {

enum class Encoding : std::uint8_t { Identity, Gzip, Brotli };

/// The token of Content-Encoding: "identity", "gzip", "br".
std::string_view to_string(Encoding encoding);
std::optional<Encoding> encoding_from(std::string_view token);

/// How much the client wants this encoding, from 0 (not at all) to 1000. `accept_encoding` is the
/// value of Accept-Encoding; empty if the client sent none.
int encoding_quality(std::string_view accept_encoding, Encoding encoding);

}  // namespace parley::http
