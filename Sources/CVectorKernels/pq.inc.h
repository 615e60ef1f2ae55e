// The kernels of product quantization and clustering, made for each instruction set as rows.inc.h makes those over floats.
// They are written over vectors of sixteen floats, which the compiler divides where registers are shorter. A file may define
// PREFIX##_pq4_scan itself, and TESSERA_OWN_PQ4_SCAN to say so.

#ifndef TESSERA_SIXTEEN
#define TESSERA_SIXTEEN
typedef float sixteen_floats __attribute__((ext_vector_type(16)));
typedef int32_t sixteen_ints __attribute__((ext_vector_type(16)));
typedef uint8_t sixteen_bytes __attribute__((ext_vector_type(16)));
// The same wherever it lies.
typedef float sixteen_floats_at __attribute__((ext_vector_type(16), aligned(4)));
#define SIXTEEN(from) (*(const sixteen_floats_at *)(from))
#endif

// The nearest code of 32 vectors: that of the least half squared length less product.
static void NAMED(pq_encode)(
    const float *columns, const float *codebook, size_t codes, size_t width, uint8_t *out) {
#pragma clang fp contract(fast)
    sixteen_floats best_a = (sixteen_floats)INFINITY, best_b = best_a;
    sixteen_ints at_a = (sixteen_ints)0, at_b = at_a;
    for (size_t code = 0; code < codes; code++, codebook += width + 1) {
        sixteen_floats a = (sixteen_floats)codebook[width], b = a;
        for (size_t i = 0; i < width; i++) {
            a -= SIXTEEN(columns + 32 * i) * codebook[i];
            b -= SIXTEEN(columns + 32 * i + 16) * codebook[i];
        }
        sixteen_ints is_a = a < best_a, is_b = b < best_b;
        best_a = is_a ? a : best_a;
        best_b = is_b ? b : best_b;
        at_a = is_a ? (sixteen_ints)(int32_t)code : at_a;
        at_b = is_b ? (sixteen_ints)(int32_t)code : at_b;
    }
    sixteen_bytes codes_a = __builtin_convertvector(at_a, sixteen_bytes), codes_b = __builtin_convertvector(at_b, sixteen_bytes);
    memcpy(out, &codes_a, sizeof codes_a);
    memcpy(out + 16, &codes_b, sizeof codes_b);
}

// The products of a query's parts with their codes, sixteen codes at a time.
static void NAMED(pq_products)(
    const float *query, const float *columns, size_t parts, size_t codes, size_t width, float *out) {
#pragma clang fp contract(fast)
    for (size_t part = 0; part < parts; part++, query += width, columns += codes * width, out += codes) {
        for (size_t code = 0; code < codes; code += 16) {
            sixteen_floats sum = (sixteen_floats)0.0f;
            for (size_t i = 0; i < width; i++) sum += SIXTEEN(columns + i * codes + code) * query[i];
            memcpy(out + code, &sum, sizeof sum);
        }
    }
}

#ifndef TESSERA_ENDS
#define TESSERA_ENDS
// Of each of eight parts of sixteen products the greatest, or with `>` for `<` the least: neighbours are compared until one is left,
// those of all parts at once. It stands in the lanes 2 i and 2 i + 1 in the order of the parts.
#define PQ_BETTER(a, b, than) ((a) than (b) ? (a) : (b))
#define PQ_FRONT(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23)
#define PQ_BACK(a, b) __builtin_shufflevector(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31)
#define PQ_FOURS(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27)
#define PQ_OTHER_FOURS(a, b) __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31)
#define PQ_TWOS(a, b) __builtin_shufflevector(a, b, 0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24, 25, 28, 29)
#define PQ_OTHER_TWOS(a, b) __builtin_shufflevector(a, b, 2, 3, 6, 7, 10, 11, 14, 15, 18, 19, 22, 23, 26, 27, 30, 31)
#define PQ_SWAPPED(a) __builtin_shufflevector(a, a, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14)
#define PQ_ENDS(from, than, result)                                                                            \
    do {                                                                                                       \
        sixteen_floats pair[4], four[2], two;                                                                  \
        for (size_t i = 0; i < 4; i++) {                                                                       \
            sixteen_floats a = SIXTEEN((from) + 32 * i), b = SIXTEEN((from) + 32 * i + 16);                    \
            pair[i] = PQ_BETTER(PQ_FRONT(a, b), PQ_BACK(a, b), than);                                          \
        }                                                                                                      \
        for (size_t i = 0; i < 2; i++) {                                                                       \
            four[i] = PQ_BETTER(                                                                               \
                PQ_FOURS(pair[2 * i], pair[2 * i + 1]), PQ_OTHER_FOURS(pair[2 * i], pair[2 * i + 1]), than);   \
        }                                                                                                      \
        two = PQ_BETTER(PQ_TWOS(four[0], four[1]), PQ_OTHER_TWOS(four[0], four[1]), than);                     \
        result = PQ_BETTER(two, PQ_SWAPPED(two), than);                                                        \
    } while (0)
#endif

// The products of each part, taken from its greatest one, in steps of which the widest part has 63.
static float NAMED(pq4_table)(const float *products, size_t parts, uint8_t *table, float *step) {
    float tops[1040], widest = 0, sum = 0;
    for (size_t part = 0; part < parts; part += 8) {
        sixteen_floats top, bottom;
        PQ_ENDS(products + 16 * part, >, top);
        PQ_ENDS(products + 16 * part, <, bottom);
        for (size_t i = 0; i < 8; i++) {
            float range = top[2 * i] - bottom[2 * i];
            tops[part + i] = top[2 * i];
            sum += top[2 * i];
            widest = range > widest ? range : widest;
        }
    }
    float inverse = widest > 0 ? 63 / widest : 0;
    if (!(inverse <= 3.0e38f)) inverse = 0;
    *step = inverse > 0 ? widest / 63 : 0;
    for (size_t part = 0; part < parts; part++) {
        sixteen_floats steps = (tops[part] - SIXTEEN(products + 16 * part)) * inverse + 0.5f;
        // What is no number, after an overflow, becomes 0, and nothing exceeds six bits.
        steps = steps > 0.0f ? steps : 0.0f;
        steps = steps < 63.0f ? steps : 63.0f;
        sixteen_bytes levels = __builtin_convertvector(__builtin_convertvector(steps, sixteen_ints), sixteen_bytes);
        memcpy(table + 16 * part, &levels, sizeof levels);
    }
    return sum;
}

// Writes those of some vectors whose estimates are not above the limit.
static inline size_t NAMED(pq_select)(
    const float *sums, const float *addends, size_t first, size_t count, float base, float step, float limit,
    uint32_t *positions, float *estimates) {
#pragma clang fp contract(off)
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        float scaled = step * sums[i];
        float estimate = (base + addends[i]) + scaled;
        positions[found] = (uint32_t)(first + i);
        estimates[found] = estimate;
        found += !(estimate > limit);
    }
    return found;
}

#ifndef TESSERA_OWN_PQ4_SCAN
static size_t NAMED(pq4_scan)(
    const uint8_t *table, size_t parts, const uint8_t *blocks, size_t count, const float *addends, float base, float step,
    float limit, uint32_t *positions, float *estimates, const uint8_t *ahead) {
    (void)ahead;
    size_t found = 0;
    for (size_t first = 0; first < count; first += 32) {
        uint16_t sums[32] = {0};
        for (size_t part = 0; part < parts; part += 2, blocks += 32) {
            const uint8_t *low = table + 16 * part, *high = low + 16;
            for (size_t j = 0; j < 32; j++) sums[j] += low[blocks[j] & 15] + high[blocks[j] >> 4];
        }
        float wide[32];
        for (size_t j = 0; j < 32; j++) wide[j] = sums[j];
        size_t rest = count - first < 32 ? count - first : 32;
        found += NAMED(pq_select)(
            wide, addends + first, first, rest, base, step, limit, positions + found, estimates + found);
    }
    return found;
}
#endif
#undef TESSERA_OWN_PQ4_SCAN

static size_t NAMED(pq8_scan)(
    const float *products, size_t parts, const uint8_t *blocks, size_t count, const float *addends, float base, float step,
    float limit, uint32_t *positions, float *estimates) {
    size_t found = 0;
    for (size_t first = 0; first < count; first += 32) {
        float sums[32] = {0};
        for (size_t part = 0; part < parts; part++, blocks += 32) {
            const float *row = products + 256 * part;
            for (size_t j = 0; j < 32; j++) sums[j] += row[blocks[j]];
        }
        size_t rest = count - first < 32 ? count - first : 32;
        found += NAMED(pq_select)(
            sums, addends + first, first, rest, base, step, limit, positions + found, estimates + found);
    }
    return found;
}

// The first of the least.
static size_t NAMED(least)(const float *addends, const float *products, size_t n, float *value) {
#pragma clang fp contract(off)
    sixteen_floats best = (sixteen_floats)INFINITY;
    sixteen_ints at = (sixteen_ints)0;
    size_t i = 0;
    for (; i + 16 <= n; i += 16) {
        sixteen_floats difference = SIXTEEN(addends + i) - SIXTEEN(products + i);
        sixteen_ints is_less = difference < best;
        best = is_less ? difference : best;
        at = is_less ? (sixteen_ints)(int32_t)i : at;
    }
    float least = INFINITY;
    size_t place = 0;
    for (size_t lane = 0; lane < 16 && i > 0; lane++) {
        size_t index = (size_t)at[lane] + lane;
        if (best[lane] < least || (best[lane] == least && index < place)) least = best[lane], place = index;
    }
    for (; i < n; i++) {
        if (addends[i] - products[i] < least) least = addends[i] - products[i], place = i;
    }
    *value = least;
    return place;
}

// How many of n numbers are not above a limit; none that is no number.
static size_t NAMED(count_within)(const float *values, size_t n, float limit) {
    sixteen_ints counts = (sixteen_ints)0;
    size_t i = 0;
    for (; i + 16 <= n; i += 16) counts -= SIXTEEN(values + i) <= limit;
    size_t count = (size_t)__builtin_reduce_add(counts);
    for (; i < n; i++) count += values[i] <= limit;
    return count;
}

// The places of those numbers, ascending, and the numbers.
#ifndef TESSERA_OWN_TAKE_WITHIN
static size_t NAMED(take_within)(const float *values, size_t n, float limit, uint32_t *places, float *taken) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        float value = values[i];
        places[count] = (uint32_t)i;
        taken[count] = value;
        count += value <= limit;
    }
    return count;
}
#endif
#undef TESSERA_OWN_TAKE_WITHIN
