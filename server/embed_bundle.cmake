# Turns the built pages into two sources: an assembler file that takes in the bytes, and a table of
# them in C++. Compilers need minutes for a megabyte in an array; the assembler needs none.
#
#   cmake -DBUNDLE=dir -DASSEMBLY=file.S -DTABLE=file.cpp -P embed_bundle.cmake
#
# Each line of BUNDLE/manifest.txt is a URL path, a file in BUNDLE and its encoding, with tabs
# between them. Without a manifest the table is empty: the server builds without the pages, too.

cmake_minimum_required(VERSION 3.25)

set(blobs "")
set(declarations "")
set(entries "")
set(lines "")
if(EXISTS ${BUNDLE}/manifest.txt)
  file(STRINGS ${BUNDLE}/manifest.txt lines)
endif()

set(count 0)
foreach(line IN LISTS lines)
  string(REPLACE "\t" ";" fields "${line}")
  list(LENGTH fields length)
  if(NOT length EQUAL 3)
    message(FATAL_ERROR "${BUNDLE}/manifest.txt: expected three fields in \"${line}\"")
  endif()
  list(GET fields 0 path)
  list(GET fields 1 file)
  list(GET fields 2 encoding)
  set(encodings br Brotli gzip Gzip identity Identity)
  list(FIND encodings ${encoding} index)
  if(index EQUAL -1)
    message(FATAL_ERROR "${BUNDLE}/manifest.txt: no such encoding in \"${line}\"")
  endif()
  math(EXPR index "${index} + 1")
  list(GET encodings ${index} encoding)
  # The hash makes this file change, and so be assembled again, whenever the content does.
  file(SHA256 ${BUNDLE}/${file} hash)
  string(APPEND blobs "// ${hash}\nparley_file_${count}:\n  .incbin \"${BUNDLE}/${file}\"\n"
                      "parley_file_${count}_end:\n"
                      "  .globl parley_file_${count}, parley_file_${count}_end\n")
  string(APPEND declarations "extern const char parley_file_${count}[];\n"
                             "extern const char parley_file_${count}_end[];\n")
  string(APPEND entries "  bundle.add(\"${path}\", http::Encoding::${encoding},\n"
                        "             {parley_file_${count}, parley_file_${count}_end});\n")
  math(EXPR count "${count} + 1")
endforeach()

# file(CONFIGURE) leaves a file alone that would not change.
file(CONFIGURE OUTPUT ${ASSEMBLY} @ONLY CONTENT
"// Written by embed_bundle.cmake.
  .section .rodata
@blobs@
  .section .note.GNU-stack,\"\",%progbits
")
file(CONFIGURE OUTPUT ${TABLE} @ONLY CONTENT
"// Written by embed_bundle.cmake.
#include \"embedded_bundle.h\"

extern \"C\" {
@declarations@}

namespace parley {

http::Bundle embedded_bundle() {
  http::Bundle bundle;
@entries@  return bundle;
}

}  // namespace parley
")
