// The kernels over floats with sixteen lanes, and masks for the last of them.

static inline float NAMED(sum)(__m512 a, __m512 b, __m512 c, __m512 d) {
    return _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(a, b), _mm512_add_ps(c, d)));
}

static inline float NAMED(squared_l2)(const float *x, const float *y, size_t n) {
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
    return NAMED(sum)(a, b, c, d);
}

static inline float NAMED(dot)(const float *x, const float *y, size_t n, float offset) {
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
    return offset - NAMED(sum)(a, b, c, d);
}

#include "crc32c.inc.h"

// Four butterflies within a register: of the halves, the quarters, the pairs and the neighbours.
#define TESSERA_OWN_HADAMARD_16
static inline void NAMED(hadamard_16)(float *x, size_t n, float scale) {
    const int minus = (int)0x80000000u;
    const __m512 halves = _mm512_castsi512_ps(_mm512_set_epi64(-0x7fffffff80000000LL, -0x7fffffff80000000LL,
        -0x7fffffff80000000LL, -0x7fffffff80000000LL, 0, 0, 0, 0));
    const __m512 quarters = _mm512_castsi512_ps(_mm512_set_epi64(-0x7fffffff80000000LL, -0x7fffffff80000000LL, 0, 0,
        -0x7fffffff80000000LL, -0x7fffffff80000000LL, 0, 0));
    const __m512 pairs = _mm512_castsi512_ps(_mm512_set4_epi32(minus, minus, 0, 0));
    const __m512 neighbors = _mm512_castsi512_ps(_mm512_set4_epi32(minus, 0, minus, 0));
    for (size_t i = 0; i < n; i += 16) {
        __m512 a = _mm512_loadu_ps(x + i);
        a = _mm512_add_ps(_mm512_xor_ps(a, halves), _mm512_shuffle_f32x4(a, a, 0x4e));
        a = _mm512_add_ps(_mm512_xor_ps(a, quarters), _mm512_shuffle_f32x4(a, a, 0xb1));
        a = _mm512_add_ps(_mm512_xor_ps(a, pairs), _mm512_permute_ps(a, 0x4e));
        a = _mm512_add_ps(_mm512_xor_ps(a, neighbors), _mm512_permute_ps(a, 0xb1));
        _mm512_storeu_ps(x + i, _mm512_mul_ps(a, _mm512_set1_ps(scale)));
    }
}

#define TESSERA_OWN_SCREEN
static size_t NAMED(screen)(
    const float *bases, const float *products, float scale, float limit, size_t count, uint32_t *places) {
    const __m512 factor = _mm512_set1_ps(scale), most = _mm512_set1_ps(limit);
    const __m512i lanes = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    size_t found = 0;
    for (size_t i = 0; i < count; i += 16) {
        __mmask16 in = count - i >= 16 ? (__mmask16)0xffff : (__mmask16)((1u << (count - i)) - 1);
        __m512 estimate = _mm512_fmadd_ps(
            factor, _mm512_maskz_loadu_ps(in, products + i), _mm512_maskz_loadu_ps(in, bases + i));
        __mmask16 chosen = _mm512_mask_cmp_ps_mask(in, estimate, most, _CMP_NGT_UQ);
        if (!chosen) continue;
        // Stored from a register: a compressing store to memory is many times slower on some processors.
        __m512i at = _mm512_maskz_compress_epi32(chosen, _mm512_add_epi32(lanes, _mm512_set1_epi32((int)i)));
        int chosen_count = __builtin_popcount(chosen);
        _mm512_mask_storeu_epi32(places + found, (__mmask16)((1u << chosen_count) - 1), at);
        found += (size_t)chosen_count;
    }
    return found;
}
