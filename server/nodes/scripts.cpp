#include "parley/nodes/scripts.h"

#include "parley/base/text.h"
#include "parley/nodes/limits.h"

namespace parley::nodes {
namespace {

static_assert(room_memory.count() == 86'400'000 && left_room_memory.count() == 600'000 &&
                  lineage_runs == 4,
              "as in the scripts");

// The first script after Redis began with an empty memory notes when that was.
constexpr std::string_view beat = R"(
local t=redis.call('TIME'); local now=t[1]*1000+math.floor(t[2]/1000)
local key=redis.call('GET','parley:key')
if key and key~=ARGV[4] then return 'other-key' end
redis.call('SET','parley:key',ARGV[4],'PX',ARGV[3])
local since=redis.call('GET','parley:since')
if not since then since=string.format('%.0f',now); redis.call('SET','parley:since',since) end
redis.call('SET','parley:node:'..ARGV[1],ARGV[2],'PX',ARGV[3])
return 'since '..since)";

// A fence is higher than all before it even if Redis has forgotten these: it begins at the time.
// A node that asks for a room which is its own has not had the answer, or has given the room back:
// the new fence keeps what it said before, and Redis reads late, from having effect.
constexpr std::string_view acquire = R"(
local t=redis.call('TIME'); local now=t[1]*1000+math.floor(t[2]/1000)
local since=redis.call('GET','parley:since')
if not since then since=string.format('%.0f',now); redis.call('SET','parley:since',since) end
local value=redis.call('GET',KEYS[1])
local owner,last,lineage
if value then
  owner,last,lineage=string.match(value,'^(%S+) (%d+)(.*)$')
  if owner==ARGV[1] then owner='-' end
  local address=owner~='-' and redis.call('GET','parley:node:'..owner)
  if address then return 'other '..last..' '..address end
elseif now-tonumber(since)<tonumber(ARGV[2]) then return 'wait' end
local fence=math.max(tonumber(redis.call('GET','parley:fence') or 0)+1, now*8)
fence=string.format('%.0f',fence)
redis.call('SET','parley:fence',fence)
local earlier=''
if value then
  local count=0
  for run in string.gmatch(last..lineage,'%d+') do
    count=count+1
    if count<=4 then earlier=earlier..' '..run end
  end
end
redis.call('SET',KEYS[1],ARGV[1]..' '..fence..earlier,'PX',86400000)
return ((value and owner~='-') and 'taken ' or 'own ')..fence..earlier)";

constexpr std::string_view locate = R"(
local value=redis.call('GET',KEYS[1])
local owner=value and string.match(value,'^%S+')
return owner and owner~='-' and redis.call('GET','parley:node:'..owner) or '-')";

// Of two who say that a room is theirs, the one with the higher fence is right.
constexpr std::string_view assert_own = R"(
local value=redis.call('GET',KEYS[1])
if value then
  local owner,last=string.match(value,'^(%S+) (%d+)')
  if owner~=ARGV[1] and tonumber(last)>=tonumber(ARGV[2]) then return 'other' end
end
local fence=math.max(tonumber(redis.call('GET','parley:fence') or 0),tonumber(ARGV[2]))
redis.call('SET','parley:fence',string.format('%.0f',fence))
local rest=ARGV[3]~='' and ' '..ARGV[3] or ''
redis.call('SET',KEYS[1],ARGV[1]..' '..ARGV[2]..rest,'PX',86400000)
return 'own')";

constexpr std::string_view release = R"(
local value=redis.call('GET',KEYS[1])
if not value then return 'other' end
local owner,last,lineage=string.match(value,'^(%S+) (%d+)(.*)$')
if owner~=ARGV[1] or last~=ARGV[2] then return 'other' end
if ARGV[3]=='keep' then redis.call('SET',KEYS[1],'- '..last..lineage,'PX',600000)
else redis.call('DEL',KEYS[1]) end
return 'done')";

std::string take_word(std::string_view& text) {
  return std::string(base::next_part(text, ' '));
}

bool is_fence(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string_view beat_script() {
  return beat;
}
std::string_view acquire_script() {
  return acquire;
}
std::string_view locate_script() {
  return locate;
}
std::string_view assert_script() {
  return assert_own;
}
std::string_view release_script() {
  return release;
}

std::string room_key(std::string_view hash) {
  return "parley:room:" + std::string(hash);
}

std::string node_key(std::string_view incarnation) {
  return "parley:node:" + std::string(incarnation);
}

std::string joined(const std::vector<std::string>& lineage) {
  std::string text;
  for (const std::string& run : lineage) {
    if (!text.empty()) text += ' ';
    text += run;
  }
  return text;
}

std::optional<Beaten> read_beat(std::string_view answer) {
  if (take_word(answer) != "since") return std::nullopt;
  return Beaten{std::string(answer)};
}

Acquired read_acquire(std::string_view answer) {
  const std::string what = take_word(answer);
  const std::string fence = take_word(answer);
  if (!is_fence(fence)) return NotYet{};
  if (what == "other") {
    return answer.empty() ? Acquired(NotYet{}) : Acquired(Elsewhere{fence, std::string(answer)});
  }
  if (what != "own" && what != "taken") return NotYet{};
  Owned owned{fence, {}, what == "taken"};
  while (!answer.empty() && owned.lineage.size() < lineage_runs) {
    owned.lineage.push_back(take_word(answer));
  }
  return owned;
}

}  // namespace parley::nodes
