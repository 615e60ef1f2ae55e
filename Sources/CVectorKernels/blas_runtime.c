// What the loaded BLAS says of itself. Looked up by name at run time, because `-lblas` links whichever
// implementation the system's alternatives point at, and the reference one has none of these functions.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "include/CVectorKernels.h"
#include <dlfcn.h>

const char *tessera_blas_name(void) {
#if defined(__APPLE__)
    return "Accelerate";
#else
    typedef char *(*config_function)(void);
    config_function config = (config_function)dlsym(RTLD_DEFAULT, "openblas_get_config");
    return config ? config() : NULL;
#endif
}

void tessera_blas_set_threads(int threads) {
#if !defined(__APPLE__)
    typedef void (*set_function)(int);
    set_function set = (set_function)dlsym(RTLD_DEFAULT, "openblas_set_num_threads");
    if (set) set(threads);
#else
    (void)threads;
#endif
}

int tessera_blas_takes_turns(void) {
#if defined(__APPLE__)
    return 0;
#else
    // 0 for a build without threads, which only locks if it was told to, and does not say so.
    typedef int (*parallel_function)(void);
    parallel_function parallel = (parallel_function)dlsym(RTLD_DEFAULT, "openblas_get_parallel");
    return parallel && parallel() == 0;
#endif
}
