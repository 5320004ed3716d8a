# One interface target with the language level, warnings, sanitizers and the compile-time savings.
add_library(canyu_flags INTERFACE)
target_compile_features(canyu_flags INTERFACE cxx_std_23)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG -g1")
target_include_directories(canyu_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(canyu_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Werror
    # g++ 12 reports these falsely once std::string is inlined.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-missing-field-initializers -Wno-restrict -Wno-maybe-uninitialized
        -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread>
    # clang sees what g++ does not: libstdc++ 12 uses its own deprecated std::get_temporary_buffer in stable_sort.
    $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-field-initializers -Wno-deprecated-declarations>)
# Asio and Beast are compiled once, in src/platform/http/server.
target_compile_definitions(canyu_flags INTERFACE
    BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ALL_NO_LIB
    BOOST_ASIO_NO_DEPRECATED)

find_program(CCACHE ccache)
if(CCACHE)
    # Paths relative to the checkout let two checkouts share one cache. What a file depends on is what the compiler
    # says, so that a new file is not read twice.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_link_options(canyu_flags INTERFACE -fuse-ld=lld)
else()
    target_link_options(canyu_flags INTERFACE --ld-path=/usr/bin/ld.lld-19)
endif()

if(CANYU_SANITIZERS)
    # SOCI does not export the type information of its drivers, which the vptr check would need.
    target_compile_options(canyu_flags INTERFACE -fsanitize=${CANYU_SANITIZERS} -fno-sanitize=vptr -fno-sanitize-recover=all
        -fno-omit-frame-pointer -O1 -g1
        # g++ 12 takes Asio's own operator new of a coroutine, once inlined, for one that delete does not match.
        $<$<CXX_COMPILER_ID:GNU>:-Wno-mismatched-new-delete>)
    target_link_options(canyu_flags INTERFACE -fsanitize=${CANYU_SANITIZERS})
endif()
if(CANYU_FUZZ)
    target_compile_options(canyu_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
