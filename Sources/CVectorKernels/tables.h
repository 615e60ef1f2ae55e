#pragma once
#include "include/CVectorKernels.h"

extern const tessera_kernels tessera_portable;
#if defined(__x86_64__)
extern const tessera_kernels tessera_avx2;
extern const tessera_kernels tessera_avx512;
extern const tessera_kernels tessera_avx512vnni;
#endif
#if defined(__aarch64__)
extern const tessera_kernels tessera_neon;
#endif
