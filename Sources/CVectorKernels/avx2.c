// Eight lanes and fused multiply-add, for x86-64 processors from 2013 on.
#include "tables.h"
#if defined(__x86_64__)
// The headers come before the pragma: it would otherwise be applied to the intrinsics' own declarations, which name
// their targets themselves.
#include <immintrin.h>
#include "names.h"

#pragma clang attribute push(__attribute__((target("avx2,fma,sse4.2,pclmul"))), apply_to = function)

#define PREFIX avx2

static inline float avx2_sum(__m256 a, __m256 b, __m256 c, __m256 d) {
    __m256 eight = _mm256_add_ps(_mm256_add_ps(a, b), _mm256_add_ps(c, d));
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

static inline float avx2_squared_l2(const float *x, const float *y, size_t n) {
    __m256 a = _mm256_setzero_ps(), b = a, c = a, d = a;
    size_t i = 0;
    for (; i + 32 <= n; i += 32) {
        __m256 p = _mm256_sub_ps(_mm256_loadu_ps(x + i), _mm256_loadu_ps(y + i));
        __m256 q = _mm256_sub_ps(_mm256_loadu_ps(x + i + 8), _mm256_loadu_ps(y + i + 8));
        __m256 r = _mm256_sub_ps(_mm256_loadu_ps(x + i + 16), _mm256_loadu_ps(y + i + 16));
        __m256 s = _mm256_sub_ps(_mm256_loadu_ps(x + i + 24), _mm256_loadu_ps(y + i + 24));
        a = _mm256_fmadd_ps(p, p, a);
        b = _mm256_fmadd_ps(q, q, b);
        c = _mm256_fmadd_ps(r, r, c);
        d = _mm256_fmadd_ps(s, s, d);
    }
    for (; i + 8 <= n; i += 8) {
        __m256 p = _mm256_sub_ps(_mm256_loadu_ps(x + i), _mm256_loadu_ps(y + i));
        a = _mm256_fmadd_ps(p, p, a);
    }
    float sum = avx2_sum(a, b, c, d);
    for (; i < n; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
    return sum;
}

static inline float avx2_dot(const float *x, const float *y, size_t n, float offset) {
    __m256 a = _mm256_setzero_ps(), b = a, c = a, d = a;
    size_t i = 0;
    for (; i + 32 <= n; i += 32) {
        a = _mm256_fmadd_ps(_mm256_loadu_ps(x + i), _mm256_loadu_ps(y + i), a);
        b = _mm256_fmadd_ps(_mm256_loadu_ps(x + i + 8), _mm256_loadu_ps(y + i + 8), b);
        c = _mm256_fmadd_ps(_mm256_loadu_ps(x + i + 16), _mm256_loadu_ps(y + i + 16), c);
        d = _mm256_fmadd_ps(_mm256_loadu_ps(x + i + 24), _mm256_loadu_ps(y + i + 24), d);
    }
    for (; i + 8 <= n; i += 8) a = _mm256_fmadd_ps(_mm256_loadu_ps(x + i), _mm256_loadu_ps(y + i), a);
    float sum = avx2_sum(a, b, c, d);
    for (; i < n; i++) sum += x[i] * y[i];
    return offset - sum;
}

#include "crc32c.inc.h"
#include "rows.inc.h"

#pragma clang attribute pop

TABLE(tessera_avx2, "avx2")
#endif
