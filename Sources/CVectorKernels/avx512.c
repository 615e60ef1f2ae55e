// Sixteen lanes, and masks for the last of them.
#include "tables.h"
#if defined(__x86_64__)
// The headers come before the pragma: it would otherwise be applied to the intrinsics' own declarations, which name
// their targets themselves.
#include <immintrin.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,fma,sse4.2"))), \
                             apply_to = function)

#define PREFIX avx512

static inline float avx512_sum(__m512 a, __m512 b, __m512 c, __m512 d) {
    return _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(a, b), _mm512_add_ps(c, d)));
}

static inline float avx512_squared_l2(const float *x, const float *y, size_t n) {
    __m512 a = _mm512_setzero_ps(), b = a, c = a, d = a;
    size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        __m512 p = _mm512_sub_ps(_mm512_loadu_ps(x + i), _mm512_loadu_ps(y + i));
        __m512 q = _mm512_sub_ps(_mm512_loadu_ps(x + i + 16), _mm512_loadu_ps(y + i + 16));
        __m512 r = _mm512_sub_ps(_mm512_loadu_ps(x + i + 32), _mm512_loadu_ps(y + i + 32));
        __m512 s = _mm512_sub_ps(_mm512_loadu_ps(x + i + 48), _mm512_loadu_ps(y + i + 48));
        a = _mm512_fmadd_ps(p, p, a);
        b = _mm512_fmadd_ps(q, q, b);
        c = _mm512_fmadd_ps(r, r, c);
        d = _mm512_fmadd_ps(s, s, d);
    }
    for (; i + 16 <= n; i += 16) {
        __m512 p = _mm512_sub_ps(_mm512_loadu_ps(x + i), _mm512_loadu_ps(y + i));
        a = _mm512_fmadd_ps(p, p, a);
    }
    if (i < n) {
        __mmask16 rest = (__mmask16)((1u << (n - i)) - 1);
        __m512 p = _mm512_sub_ps(_mm512_maskz_loadu_ps(rest, x + i), _mm512_maskz_loadu_ps(rest, y + i));
        b = _mm512_fmadd_ps(p, p, b);
    }
    return avx512_sum(a, b, c, d);
}

static inline float avx512_dot(const float *x, const float *y, size_t n, float offset) {
    __m512 a = _mm512_setzero_ps(), b = a, c = a, d = a;
    size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        a = _mm512_fmadd_ps(_mm512_loadu_ps(x + i), _mm512_loadu_ps(y + i), a);
        b = _mm512_fmadd_ps(_mm512_loadu_ps(x + i + 16), _mm512_loadu_ps(y + i + 16), b);
        c = _mm512_fmadd_ps(_mm512_loadu_ps(x + i + 32), _mm512_loadu_ps(y + i + 32), c);
        d = _mm512_fmadd_ps(_mm512_loadu_ps(x + i + 48), _mm512_loadu_ps(y + i + 48), d);
    }
    for (; i + 16 <= n; i += 16) a = _mm512_fmadd_ps(_mm512_loadu_ps(x + i), _mm512_loadu_ps(y + i), a);
    if (i < n) {
        __mmask16 rest = (__mmask16)((1u << (n - i)) - 1);
        b = _mm512_fmadd_ps(_mm512_maskz_loadu_ps(rest, x + i), _mm512_maskz_loadu_ps(rest, y + i), b);
    }
    return offset - avx512_sum(a, b, c, d);
}

static uint32_t avx512_crc32c(uint32_t former, const uint8_t *bytes, size_t count) {
    uint64_t crc = ~former;
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, 8);
        crc = _mm_crc32_u64(crc, word);
    }
    for (; i < count; i++) crc = _mm_crc32_u8((uint32_t)crc, bytes[i]);
    return ~(uint32_t)crc;
}

#include "rows.inc.h"

#pragma clang attribute pop

TABLE(tessera_avx512, "avx512")
#endif
