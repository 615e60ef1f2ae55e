// A scan in two steps. The first computes every distance in 32-bit floats, eight queries at a time. The second takes
// every row that could be among the k nearest given the first step's worst rounding error, and orders those by their
// distance in 64-bit floats.
#include "include/CExactSearch.h"
#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <new>
#include <thread>
#include <utility>
#include <vector>

namespace {

constexpr size_t lanes = 16;
constexpr size_t tile = 8;  // queries that share one read of a base row; eight accumulators stay in registers
constexpr double unit_roundoff = 0x1p-24;

typedef float block __attribute__((vector_size(lanes * sizeof(float)), aligned(4)));

float sum(block v) {
    float total = 0;
    for (size_t i = 0; i < lanes; ++i) total += v[i];
    return total;
}

double norm(const float *a, size_t dimension) {
    double total = 0;
    for (size_t i = 0; i < dimension; ++i) total += double(a[i]) * a[i];
    return std::sqrt(total);
}

// Distances of one row to `tile` queries, which lie `stride` apart and are padded with zeros to whole blocks.
template <bool squared>
void row_distances(const float *row, const float *queries, size_t stride, size_t dimension, float *out) {
    block totals[tile] = {};
    size_t i = 0;
    for (; i + lanes <= dimension; i += lanes) {
        block x = *reinterpret_cast<const block *>(row + i);
        for (size_t q = 0; q < tile; ++q) {
            block y = *reinterpret_cast<const block *>(queries + q * stride + i);
            if constexpr (squared) {
                block difference = x - y;
                totals[q] += difference * difference;
            } else {
                totals[q] += x * y;
            }
        }
    }
    for (size_t q = 0; q < tile; ++q) {
        float total = sum(totals[q]);
        for (size_t j = i; j < dimension; ++j) {
            float x = row[j], y = queries[q * stride + j];
            total += squared ? (x - y) * (x - y) : x * y;
        }
        out[q] = total;
    }
}

struct scan {
    const float *base;
    size_t rows;
    const float *queries;
    size_t count, dimension;
    exact_metric metric;
    size_t k;
    std::vector<float> row_norms;  // for the error bound and for the cosine
    float largest_norm = 0;

    // The first step's distances of rows to up to `tile` queries: out[q * rows + row].
    void approximate(size_t first, size_t many, std::vector<float> &padded, std::vector<float> &out) const {
        std::fill(padded.begin(), padded.end(), 0.0f);
        for (size_t q = 0; q < many; ++q)
            std::copy_n(queries + (first + q) * dimension, dimension, padded.begin() + q * dimension);
        float found[tile];
        for (size_t row = 0; row < rows; ++row) {
            const float *x = base + row * dimension;
            if (metric == EXACT_SQUARED_L2)
                row_distances<true>(x, padded.data(), dimension, dimension, found);
            else
                row_distances<false>(x, padded.data(), dimension, dimension, found);
            float scale = metric == EXACT_COSINE && row_norms[row] > 0 ? 1 / row_norms[row] : 1;
            for (size_t q = 0; q < many; ++q)
                out[q * rows + row] = metric == EXACT_SQUARED_L2 ? found[q] : -found[q] * scale;
        }
    }

    // Twice the first step's worst error at a distance of `reached`.
    double slack(const float *query, double reached) const {
        double relative = 2 * (double(dimension) + 8) * unit_roundoff;
        double underflow = double(dimension) * std::numeric_limits<float>::min();
        if (metric == EXACT_SQUARED_L2) return 1.01 * relative * reached + underflow;
        double length = norm(query, dimension);
        return 1.01 * relative * length * (metric == EXACT_COSINE ? 1.0 : double(largest_norm)) + underflow;
    }

    void nearest_of(size_t query, const float *distances, std::vector<float> &scratch,
                    std::vector<std::pair<double, int64_t>> &candidates, int64_t *nearest) const {
        const float *q = queries + query * dimension;
        double limit = std::numeric_limits<double>::infinity();
        // Where 32 bits overflow the first step says nothing, and every row is a candidate.
        if (std::all_of(distances, distances + rows, [](float d) { return std::isfinite(d); })) {
            scratch.assign(distances, distances + rows);
            std::nth_element(scratch.begin(), scratch.begin() + (k - 1), scratch.end());
            double reached = scratch[k - 1];
            limit = reached + slack(q, std::abs(reached));
        }
        candidates.clear();
        for (size_t row = 0; row < rows; ++row)
            if (!(distances[row] > limit))
                candidates.emplace_back(exact_distance(q, base + row * dimension, dimension, metric), row);
        std::partial_sort(candidates.begin(), candidates.begin() + k, candidates.end());
        for (size_t j = 0; j < k; ++j) nearest[query * k + j] = candidates[j].second;
    }
};

}  // namespace

double exact_distance(const float *a, const float *b, size_t dimension, exact_metric metric) {
    double total = 0;
    if (metric == EXACT_SQUARED_L2) {
        for (size_t i = 0; i < dimension; ++i) total += (double(a[i]) - b[i]) * (double(a[i]) - b[i]);
        return total;
    }
    for (size_t i = 0; i < dimension; ++i) total += double(a[i]) * b[i];
    if (metric == EXACT_INNER_PRODUCT) return -total;
    double lengths = norm(a, dimension) * norm(b, dimension);
    return lengths > 0 ? 1 - total / lengths : 1;
}

bool exact_nearest(const float *base, size_t rows, const float *queries, size_t count, size_t dimension,
                   exact_metric metric, size_t k, int threads, int64_t *nearest) {
    if (k == 0 || count == 0) return true;
    std::atomic<size_t> next{0};
    std::atomic<bool> failed{false};
    try {
        scan scan{base, rows, queries, count, dimension, metric, k, {}, 0};
        scan.row_norms.resize(rows);
        for (size_t row = 0; row < rows; ++row) {
            scan.row_norms[row] = float(norm(base + row * dimension, dimension));
            scan.largest_norm = std::max(scan.largest_norm, scan.row_norms[row]);
        }
        auto work = [&] {
            try {
                std::vector<float> padded(tile * dimension + lanes), distances(tile * rows), scratch;
                std::vector<std::pair<double, int64_t>> candidates;
                for (size_t first = next.fetch_add(tile); first < count; first = next.fetch_add(tile)) {
                    size_t many = std::min(tile, count - first);
                    scan.approximate(first, many, padded, distances);
                    for (size_t q = 0; q < many; ++q)
                        scan.nearest_of(first + q, distances.data() + q * rows, scratch, candidates, nearest);
                }
            } catch (...) {
                failed = true;
            }
        };
        std::vector<std::thread> workers;
        for (int t = 1; t < threads; ++t) workers.emplace_back(work);
        work();
        for (auto &worker : workers) worker.join();
    } catch (...) {
        return false;
    }
    return !failed;
}
