# The rules every target of the project is built by: language level, warnings, sanitizers, ccache, the shared
# precompiled torch header, and the two helpers kaleido_library() and kaleido_test().

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# One position-independent flavour for libraries and programs alike, so that they share one precompiled header.
add_compile_options(-fPIC)

# With the compiler's own macros, Qt 6.4's moc reads the parts of GCC's headers that are written for C++20, and fails.
set(CMAKE_AUTOMOC_COMPILER_PREDEFINES OFF)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    # -fpch-preprocess and the sloppiness let ccache serve files that include a precompiled header.
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime CCACHE_PCH_EXTSUM=1
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE_PROGRAM})
    # Clang finds the .pch beside the header as GCC finds its .gch. CMake would name it behind -Xclang by its whole path, which
    # ccache does not shorten: a checkout in another folder would compile everything anew.
    if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
        set(CMAKE_CXX_COMPILE_OPTIONS_USE_PCH -include <PCH_HEADER>)
    endif()
endif()

add_library(kaleido_warnings INTERFACE)
target_compile_options(kaleido_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wno-sign-conversion -Wold-style-cast -Wcast-qual
    -Wnon-virtual-dtor -Woverloaded-virtual -Wformat=2 -Wextra-semi
    # At -O3, GCC 12 suspects std::string's own operator+ of overlapping copies (GCC bug 105651).
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-restrict>)

if(KALEIDO_SANITIZE)
    add_compile_options(-fsanitize=${KALEIDO_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${KALEIDO_SANITIZE})
    if(KALEIDO_SANITIZE MATCHES undefined)
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
endif()

if(KALEIDO_FUZZ)
    # Our libraries report what they run through; only the targets bring libFuzzer's main(). The library's own checks,
    # and conversions of numbers that are too large, belong to what fuzzing finds.
    add_compile_options(-fsanitize=fuzzer-no-link -fsanitize=float-cast-overflow
                        -fno-sanitize-recover=float-cast-overflow)
    add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()

# kaleido_precompiled_header(<name> HEADERS <header>... VERSION <of what they are> [LINK <target>...] [DEFINITIONS <macro>...])
# Headers that many targets read, read once: a file with LibTorch's takes 3 s instead of 20, one with Qt's 1 s instead of 4. Targets
# take them by kaleido_precompiled(); they must be built with the same options, and define these macros too.
function(kaleido_precompiled_header name)
    cmake_parse_arguments(ARG "" "VERSION" "HEADERS;LINK;DEFINITIONS" ${ARGN})
    set(target kaleido_${name}_pch)
    file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp" "// Carries precompiled headers.\n")
    add_library(${target} OBJECT "${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp")
    target_link_libraries(${target} PRIVATE ${ARG_LINK} kaleido_warnings)
    target_compile_definitions(${target} PRIVATE ${ARG_DEFINITIONS})
    list(TRANSFORM ARG_HEADERS REPLACE "(.+)" "<\\1>" OUTPUT_VARIABLE headers)
    target_precompile_headers(${target} PRIVATE ${headers})
    # Made in every checkout, since it names the files that it was made of. ccache takes the .sum for its content, so that what
    # was compiled with one build of it serves the next; it sees the compiler and its options for itself.
    set_target_properties(${target} PROPERTIES CXX_COMPILER_LAUNCHER "")
    foreach(suffix gch pch)
        file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/cmake_pch.hxx.${suffix}.sum"
            "${ARG_VERSION}: ${ARG_HEADERS}\n")
    endforeach()
endfunction()

function(kaleido_precompiled target name)
    target_precompile_headers(${target} REUSE_FROM kaleido_${name}_pch)
endfunction()

# kaleido_library(<folder> SOURCES <file>... [DEPENDS <target>...] [PRIVATE_DEPENDS <target>...] [TORCH])
# One static library an engine folder, kaleido::<folder>. Sources are listed by name.
function(kaleido_library name)
    cmake_parse_arguments(ARG "TORCH" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
    if(ARG_TORCH AND NOT KALEIDO_WITH_TORCH)
        return()
    endif()
    if(NOT ARG_SOURCES)
        add_library(kaleido_${name} INTERFACE)
        target_include_directories(kaleido_${name} INTERFACE "${CMAKE_SOURCE_DIR}")
        target_link_libraries(kaleido_${name} INTERFACE ${ARG_DEPENDS})
    else()
        add_library(kaleido_${name} STATIC ${ARG_SOURCES})
        target_include_directories(kaleido_${name} PUBLIC "${CMAKE_SOURCE_DIR}")
        target_link_libraries(kaleido_${name} PUBLIC ${ARG_DEPENDS}
                              PRIVATE ${ARG_PRIVATE_DEPENDS} fmt::fmt kaleido_warnings)
        if(ARG_TORCH)
            target_link_libraries(kaleido_${name} PRIVATE LibTorch::LibTorch)
            kaleido_precompiled(kaleido_${name} torch)
        endif()
    endif()
    add_library(kaleido::${name} ALIAS kaleido_${name})
endfunction()

# kaleido_test(<tst_name> [DEPENDS <target>...] [TORCH] [SOURCES <more files>...] [PRECOMPILED <name>])
# One Qt Test program from <tst_name>.cpp, run by ctest under its own name.
function(kaleido_test name)
    cmake_parse_arguments(ARG "TORCH" "PRECOMPILED" "DEPENDS;SOURCES" ${ARGN})
    if(ARG_TORCH AND NOT KALEIDO_WITH_TORCH)
        return()
    endif()
    add_executable(${name} ${name}.cpp ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    # By itself moc needs no headers; AUTOMOC would have it read LibTorch's, for 20 s a test.
    set(mocs "${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/include")
    add_custom_command(OUTPUT "${mocs}/${name}.moc"
        COMMAND ${CMAKE_COMMAND} -E make_directory "${mocs}"
        COMMAND Qt6::moc "${CMAKE_CURRENT_SOURCE_DIR}/${name}.cpp" -o "${mocs}/${name}.moc"
        DEPENDS ${name}.cpp VERBATIM)
    target_sources(${name} PRIVATE "${mocs}/${name}.moc")
    target_include_directories(${name} BEFORE PRIVATE "${mocs}")
    target_compile_definitions(${name} PRIVATE ${strict_qt})
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} kaleido::source_tree Qt6::Test fmt::fmt kaleido_warnings)
    if(ARG_TORCH)
        target_link_libraries(${name} PRIVATE LibTorch::LibTorch)
        set(ARG_PRECOMPILED torch)
    elseif(NOT ARG_PRECOMPILED)
        set(ARG_PRECOMPILED test)
    endif()
    kaleido_precompiled(${name} ${ARG_PRECOMPILED})
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 600 ENVIRONMENT "QT_QPA_PLATFORM=offscreen;OMP_WAIT_POLICY=PASSIVE")
endfunction()

# Targets `format` (rewrites) and `tidy` (clang-tidy over the torch-free files, whose headers clang reads quickly).
function(kaleido_add_lint_targets)
    find_program(CLANG_FORMAT NAMES clang-format-14 clang-format)
    find_program(RUN_CLANG_TIDY NAMES run-clang-tidy-14 run-clang-tidy)
    find_program(CLANG_TIDY NAMES clang-tidy-14 clang-tidy)
    if(CLANG_FORMAT)
        add_custom_target(format
            COMMAND git ls-files -z "*.h" "*.cpp" | xargs -0 ${CLANG_FORMAT} -i
            WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}" VERBATIM)
    endif()
    if(RUN_CLANG_TIDY AND CLANG_TIDY)
        add_custom_target(tidy
            COMMAND ${RUN_CLANG_TIDY} -quiet -clang-tidy-binary ${CLANG_TIDY} -p "${CMAKE_BINARY_DIR}"
                "${CMAKE_SOURCE_DIR}/engine/(base|plan|runtime|io|text|world)/.*\\.cpp"
            WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}" VERBATIM)
    endif()
endfunction()
