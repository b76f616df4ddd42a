#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parley::auth {

/// The value of X-Twilio-Signature for a request to that URL, query included, with that form: by it
/// the receiver knows that the request comes from whoever has the secret, as the vendor's helpers
/// check it.
std::string callback_signature(std::string_view secret, std::string_view url,
                               std::vector<std::pair<std::string, std::string>> form);

}  // namespace parley::auth
