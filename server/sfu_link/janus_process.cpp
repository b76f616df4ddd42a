#include "parley/sfu_link/janus_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

namespace parley::sfu_link {
namespace {

constexpr int cannot_run = 127;  // as a shell says it

// Between fork() and exec() of a program with threads only what a signal handler may do is allowed.
[[noreturn]] void become(const char* program, const char* const* arguments, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  // The parent may have ended before that.
  if (::getppid() != parent) ::_exit(cannot_run);
  // Not the signals of the terminal: the server ends it.
  ::setpgid(0, 0);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int null = ::open("/dev/null", O_RDWR);
  ::dup2(null, STDIN_FILENO);
  ::dup2(null, STDOUT_FILENO);
  ::execvp(program, const_cast<char* const*>(arguments));
  ::_exit(cannot_run);
}

}  // namespace

JanusProcess::JanusProcess(const std::string& program, const std::filesystem::path& folder) {
  const std::string path = folder.string();
  const char* const arguments[] = {program.c_str(), "--configs-folder", path.c_str(), nullptr};
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid_ == 0) become(program.c_str(), arguments, parent);
  pidfd_ = base::UniqueFd(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
}

JanusProcess::~JanusProcess() {
  if (ended_) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

bool JanusProcess::has_ended() {
  if (!ended_) ended_ = ::waitpid(pid_, nullptr, WNOHANG) == pid_;
  return ended_;
}

}  // namespace parley::sfu_link
