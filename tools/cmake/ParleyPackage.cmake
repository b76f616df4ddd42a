# What the Debian package contains, and CPack's description of it. tools/pack-debian.sh writes the
# files in PARLEY_PACKAGE_FILES, which are made from the program, and runs CPack.
#
# Debian 12 and 13 have the same libcivetweb1, libcurl4, libprometheus-cpp-core1.0, libssl3 and
# libwslay1, or ones that provide them, but not the same libspdlog, libfmt, libutf8proc and
# libhiredis. These are in the program, so that a package made on Debian 12 is for both; those that
# read what strangers send are Debian's, with its security updates.

set(debian ${CMAKE_SOURCE_DIR}/tools/debian)
set(PARLEY_PACKAGE_FILES ${CMAKE_SOURCE_DIR}/build/debian CACHE PATH "Files made for the package")
# CPack would build everything first. What is packed has been built.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)

install(TARGETS parley RUNTIME DESTINATION bin)
install(FILES ${debian}/parley.service DESTINATION lib/systemd/system)
install(FILES ${PARLEY_PACKAGE_FILES}/parley.conf DESTINATION share/parley)
install(FILES ${PARLEY_PACKAGE_FILES}/parley.1.gz DESTINATION share/man/man1)
install(FILES ${PARLEY_PACKAGE_FILES}/parley.bash RENAME parley
        DESTINATION share/bash-completion/completions)
install(FILES ${PARLEY_PACKAGE_FILES}/_parley DESTINATION share/zsh/vendor-completions)
install(FILES ${PARLEY_PACKAGE_FILES}/copyright ${PARLEY_PACKAGE_FILES}/changelog.gz
              ${PARLEY_PACKAGE_FILES}/hosting.md.gz ${PARLEY_PACKAGE_FILES}/operators.md.gz
              ${PARLEY_PACKAGE_FILES}/access.md.gz
        DESTINATION share/doc/parley)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME parley)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_VENDOR "Parley")
set(CPACK_PACKAGE_CONTACT "Parley's authors <parley@example.org>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS adduser)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS ca-certificates)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "caddy | nginx, coturn, janus")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "video meetings in the browser
A server for video meetings, with the pages that people open: they follow a
link, say their name, and talk. Audio and video go from browser to browser,
or in large rooms through Janus.
.
The service listens on port 8080 of this machine. The command parley setup
makes it a public meeting place, with a proxy for https and coturn for
firewalls.")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${debian}/postinst ${debian}/prerm ${debian}/postrm)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
include(CPack)
