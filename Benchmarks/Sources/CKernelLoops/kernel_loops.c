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
    const float *segment;
    tessera_rows layout;
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
    set->squared_l2_gather(query(data), &data->layout, ids + first, count, 0, out);
}
static void run_dot_gather(const tessera_kernels *set, const kernel_data *data, const uint32_t *ids, size_t first,
                           size_t count, float *out) {
    set->dot_gather(query(data), &data->layout, ids + first, count, 1, out);
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

static size_t float_row(size_t dimension) {
    return (dimension * sizeof(float) + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
}
static size_t one_each(size_t dimension) { return dimension; }

static void fill_floats(void *to, size_t dimension, uint32_t *state) {
    float *components = to;
    for (size_t i = 0; i < dimension; i++) {
        *state = *state * 1664525u + 1013904223u;
        components[i] = (float)(*state >> 8) / (float)(1 << 24) - 0.5f;
    }
}

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
    data->segment = (const float *)data->values;
    data->layout = (tessera_rows){
        .segments = &data->segment,
        .shift = 31,
        .stride = (uint32_t)row_stride(data),
        .dimension = (uint32_t)dimension,
    };
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
