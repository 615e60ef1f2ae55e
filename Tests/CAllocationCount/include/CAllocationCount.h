#pragma once
#include <stdbool.h>
#include <stdint.h>

/// Whether allocations are counted: with glibc, and not under a sanitizer, which stands where this would.
bool allocations_are_counted(void);

/// How many blocks of memory this thread has asked the C library for.
uint64_t allocation_count(void);
