#include "stream.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <poll.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace parley::doctor {
namespace {

bool is_address(const std::string& host) {
  std::array<unsigned char, 16> bytes{};
  return inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 ||
         inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

std::string words_of(int error) {
  return std::strerror(error);
}

}  // namespace

bool Stream::fail(std::string error) {
  error_ = std::move(error);
  return false;
}

bool Stream::fail_in_time() {
  return fail("no answer in time");
}

bool Stream::wait_for(short events, const Deadline& deadline) {
  pollfd watched = {.fd = socket_.get(), .events = events, .revents = 0};
  while (true) {
    // What is always ready would go on for ever.
    if (deadline.is_over()) return fail_in_time();
    const int count = ::poll(&watched, 1, deadline.left_for_poll());
    if (count > 0) return true;
    if (count == 0) return fail_in_time();
    if (errno != EINTR) return fail(words_of(errno));
  }
}

bool Stream::connect(const std::vector<SocketAddress>& addresses, const Deadline& deadline) {
  error_ = "there is no address";
  for (std::size_t index = 0; index < addresses.size(); ++index) {
    const auto share = deadline.left() / static_cast<int>(addresses.size() - index);
    if (connect_one(addresses[index], Deadline(share))) return true;
  }
  return false;
}

bool Stream::connect_one(const SocketAddress& address, const Deadline& deadline) {
  socket_ = base::UniqueFd(
      ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket_) return fail(words_of(errno));
  if (::connect(socket_.get(), address.get(), address.size) == 0) return true;
  if (errno != EINPROGRESS) return fail(words_of(errno));
  if (!wait_for(POLLOUT, deadline)) return false;
  int error = 0;
  socklen_t size = sizeof error;
  ::getsockopt(socket_.get(), SOL_SOCKET, SO_ERROR, &error, &size);
  return error == 0 || fail(words_of(error));
}

int Stream::note_verify_error(int is_good, X509_STORE_CTX* store) {
  const void* const tls = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
  auto* const self = static_cast<Stream*>(SSL_get_app_data(static_cast<const SSL*>(tls)));
  const int error = X509_STORE_CTX_get_error(store);
  // The dates of the server's own certificate are judged by themselves.
  const bool is_date =
      error == X509_V_ERR_CERT_HAS_EXPIRED || error == X509_V_ERR_CERT_NOT_YET_VALID;
  const bool is_own = X509_STORE_CTX_get_error_depth(store) == 0;
  if (is_good == 0 && !(is_date && is_own)) self->verify_errors_.insert(error);
  return 1;
}

bool Stream::start_tls(const std::string& host, const Deadline& deadline) {
  context_.reset(SSL_CTX_new(TLS_client_method()));
  if (!context_) return fail("OpenSSL cannot be used");
  SSL_CTX_set_default_verify_paths(context_.get());
  SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, &Stream::note_verify_error);
  tls_.reset(SSL_new(context_.get()));
  if (!tls_ || SSL_set_fd(tls_.get(), socket_.get()) != 1) return fail("OpenSSL cannot be used");
  SSL_set_app_data(tls_.get(), this);
  // RFC 6066 section 3: no addresses.
  if (!is_address(host)) SSL_set_tlsext_host_name(tls_.get(), host.c_str());
  while (true) {
    ERR_clear_error();
    const int result = SSL_connect(tls_.get());
    if (result == 1) return true;
    if (!wait_for_tls(result, deadline)) return false;
  }
}

bool Stream::wait_for_tls(int result, const Deadline& deadline) {
  switch (SSL_get_error(tls_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return wait_for(POLLIN, deadline);
    case SSL_ERROR_WANT_WRITE:
      return wait_for(POLLOUT, deadline);
    case SSL_ERROR_ZERO_RETURN:
      return fail("the other side has closed the connection");
    default:
      break;
  }
  const char* const reason = ERR_reason_error_string(ERR_peek_last_error());
  return fail(reason == nullptr ? "the other side has broken the connection" : reason);
}

bool Stream::write(std::string_view bytes, const Deadline& deadline) {
  while (!bytes.empty()) {
    if (deadline.is_over()) return fail_in_time();
    if (tls_) {
      ERR_clear_error();
      const int count = SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()));
      if (count > 0) {
        bytes.remove_prefix(static_cast<std::size_t>(count));
      } else if (!wait_for_tls(count, deadline)) {
        return false;
      }
      continue;
    }
    const ssize_t count = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EAGAIN && errno != EINTR) {
      return fail(words_of(errno));
    } else if (!wait_for(POLLOUT, deadline)) {
      return false;
    }
  }
  return true;
}

bool Stream::read(std::string& bytes, std::size_t most, const Deadline& deadline) {
  std::array<char, 4096> buffer{};
  const std::size_t size = std::min(most, buffer.size());
  while (true) {
    if (deadline.is_over()) return fail_in_time();
    if (tls_) {
      ERR_clear_error();
      const int count = SSL_read(tls_.get(), buffer.data(), static_cast<int>(size));
      if (count > 0) {
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
        return true;
      }
      if (!wait_for_tls(count, deadline)) return false;
      continue;
    }
    const ssize_t count = ::recv(socket_.get(), buffer.data(), size, 0);
    if (count > 0) {
      bytes.append(buffer.data(), static_cast<std::size_t>(count));
      return true;
    }
    if (count == 0) return fail("the other side has closed the connection");
    if (errno != EAGAIN && errno != EINTR) return fail(words_of(errno));
    if (!wait_for(POLLIN, deadline)) return false;
  }
}

}  // namespace parley::doctor
