#include "parley/setup/unified_diff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "parley/base/config_text.h"
#include "parley/setup/limits.h"
#include "parley/setup/lines.h"
#include "parley/setup/redact.h"

namespace parley::setup {
namespace {

constexpr std::size_t context = 3;

using Lines = std::vector<std::string_view>;

struct Edit {
  char sign;  // ' ', '-' or '+'
  std::string_view line;
};

// A shortest way from one to the other, by a table of the longest common subsequences of the rests.
std::vector<Edit> edits_of_middle(const Lines& one, const Lines& other) {
  std::vector<Edit> edits;
  std::size_t i = 0;
  std::size_t j = 0;
  if (one.size() <= compared_lines && other.size() <= compared_lines) {
    const std::size_t width = other.size() + 1;
    std::vector<std::uint16_t> longest((one.size() + 1) * width);
    for (std::size_t row = one.size(); row-- > 0;) {
      for (std::size_t column = other.size(); column-- > 0;) {
        longest[row * width + column] =
            one[row] == other[column]
                ? static_cast<std::uint16_t>(longest[(row + 1) * width + column + 1] + 1)
                : std::max(longest[(row + 1) * width + column], longest[row * width + column + 1]);
      }
    }
    while (i < one.size() && j < other.size()) {
      if (one[i] == other[j]) {
        edits.push_back({' ', one[i++]});
        ++j;
      } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
        edits.push_back({'-', one[i++]});
      } else {
        edits.push_back({'+', other[j++]});
      }
    }
  }
  while (i < one.size()) edits.push_back({'-', one[i++]});
  while (j < other.size()) edits.push_back({'+', other[j++]});
  return edits;
}

std::vector<Edit> edits_of(Lines one, Lines other) {
  std::vector<Edit> edits;
  std::vector<Edit> end;
  const std::size_t least = std::min(one.size(), other.size());
  std::size_t same = 0;
  while (same < least && one[same] == other[same]) edits.push_back({' ', one[same++]});
  std::size_t same_end = 0;
  while (same_end < least - same &&
         one[one.size() - 1 - same_end] == other[other.size() - 1 - same_end]) {
    end.push_back({' ', one[one.size() - 1 - same_end++]});
  }
  const auto middle = [same, same_end](Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(same),
                 lines.end() - static_cast<std::ptrdiff_t>(same_end));
  };
  const std::vector<Edit> between = edits_of_middle(middle(one), middle(other));
  edits.insert(edits.end(), between.begin(), between.end());
  edits.insert(edits.end(), end.rbegin(), end.rend());
  return edits;
}

bool is_removed_comment(const Edit& edit) {
  const std::string_view line = base::without_blanks(edit.line);
  return edit.sign == '-' && (line.empty() || line.front() == '#');
}

// The edits of one hunk. A long run of removed comments is only counted.
std::string shown(const std::vector<Edit>& edits, std::size_t begin, std::size_t end) {
  std::string text;
  while (begin < end) {
    std::size_t run = begin;
    while (run < end && is_removed_comment(edits[run])) ++run;
    if (run - begin > shown_comments) {
      text += "-# (" + std::to_string(run - begin) + " lines of comments)\n";
      begin = run;
      continue;
    }
    text += edits[begin].sign;
    text.append(redacted(edits[begin].line)).append("\n");
    ++begin;
  }
  return text;
}

// As the range of an empty side is written: the line before it, and 0.
std::string range(std::size_t first, std::size_t count) {
  const std::size_t start = count == 0 ? first : first + 1;
  return std::to_string(start) + (count == 1 ? "" : "," + std::to_string(count));
}

}  // namespace

std::string unified_diff(const std::string& path, const std::optional<std::string>& before,
                         std::string_view after) {
  const std::string_view old_text = before ? std::string_view(*before) : std::string_view();
  const std::vector<Edit> edits = edits_of(lines_of(old_text), lines_of(after));
  const auto is_change = [](const Edit& edit) { return edit.sign != ' '; };
  std::string text;
  std::size_t old_line = 0;
  std::size_t new_line = 0;
  std::size_t at = 0;
  while (true) {
    const auto change =
        std::find_if(edits.begin() + static_cast<std::ptrdiff_t>(at), edits.end(), is_change);
    if (change == edits.end()) break;
    const auto first = static_cast<std::size_t>(change - edits.begin());
    const std::size_t begin = first - std::min(context, first - at);
    // To where no change follows for twice the context.
    std::size_t end = first;
    for (std::size_t i = first; i < edits.size() && i <= end + 2 * context + 1; ++i) {
      if (is_change(edits[i])) end = i;
    }
    end = std::min(end + 1 + context, edits.size());
    old_line += begin - at;
    new_line += begin - at;
    std::size_t removed = 0;
    std::size_t added = 0;
    for (std::size_t i = begin; i < end; ++i) {
      removed += edits[i].sign == '+' ? 0 : 1;
      added += edits[i].sign == '-' ? 0 : 1;
    }
    if (text.empty()) text = "--- " + (before ? path : "/dev/null") + "\n+++ " + path + "\n";
    text += "@@ -" + range(old_line, removed) + " +" + range(new_line, added) + " @@\n";
    text += shown(edits, begin, end);
    old_line += removed;
    new_line += added;
    at = end;
  }
  return text;
}

}  // namespace parley::setup
