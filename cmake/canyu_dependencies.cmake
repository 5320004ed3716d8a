# Finds what Debian 12 ships; everything of the platform layer is gathered in canyu_platform_libraries.
set(CMAKE_FIND_PACKAGE_PREFER_CONFIG ON)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(ctemplate REQUIRED IMPORTED_TARGET libctemplate)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(curl REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(vips REQUIRED IMPORTED_TARGET vips)
pkg_check_modules(cmark REQUIRED IMPORTED_TARGET libcmark-gfm)
pkg_check_modules(prometheus REQUIRED IMPORTED_TARGET prometheus-cpp-core)
pkg_check_modules(brotli REQUIRED IMPORTED_TARGET libbrotlienc libbrotlidec)
pkg_check_modules(pq REQUIRED IMPORTED_TARGET libpq)
if(NOT CANYU_SANITIZERS)  # those bring their own allocator
    pkg_check_modules(jemalloc REQUIRED IMPORTED_TARGET jemalloc)
endif()
if(CANYU_TESTS)
    find_package(doctest REQUIRED)
    find_package(benchmark REQUIRED)
endif()

add_library(PkgConfig::stemmer INTERFACE IMPORTED)
target_link_libraries(PkgConfig::stemmer INTERFACE stemmer)

# SOCI 4.0.3 and the gfm extensions come without a config file; their names are the libraries'.
add_library(canyu_platform_libraries INTERFACE)
target_include_directories(canyu_platform_libraries SYSTEM INTERFACE /usr/include/soci /usr/include/postgresql)
target_link_libraries(canyu_platform_libraries INTERFACE
    Boost::headers Boost::json Boost::url Threads::Threads ZLIB::ZLIB
    PkgConfig::ctemplate PkgConfig::sodium PkgConfig::sqlite PkgConfig::curl
    PkgConfig::cmark cmark-gfm-extensions PkgConfig::prometheus PkgConfig::brotli PkgConfig::pq
    soci_core soci_sqlite3 soci_postgresql)
