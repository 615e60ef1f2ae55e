#pragma once
#include <stdbool.h>
#include <stdint.h>

/// How an operation fails.
typedef enum {
    /// The device reports an error, whatever the operation.
    faulty_device,
    /// Nothing more can be written; what needs no room goes on.
    faulty_full_disk,
    /// A write puts down its first half and then fails; what does not write goes on.
    faulty_short_write,
} faulty_kind;

/// Puts files that can fail before SQLite's own, for all databases that this process opens from now on. Until they are told
/// to fail they do what SQLite's do.
///
/// Returns SQLite's result code.
int faulty_files_register(void);

/// Counts operations on files whose path contains `folder`, and lets that of number `failing` (from 0) fail, with
/// `forever` all after it too. Only operations that the kind concerns are counted.
void faulty_files_arm(const char *folder, int64_t failing, bool forever, faulty_kind kind);

/// Lets nothing fail any more. Returns how many operations were counted.
int64_t faulty_files_disarm(void);
