#include <curl/curl.h>

#include <ctime>
#include <memory>
#include <nlohmann/json.hpp>

#include "parley/doctor/limits.h"
#include "probes.h"

namespace parley::doctor {
namespace {

struct Free {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

std::size_t take(const char* bytes, std::size_t size, std::size_t count, void* text) {
  auto& answer = *static_cast<std::string*>(text);
  if (answer.size() + size * count > answer_bytes) return 0;
  answer.append(bytes, size * count);
  return size * count;
}

void read_body(const std::string& body, AnswerFacts& facts) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object()) return;
  const auto allowed = json.find("allowed");
  facts.is_parley = allowed != json.end() && allowed->is_boolean();
  if (!facts.is_parley) return;
  facts.is_origin_allowed = allowed->get<bool>();
  const auto text = [&json](const char* name) {
    const auto field = json.find(name);
    return field != json.end() && field->is_string() ? field->get<std::string>() : std::string();
  };
  facts.forwarded = text("forwarded");
  facts.scheme = text("scheme");
}

}  // namespace

AnswerFacts ask_origin(const std::string& base, const std::string& origin,
                       const Deadline& deadline) {
  AnswerFacts facts;
  const std::unique_ptr<CURL, Free> owned(curl_easy_init());
  CURL* const handle = owned.get();
  if (handle == nullptr) {
    facts.error = "libcurl cannot be used";
    return facts;
  }
  const std::string url = base + "/origin?" + origin;
  std::string body;
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 0L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 0L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "Parley");
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(deadline.left().count()));
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &take);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &body);
  facts.asked = std::time(nullptr);
  const CURLcode code = curl_easy_perform(handle);
  facts.answered = std::time(nullptr);
  if (code != CURLE_OK) {
    facts.error = curl_easy_strerror(code);
    return facts;
  }
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &facts.status);
  curl_header* date = nullptr;
  if (curl_easy_header(handle, "Date", 0, CURLH_HEADER, -1, &date) == CURLHE_OK) {
    const std::time_t seconds = curl_getdate(date->value, nullptr);
    if (seconds >= 0) facts.date = seconds;
  }
  if (facts.status == 200) read_body(body, facts);
  return facts;
}

}  // namespace parley::doctor
