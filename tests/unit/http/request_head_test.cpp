#include "parley/http/request_head.h"

#include <gtest/gtest.h>

#include <string>

#include "parley/limits/limits.h"

namespace parley::http {
namespace {

using State = HeadVerdict::State;

/// The judgement of the bytes at once, which must be that of the bytes one by one.
HeadVerdict judge(const std::string& bytes) {
  const HeadVerdict whole = judge_head(bytes);
  HeadScanner scanner;
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    const HeadVerdict part = scanner.scan(std::string_view(bytes).substr(0, size));
    if (part.state == State::Incomplete && size < bytes.size()) continue;
    EXPECT_EQ(part.state, whole.state) << bytes;
    EXPECT_EQ(part.status, whole.status) << bytes;
    EXPECT_EQ(part.head_bytes, whole.head_bytes) << bytes;
    EXPECT_EQ(part.body_bytes, whole.body_bytes) << bytes;
    break;
  }
  return whole;
}

/// 200 where it is complete, 0 where it is not.
int status_of_head(const std::string& bytes) {
  const HeadVerdict verdict = judge(bytes);
  return verdict.state == State::Complete ? 200 : verdict.status;
}

int status_with(const std::string& fields) {
  return status_of_head("GET / HTTP/1.1\r\n" + fields + "\r\n");
}

int status_for(const std::string& request_line) {
  return status_of_head(request_line + "\r\nHost: x\r\n\r\n");
}

TEST(RequestHead, EndsAtAnEmptyLine) {
  const std::string head = "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n";
  const HeadVerdict verdict = judge(head + "abcdef");
  EXPECT_EQ(verdict.state, State::Complete);
  EXPECT_EQ(verdict.head_bytes, head.size());
  EXPECT_EQ(verdict.body_bytes, 4U);
  EXPECT_FALSE(verdict.expects_continue);
  EXPECT_EQ(judge(head.substr(0, head.size() - 1)).state, State::Incomplete);
}

// Else a client that sends byte by byte costs the server the square of them.
TEST(RequestHead, IsLookedAtOnceHoweverItComes) {
  std::string head = "GET / HTTP/1.1\r\nHost: x\r\n";
  while (head.size() < limits::request_head_bytes / 2)
    head += "A: " + std::string(300, 'x') + "\r\n";
  head += "B: " + std::string(limits::request_head_bytes - head.size() - 7, 'x') + "\r\n\r\n";
  HeadScanner scanner;
  for (std::size_t size = 0; size < head.size(); ++size) {
    EXPECT_EQ(scanner.scan(std::string_view(head).substr(0, size)).state, State::Incomplete);
  }
  EXPECT_EQ(scanner.scan(head + std::string(limits::body_bytes, 'x')).state, State::Complete);
  EXPECT_LE(scanner.looked_at(), 3 * head.size());
  const std::size_t looked_at = scanner.looked_at();
  EXPECT_EQ(scanner.scan(head + std::string(limits::body_bytes, 'x')).head_bytes, head.size());
  EXPECT_EQ(scanner.looked_at(), looked_at);
}

// RFC 9112 section 2.2.
TEST(RequestHead, MayHaveOneEmptyLineBefore) {
  EXPECT_EQ(status_of_head("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"), 200);
  EXPECT_EQ(status_of_head("\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"), 400);
}

TEST(RequestHead, LinesEndWithCrLf) {
  for (const char* const bytes :
       {"GET / HTTP/1.1\nHost: x\n\n", "GET / HTTP/1.1\r\nHost: x\n\r\n", "\n",
        "GET / HTTP/1.1\r\nHost: x\r\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\n\n",
        "GET / HTTP/1.1\rHost: x\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\rX: y\r\n\r\n"}) {
    EXPECT_EQ(status_of_head(bytes), 400) << bytes;
  }
}

TEST(RequestHead, FirstLineIsMethodTargetVersion) {
  for (const char* const line :
       {"GET /", "GET", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET /  HTTP/1.1",
        "GET / http/1.1", "GET / HTTPS/1.1", "GET\t/ HTTP/1.1", "G(T / HTTP/1.1", "/ HTTP/1.1",
        "GET /a b HTTP/1.1"}) {
    EXPECT_EQ(status_for(line), 400) << line;
  }
}

// HTTP/0.9 ends here, and TLS has no lines: nothing more need come.
TEST(RequestHead, WhatIsNoHttpIsKnownAtOnce) {
  EXPECT_EQ(status_of_head("GET /\r\n"), 400);
  EXPECT_EQ(status_of_head("\x16\x03\x01"), 400);
}

TEST(RequestHead, VersionIs1_1Or1_0) {
  EXPECT_EQ(status_for("GET / HTTP/1.0"), 200);
  for (const char* const version : {"0.9", "1.2", "1", "2", "2.0", "3.0", "9.9", "11.1", "1.10"}) {
    EXPECT_EQ(status_for("GET / HTTP/" + std::string(version)), 505) << version;
  }
  // RFC 9113 section 3.4.
  EXPECT_EQ(status_of_head("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505);
}

TEST(RequestHead, MethodIsOneThatIsKnown) {
  for (const char* const method : {"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"}) {
    EXPECT_EQ(status_for(std::string(method) + " / HTTP/1.1"), 200) << method;
  }
  for (const char* const method : {"get", "CONNECT", "TRACE", "NONSENSE"}) {
    EXPECT_EQ(status_for(std::string(method) + " / HTTP/1.1"), 501) << method;
  }
}

// RFC 9112 section 3.2.
TEST(RequestHead, TargetIsAPathOrAnAddressOrTheServer) {
  for (const char* const line :
       {"GET /a?b", "GET //a", "GET http://host/a", "GET HTTP://host:80/a:b?c", "GET http://host",
        "GET https://[::1]:8080/", "GET http://host?a", "OPTIONS *"}) {
    EXPECT_EQ(status_for(std::string(line) + " HTTP/1.1"), 200) << line;
  }
  for (const char* const line :
       {"GET *", "GET a", "GET host:80", "GET http://", "GET http:///a", "GET ftp://host/a",
        "GET http://user@host/", "GET /a#b", "GET /\xc3\xa9", "GET /\x01", "GET ?a"}) {
    EXPECT_EQ(status_for(std::string(line) + " HTTP/1.1"), 400) << line;
  }
}

TEST(RequestHead, HostComesOnceAndNamesAHost) {
  for (const char* const fields :
       {"Host: x\r\n", "host:x:80\r\n", "Host:\r\n", "HOST: [::1]:1\r\n"}) {
    EXPECT_EQ(status_with(fields), 200) << fields;
  }
  for (const char* const fields : {"", "Host: x\r\nHost: x\r\n", "Host: a b\r\n", "Host: a/b\r\n",
                                   "Host: a, b\r\n", "Host: u@a\r\n"}) {
    EXPECT_EQ(status_with(fields), 400) << fields;
  }
  EXPECT_EQ(status_of_head("GET / HTTP/1.0\r\n\r\n"), 200);
  EXPECT_EQ(status_of_head("GET / HTTP/1.0\r\nHost: x\r\nHost: y\r\n\r\n"), 400);
}

// RFC 9112 sections 5.1 and 5.2.
TEST(RequestHead, HeadersAreWellFormed) {
  EXPECT_EQ(status_with("Host: x\r\nX:\r\nx-y_z.1!: \xe9 : \"\r\n"), 200);
  for (const char* const field :
       {"X : y", "X y: z", ": y", "X", "X\t: y", "(X): y", "X\xc3\xa9: y", " folded", "\tfolded",
        "X: a\tb", "X:\ty", "X: \x01", "X: \x7f"}) {
    EXPECT_EQ(status_with("Host: x\r\n" + std::string(field) + "\r\n"), 400) << field;
  }
  EXPECT_EQ(status_with("Host: x\r\nX: a" + std::string(1, '\0') + "b\r\n"), 400);
  EXPECT_EQ(status_with(" X: y\r\nHost: x\r\n"), 400) << "space before the first";
}

TEST(RequestHead, BodyHasOneLength) {
  EXPECT_EQ(status_with("Host: x\r\nContent-Length: 0\r\n"), 200);
  EXPECT_EQ(status_with("Host: x\r\nTransfer-Encoding: Chunked\r\n"), 200);
  for (const char* const fields :
       {"Content-Length: 1\r\nContent-Length: 1\r\n", "Content-Length: 1, 1\r\n",
        "Content-Length: +1\r\n", "Content-Length: -1\r\n", "Content-Length: 0x1\r\n",
        "Content-Length:\r\n", "Content-Length: 99999999999999999999\r\n",
        "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n"}) {
    EXPECT_EQ(status_with("Host: x\r\n" + std::string(fields)), 400) << fields;
  }
  EXPECT_EQ(status_of_head("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
  for (const char* const coding : {"gzip", "gzip, chunked", "identity", "", "xchunked"}) {
    EXPECT_EQ(status_with("Host: x\r\nTransfer-Encoding: " + std::string(coding) + "\r\n"), 501);
  }
}

// RFC 9110 section 10.1.1.
TEST(RequestHead, ExpectationIsOfABodyThatWillBeRead) {
  const auto expects = [](const std::string& version, const std::string& fields) {
    return judge("POST / HTTP/" + version + "\r\nHost: x\r\nExpect: 100-Continue\r\n" + fields +
                 "\r\n")
        .expects_continue;
  };
  EXPECT_TRUE(expects("1.1", "Content-Length: 1\r\n"));
  EXPECT_FALSE(expects("1.0", "Content-Length: 1\r\n"));
  EXPECT_FALSE(expects("1.1", ""));
  EXPECT_FALSE(expects("1.1", "Transfer-Encoding: chunked\r\n"));
  EXPECT_FALSE(
      expects("1.1", "Content-Length: " + std::to_string(limits::body_bytes + 1) + "\r\n"));
  EXPECT_EQ(status_with("Host: x\r\nExpect: coffee\r\n"), 417);
}

TEST(RequestHead, IsLimited) {
  const std::string longest(limits::request_head_bytes, 'x');
  EXPECT_EQ(judge_head("GET /" + longest).status, 414);
  EXPECT_EQ(judge_head("GET / HTTP/1.1\r\nHost: x\r\nX: " + longest).status, 431);
  std::string fields = "Host: x\r\n";
  while (fields.size() < limits::request_fields * 9) fields += "X-1: aa\r\n";
  EXPECT_EQ(status_with(fields), 200);
  EXPECT_EQ(status_with(fields + "X-1: aa\r\n"), 431);
}

TEST(RequestTarget, HasAPathAndPerhapsAnAuthority) {
  EXPECT_EQ(path_of_target("/a?b"), "/a");
  EXPECT_EQ(path_of_target("*"), "*");
  EXPECT_EQ(path_of_target("http://host:80/a:b?c"), "/a:b");
  EXPECT_EQ(path_of_target("HTTPS://host"), "/");
  EXPECT_EQ(path_of_target("http://host?a"), "/");
  EXPECT_EQ(authority_of_target("http://host:80/a"), "host:80");
  EXPECT_EQ(authority_of_target("http://host?a"), "host");
  EXPECT_EQ(authority_of_target("/a"), "");
}

}  // namespace
}  // namespace parley::http
