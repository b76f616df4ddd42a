// The process's own accept(): parley/accept/accept_registry.h says why there is one. It must be
// linked into the executable itself, as an object file: in a static library the linker would find
// the C library's first.
#include <sys/socket.h>

#include <cerrno>
#include <exception>

#include "parley/accept/accept_registry.h"

// An exception must not pass through CivetWeb's C code.
extern "C" int accept(int listener, sockaddr* address, socklen_t* length) try {
  return parley::accept::AcceptRegistry::instance().accept(listener, address, length);
} catch (const std::exception&) {
  errno = ENOMEM;
  return -1;
}
