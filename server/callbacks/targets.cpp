#include "parley/callbacks/targets.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

#include "parley/base/text.h"
#include "parley/limits/special_addresses.h"

namespace parley::callbacks {
namespace {

struct Url {
  std::string origin;
  std::string host;  ///< an IPv6 address without its brackets
  std::string path;
};

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using UrlHandle = std::unique_ptr<CURLU, FreeUrl>;

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

// As libcurl understands it when it sends the request: the host in lower case, no dots as segments.
std::optional<Url> parse(const std::string& text) {
  const UrlHandle url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) {
    return std::nullopt;
  }
  const std::string scheme = base::lower(part_of(url.get(), CURLUPART_SCHEME));
  if (scheme != "http" && scheme != "https") return std::nullopt;
  const bool has_more = !part_of(url.get(), CURLUPART_USER).empty() ||
                        !part_of(url.get(), CURLUPART_PASSWORD).empty() ||
                        text.find('#') != std::string::npos;
  if (has_more) return std::nullopt;
  Url parsed;
  parsed.host = base::lower(part_of(url.get(), CURLUPART_HOST));
  parsed.origin =
      scheme + "://" + parsed.host + ":" + part_of(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  parsed.path = part_of(url.get(), CURLUPART_PATH);
  if (parsed.host.starts_with('[')) parsed.host = parsed.host.substr(1, parsed.host.size() - 2);
  return parsed;
}

// Who receives it may take these for separators and dots, and so the path for another one.
bool is_plain(const std::string& path) {
  const std::string lower = base::lower(path);
  const auto has = [&lower](const char* text) { return lower.find(text) != std::string::npos; };
  return !has("%2e") && !has("%2f") && !has("%5c") && !has("\\");
}

bool is_below(const std::string& path, const std::string& prefix) {
  if (!path.starts_with(prefix)) return false;
  return prefix.ends_with('/') || path.size() == prefix.size() || path[prefix.size()] == '/';
}

}  // namespace

std::optional<std::string> Targets::allow(const std::string& prefix) {
  const auto url = parse(prefix);
  if (!url || prefix.find('?') != std::string::npos) {
    return "Expected the beginning of a URL, such as https://hooks.example.org/parley/.";
  }
  prefixes_.push_back({url->origin, url->path});
  // What is named so is meant, and nobody else can have it.
  if (url->host == "localhost") {
    for (const char* network : {"127.0.0.0/8", "::1"}) {
      networks_.push_back(*limits::parse_ip_network(network));
    }
  } else if (const auto address = limits::parse_ip_address(url->host)) {
    networks_.push_back({*address});
  }
  return std::nullopt;
}

std::optional<std::string> Targets::why_refused(const std::string& url) const {
  if (prefixes_.empty()) return "This server sends no callbacks (--callback-allow).";
  const auto parsed = parse(url);
  if (!parsed || !is_plain(parsed->path)) {
    return "Expected a URL of http or https without user, fragment, or dots that are encoded.";
  }
  const bool allowed = std::any_of(prefixes_.begin(), prefixes_.end(), [&](const Prefix& prefix) {
    return parsed->origin == prefix.origin && is_below(parsed->path, prefix.path);
  });
  if (allowed) return std::nullopt;
  return "The operator has not allowed callbacks to this URL (--callback-allow).";
}

bool Targets::may_connect(const limits::IpAddress& address) const {
  return limits::is_public(address) || limits::is_trusted(networks_, address);
}

}  // namespace parley::callbacks
