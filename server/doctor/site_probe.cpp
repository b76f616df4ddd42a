#include <cerrno>
#include <cstring>
#include <future>

#include "parley/doctor/limits.h"
#include "probes.h"

namespace parley::doctor {
namespace {

AddressFacts probe_address(const SocketAddress& address) {
  Stream stream;
  if (stream.connect({address}, Deadline(probe_time))) return {address.text(), ""};
  const bool is_out_of_reach = stream.error() == std::strerror(ENETUNREACH) ||
                               stream.error() == std::strerror(EADDRNOTAVAIL);
  return {address.text(), stream.error(), is_out_of_reach};
}

CertificateFacts probe_certificate(const SiteUrl& url,
                                   const std::vector<SocketAddress>& addresses) {
  const Deadline deadline(probe_time);
  Stream stream;
  if (stream.connect(addresses, deadline) && stream.start_tls(url.host, deadline)) {
    return certificate_of(stream, url.host);
  }
  CertificateFacts facts;
  facts.error = stream.error();
  return facts;
}

}  // namespace

SiteFacts probe_site(const SiteUrl& url) {
  SiteFacts facts;
  facts.url = url;
  const Lookup lookup = look_up(url.host, url.port, Deadline(probe_time));
  facts.name = lookup.facts(url.host);
  if (lookup.addresses.empty()) return facts;
  std::vector<std::future<AddressFacts>> reached;
  for (const SocketAddress& address : lookup.addresses) {
    reached.push_back(
        std::async(std::launch::async, [&address] { return probe_address(address); }));
  }
  auto answer = std::async(std::launch::async, [&url] {
    return ask_origin(url.text(), url.origin(), Deadline(probe_time));
  });
  auto websocket = std::async(std::launch::async, [&url, &lookup] {
    return probe_websocket(url, lookup.addresses, Deadline(probe_time));
  });
  if (url.is_https) facts.certificate = probe_certificate(url, lookup.addresses);
  for (auto& one : reached) facts.addresses.push_back(one.get());
  facts.answer = answer.get();
  facts.websocket = websocket.get();
  return facts;
}

}  // namespace parley::doctor
