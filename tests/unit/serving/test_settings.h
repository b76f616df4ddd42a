#pragma once

#include <string>

#include "parley/auth/hmac_signer.h"
#include "parley/serving/server.h"

namespace parley::serving {

inline const auth::HmacSigner signer(std::string(32, 'k'));

/// A server on a free port, with two event loops and one page.
inline ServerSettings test_settings() {
  ServerSettings settings;
  settings.port = 0;
  settings.loops = 2;
  settings.bundle.add("/home.html", http::Encoding::Identity, "<home>");
  return settings;
}

}  // namespace parley::serving
