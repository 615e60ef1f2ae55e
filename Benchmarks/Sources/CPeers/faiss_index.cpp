#include "peer.hpp"
#include <stdexcept>

#ifdef PEERS_FAISS
#include <algorithm>
#include <cmath>
#include <faiss/IndexFlat.h>
#include <faiss/IndexHNSW.h>
#include <omp.h>
#include <vector>

namespace {

class faiss_index : public peer_index {
    std::unique_ptr<faiss::Index> index;
    faiss::IndexHNSWFlat *graph = nullptr;

  public:
    explicit faiss_index(const peer_shape &shape) {
        auto metric = shape.metric == PEER_SQUARED_L2 ? faiss::METRIC_L2 : faiss::METRIC_INNER_PRODUCT;
        if (shape.kind == PEER_FLAT) {
            index = std::make_unique<faiss::IndexFlat>(shape.dimension, metric);
            return;
        }
        auto made = std::make_unique<faiss::IndexHNSWFlat>(int(shape.dimension), int(shape.m), metric);
        made->hnsw.efConstruction = int(shape.ef_construction);
        graph = made.get();
        index = std::move(made);
    }

    void add(const float *vectors, size_t count, int threads) override {
        omp_set_num_threads(threads);
        index->add(int64_t(count), vectors);
    }

    void search(const float *queries, size_t count, size_t k, size_t ef, int threads, int64_t *labels) override {
        omp_set_num_threads(threads);
        if (graph) graph->hnsw.efSearch = int(std::max(ef, k));
        static thread_local std::vector<float> distances;
        distances.resize(count * k);
        index->search(int64_t(count), queries, int64_t(k), distances.data(), labels);
    }

    double count_distances(const float *, size_t count, size_t, size_t) override {
        // Its statistics leave the graph's distances out.
        return graph ? NAN : double(count) * double(index->ntotal);
    }

    size_t bytes() const override {
        size_t vectors = size_t(index->ntotal) * size_t(index->d) * sizeof(float);
        if (!graph) return vectors;
        const auto &hnsw = graph->hnsw;
        return vectors + hnsw.neighbors.size() * sizeof(hnsw.neighbors[0]) +
               hnsw.offsets.size() * sizeof(hnsw.offsets[0]) + hnsw.levels.size() * sizeof(hnsw.levels[0]);
    }
};

}  // namespace

std::unique_ptr<peer_index> make_faiss(const peer_shape &shape) { return std::make_unique<faiss_index>(shape); }
#else
std::unique_ptr<peer_index> make_faiss(const peer_shape &) {
    throw std::runtime_error("built without faiss: install libfaiss-dev and build again");
}
#endif
