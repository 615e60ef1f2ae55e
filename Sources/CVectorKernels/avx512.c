// Sixteen lanes, and masks for the last of them.
#include "tables.h"
#if defined(__x86_64__)
// The headers come before the pragma: it would otherwise be applied to the intrinsics' own declarations, which name
// their targets themselves.
#include <immintrin.h>
#include "names.h"

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,fma,sse4.2,pclmul"))), \
                             apply_to = function)

#define PREFIX avx512

#include "avx512.inc.h"
#include "pq4_avx512.inc.h"
#include "rows.inc.h"

#pragma clang attribute pop

TABLE(tessera_avx512, "avx512")
#endif
