#include "rooms_command.h"

#include <curl/curl.h>

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "options/mistakes.h"
#include "options/options.h"
#include "options/reference.h"
#include "options/values.h"
#include "parley/protocol/room_name.h"
#include "parley/rest/reading.h"
#include "rest_setup.h"

namespace parley {
namespace {

constexpr long timeout_milliseconds = 10'000;
constexpr std::size_t most_answer_bytes = std::size_t{4} * 1024 * 1024;

// The server has no room of that name.
struct NoSuchRoom : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Asks one server with one user's password.
class Client {
 public:
  Client(std::string server, const auth::ApiKey& user) : server_(std::move(server)) {
    while (server_.ends_with('/')) server_.pop_back();
    if (!handle_) throw std::runtime_error("libcurl cannot be used.");
    curl_easy_setopt(handle_.get(), CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    curl_easy_setopt(handle_.get(), CURLOPT_USERNAME, user.id.c_str());
    curl_easy_setopt(handle_.get(), CURLOPT_PASSWORD, user.secret.c_str());
    curl_easy_setopt(handle_.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle_.get(), CURLOPT_TIMEOUT_MS, timeout_milliseconds);
    curl_easy_setopt(handle_.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle_.get(), CURLOPT_WRITEFUNCTION, &Client::take);
    curl_easy_setopt(handle_.get(), CURLOPT_WRITEDATA, &answer_);
  }

  [[nodiscard]] const std::string& server() const { return server_; }

  /// The answer to a GET, or with a form to a POST. Throws std::runtime_error: NoSuchRoom where the
  /// REST API has nothing at that path.
  std::string ask(const std::string& path, const char* form = nullptr) {
    answer_.clear();
    const std::string url = server_ + path;
    curl_easy_setopt(handle_.get(), CURLOPT_URL, url.c_str());
    if (form == nullptr) {
      curl_easy_setopt(handle_.get(), CURLOPT_HTTPGET, 1L);
    } else {
      curl_easy_setopt(handle_.get(), CURLOPT_COPYPOSTFIELDS, form);
    }
    const CURLcode code = curl_easy_perform(handle_.get());
    if (code != CURLE_OK) {
      throw std::runtime_error(server_ + ": " + curl_easy_strerror(code) + ".");
    }
    long status = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status >= 200 && status < 300) return answer_;
    const std::string why = rest::read_error(answer_);
    if (status == 404 && !why.empty()) throw NoSuchRoom(server_ + ": " + why);
    throw std::runtime_error(server_ + ": " +
                             (why.empty() ? "It has no REST API; it answered with the status " +
                                                std::to_string(status) + "."
                                          : why));
  }

 private:
  struct Free {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  };

  static std::size_t take(const char* bytes, std::size_t size, std::size_t count, void* text) {
    auto& answer = *static_cast<std::string*>(text);
    if (answer.size() + size * count > most_answer_bytes) return 0;
    answer.append(bytes, size * count);
    return size * count;
  }

  std::string server_;
  std::string answer_;
  std::unique_ptr<CURL, Free> handle_{curl_easy_init()};
};

struct Line {
  rest::RoomLine room;
  std::size_t participants = 0;
};

template <class Value>
Value expected(std::optional<Value> value) {
  if (!value) throw std::runtime_error("The server's answer cannot be read.");
  return *std::move(value);
}

// Letters of several bytes count as one, so that columns are straight for most names.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

void print(const std::vector<Line>& lines) {
  if (lines.empty()) {
    std::cout << "There are no rooms.\n";
    return;
  }
  std::size_t widest = 4;
  for (const Line& line : lines) widest = std::max(widest, width_of(line.room.name));
  const auto name_column = [widest](const std::string& name) {
    return name + std::string(widest - width_of(name) + 2, ' ');
  };
  std::cout << name_column("NAME") << "PARTICIPANTS  SINCE                 SID\n";
  for (const Line& line : lines) {
    std::cout << name_column(line.room.name) << std::setw(12) << line.participants << "  "
              << line.room.since << "  " << line.room.sid << '\n';
  }
}

void list(Client& client) {
  std::vector<Line> lines;
  std::string path = "/v1/Rooms?PageSize=1000";
  while (!path.empty()) {
    rest::RoomLines page = expected(rest::read_rooms(client.ask(path)));
    for (rest::RoomLine& room : page.rooms) {
      const std::string participants =
          client.ask("/v1/Rooms/" + room.sid + "/Participants?Status=connected&PageSize=1000");
      lines.push_back({std::move(room), expected(rest::count_participants(participants))});
    }
    path = page.next_path;
  }
  print(lines);
}

void end(Client& client, const std::string& name) {
  try {
    client.ask("/v1/Rooms/" + protocol::encode_room_name(name), "Status=completed");
  } catch (const NoSuchRoom&) {
    throw std::runtime_error(client.server() + ": There is no room \"" + shown(name) +
                             "\" in progress. \"parley rooms\" lists those that are.");
  }
  std::cout << "The room " << name << " has ended.\n";
}

// The argument has to outlive it.
Command rooms_options(std::string& server) {
  return {"parley rooms",
          "Lists the rooms of a server, or ends one: parley rooms [end NAME]. It takes the "
          "server's own options, so that it can share its configuration file.",
          [&server](Flags& flags) {
            flags.add(
                "--server",
                {.value = "URL",
                 .help = "The server to ask, such as https://meet.example.org; by default the one "
                         "with these options on this machine",
                 .default_value = ""},
                take_text(server));
          }};
}

}  // namespace

std::vector<FlagDescription> rooms_flags() {
  std::string server;
  return flags_with(rooms_options(server));
}

int rooms_command(int argc, char** argv) {
  std::optional<std::string> room_to_end;
  if (argc > 1 && std::string_view(argv[1]) == "end") {
    if (argc < 3) {
      return tell({{"end", "Expected the name of a room: parley rooms end NAME."}}, "parley rooms");
    }
    room_to_end = argv[2];
    argv[2] = argv[0];
    argv += 2;
    argc -= 2;
  }
  std::string server;
  const Command command = rooms_options(server);
  auto parsed = parse_options(argc, argv, &command);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  if (server.empty()) server = local_url(std::get<Options>(parsed).settings);
  const std::vector<auth::ApiKey> users = rest_users(std::get<Options>(parsed));
  if (users.empty()) {
    return tell({{"--api-key-file",
                  "Expected what the server knows you by: an API key, or --account-sid with "
                  "--auth-token-file."}},
                "parley rooms");
  }
  Client client(server, users.front());
  if (room_to_end) {
    end(client, *room_to_end);
  } else {
    list(client);
  }
  return 0;
}

}  // namespace parley
