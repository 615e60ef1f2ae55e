// What each library's index does for the C functions of CPeers.h; every method may throw.
#pragma once
#include "include/CPeers.h"
#include <cmath>
#include <memory>
#include <stdexcept>

struct peer_index {
    virtual ~peer_index() = default;
    virtual void add(const float *vectors, size_t count, int threads) = 0;
    virtual void search(const float *queries, size_t count, size_t k, size_t ef, int threads,
                        int64_t *labels) = 0;
    // Distances computed by the searches of all these queries.
    virtual double count_distances(const float *, size_t, size_t, size_t) { return NAN; }
    virtual void search_allowed(const float *, size_t, size_t, size_t, int, const uint64_t *, int64_t *) {
        throw std::runtime_error("this library's filters are not measured");
    }
    virtual size_t bytes() const = 0;
};

struct peer_shape {
    peer_kind kind;
    peer_metric metric;
    size_t dimension, capacity, m, ef_construction;
};

std::unique_ptr<peer_index> make_hnswlib(const peer_shape &shape);
std::unique_ptr<peer_index> make_hnswlib_filter(const peer_shape &shape);
std::unique_ptr<peer_index> make_faiss(const peer_shape &shape);
