#pragma once
#include "include/CKeywordKernels.h"

extern const tessera_keyword_kernels tessera_keyword_portable;
#if defined(__x86_64__)
extern const tessera_keyword_kernels tessera_keyword_avx2;
extern const tessera_keyword_kernels tessera_keyword_avx512;
#endif
