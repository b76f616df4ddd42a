#include <openssl/x509v3.h>

#include <ctime>

#include "probes.h"

namespace parley::doctor {
namespace {

std::int64_t seconds_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return 0;
  return timegm(&parts);
}

std::string text_of(const ASN1_STRING* text) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
          static_cast<std::size_t>(ASN1_STRING_length(text))};
}

// RFC 6125 section 6.4.4: browsers look at nothing but subjectAltName.
std::vector<std::string> names_of(X509* certificate) {
  constexpr std::size_t most = 8;
  std::vector<std::string> names;
  auto* const all = static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
  for (int index = 0; index < sk_GENERAL_NAME_num(all) && names.size() < most; ++index) {
    const GENERAL_NAME* const name = sk_GENERAL_NAME_value(all, index);
    if (name->type == GEN_DNS) names.push_back(text_of(name->d.dNSName));
  }
  GENERAL_NAMES_free(all);
  return names;
}

bool names_host(X509* certificate, const std::string& host) {
  if (X509_check_ip_asc(certificate, host.c_str(), 0) == 1) return true;
  constexpr unsigned flags =
      X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS;
  return X509_check_host(certificate, host.c_str(), host.size(), flags, nullptr) == 1;
}

}  // namespace

CertificateFacts certificate_of(const Stream& stream, const std::string& host) {
  CertificateFacts facts;
  X509* const certificate = SSL_get0_peer_certificate(stream.tls());
  if (certificate == nullptr) {
    facts.error = "it shows no certificate";
    return facts;
  }
  facts.names = names_of(certificate);
  facts.names_host = names_host(certificate, host);
  facts.not_before = seconds_of(X509_get0_notBefore(certificate));
  facts.not_after = seconds_of(X509_get0_notAfter(certificate));
  const auto& errors = stream.verify_errors();
  facts.is_self_signed = errors.contains(X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT);
  if (!errors.empty()) facts.chain_error = X509_verify_cert_error_string(*errors.begin());
  return facts;
}

}  // namespace parley::doctor
