# nlohmann/json, header only. Under Emscripten /usr/include must not be on the include path, so a
# folder with nothing but a link to the library stands in for it.

find_path(PARLEY_JSON_ROOT nlohmann/json.hpp PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/include)
file(CREATE_LINK ${PARLEY_JSON_ROOT}/nlohmann ${CMAKE_BINARY_DIR}/include/nlohmann SYMBOLIC)

add_library(parley_json INTERFACE)
target_include_directories(parley_json SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/include)
