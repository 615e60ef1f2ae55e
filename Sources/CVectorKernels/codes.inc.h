// The kernels over vectors kept as codes of 1, 2, 4 or 8 bits a component, made for each instruction set as rows.inc.h
// makes those over floats. A file may define PREFIX##_code_product_1 to _8 itself, and TESSERA_OWN_CODE_PRODUCTS to say so.
//
// How a row's components lie: those of 8 bits one a byte; those of 4 bits in blocks of 128, the first 64 in the lower
// halves of 64 bytes and the others in the upper ones, a rest of 64 likewise in 32 bytes; those of 2 bits in blocks of
// 64, four parts of 16 from the lowest bits of 16 bytes up; those of 1 bit eight a byte from the lowest bit up.

#ifndef TESSERA_OWN_CODE_PRODUCTS
static inline int32_t NAMED(code_product_8)(const uint8_t *codes, const int8_t *query, size_t n) {
    int32_t sum = 0;
    for (size_t i = 0; i < n; i++) sum += (int32_t)codes[i] * query[i];
    return sum;
}

static inline int32_t NAMED(code_product_4)(const uint8_t *codes, const int8_t *query, size_t n) {
    int32_t sum = 0;
    size_t i = 0;
    for (; i + 128 <= n; i += 128, codes += 64, query += 128) {
        for (size_t j = 0; j < 64; j++) sum += (codes[j] & 15) * query[j] + (codes[j] >> 4) * query[64 + j];
    }
    if (i < n) {
        for (size_t j = 0; j < 32; j++) sum += (codes[j] & 15) * query[j] + (codes[j] >> 4) * query[32 + j];
    }
    return sum;
}

static inline int32_t NAMED(code_product_2)(const uint8_t *codes, const int8_t *query, size_t n) {
    int32_t sum = 0;
    for (size_t i = 0; i < n; i += 64, codes += 16, query += 64) {
        for (size_t j = 0; j < 16; j++) {
            sum += (codes[j] & 3) * query[j] + (codes[j] >> 2 & 3) * query[16 + j] +
                   (codes[j] >> 4 & 3) * query[32 + j] + (codes[j] >> 6) * query[48 + j];
        }
    }
    return sum;
}

static inline int32_t NAMED(code_product_1)(const uint8_t *codes, const int8_t *query, size_t n) {
    int32_t sum = 0;
    for (size_t i = 0; i < n; i += 8, codes++, query += 8) {
        for (size_t j = 0; j < 8; j++) sum += -(*codes >> j & 1) & query[j];
    }
    return sum;
}
#endif
#undef TESSERA_OWN_CODE_PRODUCTS

// The products of four rows that follow one another: of short rows, summing up is most of the work, and is less for four at
// once. A file may define those of 1 and 2 bits itself, and TESSERA_OWN_FOUR_PRODUCTS to say so.
#define FOUR_PRODUCTS(bits)                                                                                      \
    static inline void NAMED(four_products_##bits)(                                                              \
        const uint8_t *codes, size_t stride, const int8_t *query, size_t n, int32_t *products) {                 \
        for (size_t i = 0; i < 4; i++) products[i] = NAMED(code_product_##bits)(codes + i * stride, query, n);   \
    }
#ifndef TESSERA_OWN_FOUR_PRODUCTS
FOUR_PRODUCTS(1)
FOUR_PRODUCTS(2)
#endif
FOUR_PRODUCTS(4)
FOUR_PRODUCTS(8)
#undef FOUR_PRODUCTS
#undef TESSERA_OWN_FOUR_PRODUCTS

// A row's own components as those of a query: 2 level - top, or with 8 bits level - 128. Gives their sum.
static int32_t NAMED(code_unpack_8)(const uint8_t *codes, size_t n, int8_t *components) {
    int32_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        components[i] = (int8_t)(codes[i] - 128);
        sum += components[i];
    }
    return sum;
}

static int32_t NAMED(code_unpack_4)(const uint8_t *codes, size_t n, int8_t *components) {
    for (size_t i = 0; i < n;) {
        size_t half = i + 128 <= n ? 64 : 32;
        for (size_t j = 0; j < half; j++) {
            components[i + j] = (int8_t)(2 * (codes[j] & 15) - 15);
            components[i + half + j] = (int8_t)(2 * (codes[j] >> 4) - 15);
        }
        i += 2 * half;
        codes += half;
    }
    int32_t sum = 0;
    for (size_t i = 0; i < n; i++) sum += components[i];
    return sum;
}

static int32_t NAMED(code_unpack_2)(const uint8_t *codes, size_t n, int8_t *components) {
    for (size_t i = 0; i < n; i += 64, codes += 16) {
        for (size_t part = 0; part < 4; part++) {
            for (size_t j = 0; j < 16; j++)
                components[i + 16 * part + j] = (int8_t)(2 * (codes[j] >> 2 * part & 3) - 3);
        }
    }
    int32_t sum = 0;
    for (size_t i = 0; i < n; i++) sum += components[i];
    return sum;
}

static int32_t NAMED(code_unpack_1)(const uint8_t *codes, size_t n, int8_t *components) {
    int32_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        components[i] = (int8_t)(2 * (codes[i / 8] >> i % 8 & 1) - 1);
        sum += components[i];
    }
    return sum;
}

#ifndef TESSERA_CODE_ROW_AT
#define TESSERA_CODE_ROW_AT
static inline const uint8_t *code_row_at(const tessera_code_rows *rows, uint32_t id) {
    uint32_t mask = (1u << rows->shift) - 1;
    return rows->segments[id >> rows->shift] + (size_t)(id & mask) * rows->stride;
}

static inline void prefetch_code_row(const uint8_t *row, size_t bytes) {
    for (size_t at = 0; at < bytes; at += 64) __builtin_prefetch(row + at, 0, 2);
}

// The terms of a row stand behind its codes.
static inline float code_distance(const tessera_code_query *query, const uint8_t *terms, int32_t product) {
    float term[2];
    memcpy(term, terms, sizeof term);
    return query->base + term[0] + term[1] * query->step * ((float)product - query->center);
}

// Of rows of so many bytes and more a core forgets some that it is asked for at once; asked a second time, it fetches them. Over
// 8 bits of 784 components that takes 10 % off a search, and adds 1.5 % over 8 bits of 384.
enum { LONG_CODE_ROW = 512 };
#endif

#define CODE_KERNELS(bits)                                                                                            \
    static void NAMED(code_gather_##bits)(                                                                            \
        const tessera_code_query *query, const tessera_code_rows *rows, const uint32_t *ids, size_t count,            \
        float *out) {                                                                                                 \
        size_t n = rows->dimension, at = n * bits / 8, bytes = at + 8;                                                \
        size_t again = bytes <= LONG_CODE_ROW ? 0 : count < tessera_code_rows_ahead ? count : tessera_code_rows_ahead;\
        for (size_t i = 0; i < again; i++) prefetch_code_row(code_row_at(rows, ids[i]), bytes);                       \
        for (size_t i = 0; i < count; i++) {                                                                          \
            if (i + tessera_code_rows_ahead < count)                                                                  \
                prefetch_code_row(code_row_at(rows, ids[i + tessera_code_rows_ahead]), bytes);                        \
            const uint8_t *row = code_row_at(rows, ids[i]);                                                           \
            out[i] = code_distance(query, row + at, NAMED(code_product_##bits)(row, query->components, n));           \
        }                                                                                                             \
    }                                                                                                                 \
    static void NAMED(code_scan_##bits)(                                                                              \
        const tessera_code_query *query, const uint8_t *row, size_t stride, size_t n, size_t count, float *out) {     \
        size_t at = n * bits / 8, i = 0;                                                                              \
        for (; i + 4 <= count; i += 4, row += 4 * stride) {                                                           \
            int32_t products[4];                                                                                      \
            NAMED(four_products_##bits)(row, stride, query->components, n, products);                                 \
            for (size_t j = 0; j < 4; j++) out[i + j] = code_distance(query, row + j * stride + at, products[j]);     \
        }                                                                                                             \
        for (; i < count; i++, row += stride)                                                                         \
            out[i] = code_distance(query, row + at, NAMED(code_product_##bits)(row, query->components, n));           \
    }                                                                                                                 \
    static bool NAMED(code_any_below_##bits)(                                                                         \
        const tessera_code_query *query, const tessera_code_rows *rows, const uint32_t *ids, size_t count,            \
        float limit) {                                                                                                \
        size_t n = rows->dimension, at = n * bits / 8;                                                                \
        for (size_t i = 0; i < count; i++) {                                                                          \
            const uint8_t *row = code_row_at(rows, ids[i]);                                                           \
            if (code_distance(query, row + at, NAMED(code_product_##bits)(row, query->components, n)) < limit)        \
                return true;                                                                                          \
        }                                                                                                             \
        return false;                                                                                                 \
    }

CODE_KERNELS(1)
CODE_KERNELS(2)
CODE_KERNELS(4)
CODE_KERNELS(8)
#undef CODE_KERNELS
