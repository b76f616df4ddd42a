// A connection over TCP, with TLS if it is asked for.
#pragma once

#include <openssl/ssl.h>

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "deadline.h"
#include "lookup.h"
#include "parley/base/unique_fd.h"

namespace parley::doctor {

/// Every call returns false on failure, and then error() says why, in a few words. Nothing lasts
/// longer than the deadline, even if bytes keep coming.
class Stream {
 public:
  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  /// Connects to the first of the addresses that takes the connection; each gets its share of the
  /// time.
  bool connect(const std::vector<SocketAddress>& addresses, const Deadline& deadline);

  /// Begins TLS with a host of that name. Whatever the certificate, TLS begins: verify_errors() has
  /// OpenSSL's reasons (X509_V_ERR_…) against it, but for its name.
  bool start_tls(const std::string& host, const Deadline& deadline);

  bool write(std::string_view bytes, const Deadline& deadline);
  /// Appends what has come, `most` bytes of it at most; waits for at least one.
  bool read(std::string& bytes, std::size_t most, const Deadline& deadline);

  [[nodiscard]] const std::string& error() const { return error_; }
  /// Null without TLS.
  [[nodiscard]] const SSL* tls() const { return tls_.get(); }
  [[nodiscard]] const std::set<int>& verify_errors() const { return verify_errors_; }

 private:
  struct Free {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(SSL* tls) const { SSL_free(tls); }
  };

  static int note_verify_error(int is_good, X509_STORE_CTX* store);
  bool connect_one(const SocketAddress& address, const Deadline& deadline);
  bool wait_for(short events, const Deadline& deadline);
  /// After a call of OpenSSL's that returned `result`: waits for what it wants.
  bool wait_for_tls(int result, const Deadline& deadline);
  bool fail(std::string error);
  bool fail_in_time();

  base::UniqueFd socket_;
  std::unique_ptr<SSL_CTX, Free> context_;
  std::unique_ptr<SSL, Free> tls_;
  std::set<int> verify_errors_;
  std::string error_;
};

}  // namespace parley::doctor
