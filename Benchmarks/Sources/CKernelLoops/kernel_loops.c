#include "include/CKernelLoops.h"
#include <CVectorKernels.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// MARK: - Data

enum { ROW_ALIGNMENT = 64, RESULTS_AT_ONCE = 256 };

struct kernel_data {
    size_t dimension, row_bytes, rows;
    char *query, *values;
    // The one segment of rows, as each family's table points to it.
    union {
        const void *bytes;
        const float *floats;
        const uint16_t *halves;
        const uint8_t *codes;
    } segment;
    // How each family of kernels sees the same rows.
    tessera_rows floats;
    tessera_half_rows halves;
    tessera_code_rows codes;
    tessera_code_query code_query;
};

// MARK: - The kernels, one line each

// A kernel compares `count` rows, at most RESULTS_AT_ONCE, and writes as many distances. A gather takes the rows that
// `ids` names; a scan, and a loop over pairs, the rows from `first` on.
typedef void (*runner)(const tessera_kernels *set, const kernel_data *data, const uint32_t *ids, size_t first,
                       size_t count, float *out);
typedef size_t (*sizer)(size_t dimension);

static const void *row(const kernel_data *data, size_t at) { return data->values + at * data->row_bytes; }
static const void *query(const kernel_data *data) { return data->query; }
static size_t row_stride(const kernel_data *data) { return data->row_bytes / sizeof(float); }

static void run_squared_l2(const tessera_kernels *set, const kernel_data *data, const uint32_t *ids, size_t first,
                           size_t count, float *out) {
    (void)ids;
    for (size_t i = 0; i < count; i++) out[i] = set->squared_l2(query(data), row(data, first + i), data->dimension);
}
static void run_dot(const tessera_kernels *set, const kernel_data *data, const uint32_t *ids, size_t first,
                    size_t count, float *out) {
    (void)ids;
    for (size_t i = 0; i < count; i++) out[i] = set->dot(query(data), row(data, first + i), data->dimension, 1);
}
static void run_squared_l2_gather(const tessera_kernels *set, const kernel_data *data, const uint32_t *ids,
                                  size_t first, size_t count, float *out) {
    set->squared_l2_gather(query(data), &data->floats, ids + first, count, 0, out);
}
static void run_dot_gather(const tessera_kernels *set, const kernel_data *data, const uint32_t *ids, size_t first,
                           size_t count, float *out) {
    set->dot_gather(query(data), &data->floats, ids + first, count, 1, out);
}
static void run_squared_l2_scan(const tessera_kernels *set, const kernel_data *data, const uint32_t *ids,
                                size_t first, size_t count, float *out) {
    (void)ids;
    set->squared_l2_scan(query(data), row(data, first), row_stride(data), data->dimension, count, 0, out);
}
static void run_dot_scan(const tessera_kernels *set, const kernel_data *data, const uint32_t *ids, size_t first,
                         size_t count, float *out) {
    (void)ids;
    set->dot_scan(query(data), row(data, first), row_stride(data), data->dimension, count, 1, out);
}

static void run_bf16_squared_l2_gather(const tessera_kernels *set, const kernel_data *data, const uint32_t *ids,
                                       size_t first, size_t count, float *out) {
    set->bf16_squared_l2_gather(query(data), &data->halves, ids + first, count, 0, out);
}
static void run_bf16_dot_gather(const tessera_kernels *set, const kernel_data *data, const uint32_t *ids, size_t first,
                                size_t count, float *out) {
    set->bf16_dot_gather(query(data), &data->halves, ids + first, count, 1, out);
}

#define RUN_CODES(bits)                                                                                               \
    static void run_code_##bits##_gather(const tessera_kernels *set, const kernel_data *data, const uint32_t *ids,    \
                                         size_t first, size_t count, float *out) {                                    \
        tessera_prefetch_rows(data->codes.segments, data->codes.shift, data->codes.stride, 0, data->codes.stride,     \
                              ids + first, count < tessera_code_rows_ahead ? count : tessera_code_rows_ahead);        \
        set->code_##bits.gather(&data->code_query, &data->codes, ids + first, count, out);                            \
    }                                                                                                                 \
    static void run_code_##bits##_scan(const tessera_kernels *set, const kernel_data *data, const uint32_t *ids,      \
                                       size_t first, size_t count, float *out) {                                      \
        (void)ids;                                                                                                    \
        set->code_##bits.scan(&data->code_query, row(data, first), data->codes.stride, data->codes.dimension, count,  \
                              out);                                                                                   \
    }                                                                                                                 \
    static size_t code_row_##bits(size_t dimension) {                                                                 \
        return padded(code_width(dimension) * bits / 8 + 2 * sizeof(float));                                          \
    }                                                                                                                 \
    static void fill_code_##bits(void *to, size_t dimension, uint32_t *state) {                                       \
        fill_code(to, code_width(dimension) * bits / 8, state);                                                       \
    }

static size_t padded(size_t bytes) { return (bytes + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT; }
static size_t float_row(size_t dimension) { return padded(dimension * sizeof(float)); }
static size_t half_row(size_t dimension) { return padded(dimension * sizeof(uint16_t)); }
static size_t one_each(size_t dimension) { return dimension; }

// Codes have whole blocks of 64 components, which an instruction multiplies four to a lane.
static size_t code_width(size_t dimension) { return (dimension + 63) / 64 * 64; }
static size_t quarter_each(size_t dimension) { return code_width(dimension) / 4; }

static void fill_floats(void *to, size_t dimension, uint32_t *state) {
    float *components = to;
    for (size_t i = 0; i < dimension; i++) {
        *state = *state * 1664525u + 1013904223u;
        components[i] = (float)(*state >> 8) / (float)(1 << 24) - 0.5f;
    }
}

static void fill_halves(void *to, size_t dimension, uint32_t *state) {
    uint16_t *components = to;
    for (size_t i = 0; i < dimension; i++) {
        float value;
        fill_floats(&value, 1, state);
        uint32_t bits;
        memcpy(&bits, &value, sizeof bits);
        components[i] = (uint16_t)(bits >> 16);
    }
}

// Levels without pattern and the two terms behind them.
static void fill_code(void *to, size_t bytes, uint32_t *state) {
    uint8_t *levels = to;
    for (size_t i = 0; i < bytes; i++) {
        *state = *state * 1664525u + 1013904223u;
        levels[i] = (uint8_t)(*state >> 24);
    }
    fill_floats(levels + bytes, 2, state);
}

static void fill_code_query(void *to, size_t dimension, uint32_t *state) {
    int8_t *components = to;
    for (size_t i = 0; i < code_width(dimension); i++) {
        *state = *state * 1664525u + 1013904223u;
        components[i] = (int8_t)((int32_t)(*state >> 24) - 128);
        if (components[i] == -128) components[i] = 127;
    }
}

RUN_CODES(1)
RUN_CODES(2)
RUN_CODES(4)
RUN_CODES(8)

// Another code's kernel is a runner above and a line here: its name, whether it takes ids, how it compares, how many
// bytes its rows and its query have, how many multiply-adds it needs, and what valid rows and queries are.
static const struct {
    const char *name;
    bool takes_ids;
    runner run;
    sizer row_bytes, query_bytes, multiply_adds;
    void (*fill_row)(void *to, size_t dimension, uint32_t *state);
    void (*fill_query)(void *to, size_t dimension, uint32_t *state);
} kernels[] = {
    {"squared_l2", false, run_squared_l2, float_row, float_row, one_each, fill_floats, fill_floats},
    {"squared_l2_gather", true, run_squared_l2_gather, float_row, float_row, one_each, fill_floats, fill_floats},
    {"squared_l2_scan", false, run_squared_l2_scan, float_row, float_row, one_each, fill_floats, fill_floats},
    {"dot", false, run_dot, float_row, float_row, one_each, fill_floats, fill_floats},
    {"dot_gather", true, run_dot_gather, float_row, float_row, one_each, fill_floats, fill_floats},
    {"dot_scan", false, run_dot_scan, float_row, float_row, one_each, fill_floats, fill_floats},
    {"bf16_l2_gather", true, run_bf16_squared_l2_gather, half_row, float_row, one_each, fill_halves, fill_floats},
    {"bf16_dot_gather", true, run_bf16_dot_gather, half_row, float_row, one_each, fill_halves, fill_floats},
    {"code_1_gather", true, run_code_1_gather, code_row_1, code_width, quarter_each, fill_code_1, fill_code_query},
    {"code_2_gather", true, run_code_2_gather, code_row_2, code_width, quarter_each, fill_code_2, fill_code_query},
    {"code_4_gather", true, run_code_4_gather, code_row_4, code_width, quarter_each, fill_code_4, fill_code_query},
    {"code_8_gather", true, run_code_8_gather, code_row_8, code_width, quarter_each, fill_code_8, fill_code_query},
    {"code_1_scan", false, run_code_1_scan, code_row_1, code_width, quarter_each, fill_code_1, fill_code_query},
    {"code_2_scan", false, run_code_2_scan, code_row_2, code_width, quarter_each, fill_code_2, fill_code_query},
    {"code_4_scan", false, run_code_4_scan, code_row_4, code_width, quarter_each, fill_code_4, fill_code_query},
    {"code_8_scan", false, run_code_8_scan, code_row_8, code_width, quarter_each, fill_code_8, fill_code_query},
};

size_t kernel_count(void) { return sizeof(kernels) / sizeof(kernels[0]); }
const char *kernel_name(size_t kernel) { return kernel < kernel_count() ? kernels[kernel].name : NULL; }
size_t kernel_row_bytes(size_t kernel, size_t dimension) { return kernels[kernel].row_bytes(dimension); }
size_t kernel_query_bytes(size_t kernel, size_t dimension) { return kernels[kernel].query_bytes(dimension); }
size_t kernel_multiply_adds(size_t kernel, size_t dimension) { return kernels[kernel].multiply_adds(dimension); }
bool kernel_takes_ids(size_t kernel) { return kernels[kernel].takes_ids; }

// MARK: - The instruction sets

size_t kernel_sets(void) { return tessera_kernels_count(); }

const char *kernel_set_name(size_t set) {
    const tessera_kernels *table = tessera_kernels_at(set);
    return table ? table->name : NULL;
}

// MARK: - Running

void kernel_data_free(kernel_data *data) {
    if (!data) return;
    free(data->query);
    free(data->values);
    free(data);
}

void *kernel_memory(size_t bytes) {
    enum { LARGE_PAGE = 2 << 20 };
    void *memory = NULL;
    if (posix_memalign(&memory, bytes >= LARGE_PAGE ? LARGE_PAGE : ROW_ALIGNMENT, bytes)) return NULL;
#ifdef MADV_HUGEPAGE
    if (bytes >= LARGE_PAGE) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
    return memset(memory, 0, bytes);
}

kernel_data *kernel_data_make(size_t kernel, size_t dimension, size_t rows) {
    kernel_data *data = calloc(1, sizeof(*data));
    if (!data) return NULL;
    data->dimension = dimension;
    data->rows = rows;
    data->row_bytes = kernel_row_bytes(kernel, dimension);
    data->query = kernel_memory(kernel_query_bytes(kernel, dimension));
    data->values = kernel_memory(data->row_bytes * rows);
    if (!data->query || !data->values) {
        kernel_data_free(data);
        return NULL;
    }
    uint32_t state = 7;
    kernels[kernel].fill_query(data->query, dimension, &state);
    for (size_t i = 0; i < rows; i++) kernels[kernel].fill_row(data->values + i * data->row_bytes, dimension, &state);
    data->segment.bytes = data->values;
    enum { ONE_SEGMENT = 31 };
    data->floats = (tessera_rows){&data->segment.floats, ONE_SEGMENT,
                                  (uint32_t)(data->row_bytes / sizeof(float)), (uint32_t)dimension};
    data->halves = (tessera_half_rows){&data->segment.halves, ONE_SEGMENT,
                                       (uint32_t)(data->row_bytes / sizeof(uint16_t)), (uint32_t)dimension};
    data->codes = (tessera_code_rows){&data->segment.codes, ONE_SEGMENT, (uint32_t)data->row_bytes,
                                      (uint32_t)code_width(dimension)};
    data->code_query = (tessera_code_query){(const int8_t *)data->query, 0.01f, 0, 1};
    return data;
}

double kernel_run(const kernel_data *data, size_t kernel, size_t set, const uint32_t *ids, size_t count,
                  size_t passes) {
    const tessera_kernels *table = tessera_kernels_at(set);
    float out[RESULTS_AT_ONCE];
    double sum = 0;
    for (size_t pass = 0; pass < passes; pass++) {
        for (size_t first = 0; first < count; first += RESULTS_AT_ONCE) {
            size_t some = count - first < RESULTS_AT_ONCE ? count - first : RESULTS_AT_ONCE;
            kernels[kernel].run(table, data, ids, first, some, out);
            sum += (double)out[0] + (double)out[some - 1];
        }
    }
    return sum;
}
