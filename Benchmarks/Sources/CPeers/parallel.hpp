// A loop over threads, for libraries that leave it to their caller.
#pragma once
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

// Calls `body(i)` for every i in [first, count), on the calling thread when one is enough.
template <typename Body> void for_each_index(size_t first, size_t count, int threads, Body body) {
    if (threads <= 1) {
        for (size_t i = first; i < count; ++i) body(i);
        return;
    }
    std::atomic<size_t> next{first};
    std::exception_ptr failure;
    std::mutex failure_lock;
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t) {
        workers.emplace_back([&] {
            try {
                for (size_t i = next++; i < count; i = next++) body(i);
            } catch (...) {
                std::lock_guard<std::mutex> guard(failure_lock);
                failure = std::current_exception();
                next = count;
            }
        });
    }
    for (auto &worker : workers) worker.join();
    if (failure) std::rethrow_exception(failure);
}
