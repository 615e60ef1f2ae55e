#include "peer.hpp"
#include <stdexcept>

#ifdef PEERS_FAISS
#include <algorithm>
#include <cmath>
#include <faiss/IndexFlat.h>
#include <faiss/IndexHNSW.h>
#include <faiss/IndexIVF.h>
#include <faiss/IndexRefine.h>
#include <faiss/index_factory.h>
#include <omp.h>
#include <string>
#include <vector>

namespace {

class faiss_index : public peer_index {
    std::unique_ptr<faiss::Index> index;
    faiss::IndexHNSWFlat *graph = nullptr;
    faiss::IndexIVF *lists = nullptr;
    size_t code_bytes = 0;

  public:
    explicit faiss_index(const peer_shape &shape) {
        auto metric = shape.metric == PEER_SQUARED_L2 ? faiss::METRIC_L2 : faiss::METRIC_INNER_PRODUCT;
        if (shape.kind == PEER_FLAT) {
            index = std::make_unique<faiss::IndexFlat>(shape.dimension, metric);
            return;
        }
        if (shape.kind == PEER_IVF || shape.kind == PEER_IVFPQ) {
            double most = 4 * std::sqrt(double(shape.capacity));
            size_t count = shape.m ? shape.m : std::max<size_t>(1, std::min<size_t>(shape.capacity / 100, size_t(most)));
            // Codes of pairs of components, and the best 4 k of them measured exactly.
            std::string codes = "PQ" + std::to_string(shape.dimension / 2) + "x4fs,RFlat";
            std::string name = "IVF" + std::to_string(count) + "," + (shape.kind == PEER_IVF ? "Flat" : codes);
            index.reset(faiss::index_factory(int(shape.dimension), name.c_str(), metric));
            auto *refined = dynamic_cast<faiss::IndexRefineFlat *>(index.get());
            if (refined) refined->k_factor = 4;
            lists = dynamic_cast<faiss::IndexIVF *>(refined ? refined->base_index : index.get());
            if (!lists) throw std::runtime_error("faiss made no lists of " + name);
            code_bytes = refined ? lists->code_size : 0;
            return;
        }
        auto made = std::make_unique<faiss::IndexHNSWFlat>(int(shape.dimension), int(shape.m), metric);
        made->hnsw.efConstruction = int(shape.ef_construction);
        graph = made.get();
        index = std::move(made);
    }

    void add(const float *vectors, size_t count, int threads) override {
        omp_set_num_threads(threads);
        if (lists) index->train(int64_t(count), vectors);
        index->add(int64_t(count), vectors);
    }

    void search(const float *queries, size_t count, size_t k, size_t ef, int threads, int64_t *labels) override {
        omp_set_num_threads(threads);
        if (graph) graph->hnsw.efSearch = int(std::max(ef, k));
        if (lists) lists->nprobe = ef ? std::min(ef, lists->nlist) : std::max<size_t>(8, lists->nlist / 16);
        static thread_local std::vector<float> distances;
        distances.resize(count * k);
        index->search(int64_t(count), queries, int64_t(k), distances.data(), labels);
    }

    double count_distances(const float *, size_t count, size_t, size_t) override {
        // Its statistics leave the graph's distances out.
        return graph || lists ? NAN : double(count) * double(index->ntotal);
    }

    size_t bytes() const override {
        size_t vectors = size_t(index->ntotal) * size_t(index->d) * sizeof(float);
        // The centroids, and for each vector its id in a list, and its code.
        if (lists) return vectors + lists->nlist * size_t(index->d) * 4 + size_t(index->ntotal) * (8 + code_bytes);
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
