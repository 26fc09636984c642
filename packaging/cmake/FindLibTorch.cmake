# Finds LibTorch in the pinned Python wheel: target LibTorch::LibTorch.
#
# The wheel's own TorchConfig.cmake asks for a CUDA toolkit when the wheel is a CUDA build; nothing here compiles CUDA
# code, so this module links the wheel's libraries directly. The CUDA libraries are linked only if they load on this
# machine; --no-as-needed keeps them although no symbol is used (they register their kernels when loaded).
#
#   LibTorch_ROOT   folder that holds include/ and lib/; default: the torch package in <source>/.venv

if(NOT LibTorch_ROOT)
    file(GLOB LibTorch_ROOT "${CMAKE_SOURCE_DIR}/.venv/lib/python3*/site-packages/torch")
endif()
find_path(LibTorch_INCLUDE_DIR torch/csrc/api/include/torch/torch.h
          PATHS "${LibTorch_ROOT}/include" NO_DEFAULT_PATH)
foreach(part torch torch_cpu c10)
    find_library(LibTorch_${part}_LIBRARY ${part} PATHS "${LibTorch_ROOT}/lib" NO_DEFAULT_PATH)
endforeach()
find_file(LibTorch_OPENMP_LIBRARY libgomp.so.1 PATHS "${LibTorch_ROOT}/lib" NO_DEFAULT_PATH)
if(LibTorch_ROOT AND EXISTS "${LibTorch_ROOT}/version.py")
    file(STRINGS "${LibTorch_ROOT}/version.py" LibTorch_VERSION REGEX "^__version__")
    string(REGEX REPLACE "^__version__ = '([^']+)'" "\\1" LibTorch_VERSION "${LibTorch_VERSION}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
    REQUIRED_VARS LibTorch_INCLUDE_DIR LibTorch_torch_LIBRARY LibTorch_torch_cpu_LIBRARY LibTorch_c10_LIBRARY
    VERSION_VAR LibTorch_VERSION
    REASON_FAILURE_MESSAGE "Run packaging/setup.sh, which installs the pinned wheel into .venv.")

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
    set(_torch_cuda "${LibTorch_ROOT}/lib/libtorch_cuda.so")
    set(_torch_libraries "${LibTorch_torch_cpu_LIBRARY}" "${LibTorch_c10_LIBRARY}")
    if(EXISTS "${_torch_cuda}" AND NOT DEFINED LibTorch_CUDA_LOADS)
        # try_run would need the library's dependencies at link time; dlopen asks exactly what matters: does it load?
        set(_probe "${CMAKE_BINARY_DIR}/torch_cuda_probe.c")
        file(WRITE "${_probe}" "#include <dlfcn.h>\nint main(void) { return dlopen(\"${_torch_cuda}\", RTLD_NOW) ? 0 : 1; }\n")
        try_run(_probe_exit _probe_built "${CMAKE_BINARY_DIR}/torch_cuda_probe" "${_probe}"
                LINK_LIBRARIES ${CMAKE_DL_LIBS})
        if(_probe_built AND _probe_exit EQUAL 0)
            set(LibTorch_CUDA_LOADS ON CACHE BOOL "The wheel's CUDA libraries load on this machine")
        else()
            set(LibTorch_CUDA_LOADS OFF CACHE BOOL "The wheel's CUDA libraries load on this machine")
        endif()
    endif()
    if(LibTorch_CUDA_LOADS)
        list(APPEND _torch_libraries "${_torch_cuda}" "${LibTorch_ROOT}/lib/libc10_cuda.so")
    endif()

    add_library(LibTorch::LibTorch INTERFACE IMPORTED)
    # Behind the system's headers: the wheel brings other libraries' too, such as an fmt that it does not link.
    target_compile_options(LibTorch::LibTorch INTERFACE
        "SHELL:-idirafter ${LibTorch_INCLUDE_DIR}/torch/csrc/api/include" "SHELL:-idirafter ${LibTorch_INCLUDE_DIR}")
    target_link_options(LibTorch::LibTorch INTERFACE "-Wl,-rpath,${LibTorch_ROOT}/lib")
    # The wheel's OpenMP runtime comes first, so that OpenCV's dependency on libgomp is met by the same file.
    target_link_libraries(LibTorch::LibTorch INTERFACE
        "-Wl,--push-state,--no-as-needed" ${LibTorch_OPENMP_LIBRARY} "${LibTorch_torch_LIBRARY}"
        ${_torch_libraries} "-Wl,--pop-state")
    message(STATUS "LibTorch ${LibTorch_VERSION}, CUDA libraries linked: ${LibTorch_CUDA_LOADS}")
endif()
