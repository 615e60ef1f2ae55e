// A SQLite VFS that passes everything on to the one that was the default, but for operations that are told to fail.
#include "include/CFaultyFiles.h"
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    sqlite3_file base;
    /// Whether its path is one that can fail.
    bool is_marked;
    /// The default's file, which lies behind this struct.
    sqlite3_file *real;
} faulty_file;

static sqlite3_vfs *original;
static sqlite3_vfs faulty;

// Changed while no database in the folder is open, and published by `is_armed`.
static char folder[1024];
static int64_t failing;
static bool is_forever;
static faulty_kind kind;
static atomic_bool is_armed;
static atomic_int_fast64_t operations;

static bool is_marked(const char *path) {
    return path && atomic_load(&is_armed) && strstr(path, folder) != NULL;
}

/// Counts an operation that the kind concerns, and says whether it fails.
static bool fails(bool needs_room, bool is_write) {
    if (!atomic_load(&is_armed)) return false;
    if (kind == faulty_full_disk && !needs_room) return false;
    if (kind == faulty_short_write && !is_write) return false;
    int64_t number = atomic_fetch_add(&operations, 1);
    return is_forever ? number >= failing : number == failing;
}

// MARK: Files

static faulty_file *own(sqlite3_file *file) { return (faulty_file *)file; }
static sqlite3_file *real(sqlite3_file *file) { return own(file)->real; }

static int file_close(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }

static int file_read(sqlite3_file *file, void *buffer, int count, sqlite3_int64 offset) {
    if (own(file)->is_marked && fails(false, false)) return SQLITE_IOERR_READ;
    return real(file)->pMethods->xRead(real(file), buffer, count, offset);
}

static int file_write(sqlite3_file *file, const void *buffer, int count, sqlite3_int64 offset) {
    if (own(file)->is_marked && fails(true, true)) {
        if (kind == faulty_device) return SQLITE_IOERR_WRITE;
        real(file)->pMethods->xWrite(real(file), buffer, count / 2, offset);
        return kind == faulty_full_disk ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    return real(file)->pMethods->xWrite(real(file), buffer, count, offset);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    if (own(file)->is_marked && fails(false, false)) return SQLITE_IOERR_TRUNCATE;
    return real(file)->pMethods->xTruncate(real(file), size);
}

static int file_sync(sqlite3_file *file, int flags) {
    // A full disk of a file system that allocates late is met here.
    if (own(file)->is_marked && fails(true, false)) return SQLITE_IOERR_FSYNC;
    return real(file)->pMethods->xSync(real(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    if (own(file)->is_marked && fails(false, false)) return SQLITE_IOERR_FSTAT;
    return real(file)->pMethods->xFileSize(real(file), size);
}

static int file_lock(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }
static int file_unlock(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
static int file_check(sqlite3_file *file, int *out) {
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}
static int file_control(sqlite3_file *file, int operation, void *argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
static int file_sector(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }
static int file_characteristics(sqlite3_file *file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static int file_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out) {
    if (own(file)->is_marked && fails(extend, false)) {
        *out = NULL;
        return extend ? SQLITE_IOERR_SHMSIZE : SQLITE_IOERR_SHMMAP;
    }
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
}
static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
static void file_shm_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }
static int file_shm_unmap(sqlite3_file *file, int delete) {
    return real(file)->pMethods->xShmUnmap(real(file), delete);
}

// Version 2: without mapping the database into memory, so that every read is seen.
static const sqlite3_io_methods methods = {
    2, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock, file_unlock, file_check,
    file_control, file_sector, file_characteristics, file_shm_map, file_shm_lock, file_shm_barrier, file_shm_unmap,
    NULL, NULL,
};

// MARK: The file system

static int vfs_open(sqlite3_vfs *vfs, sqlite3_filename path, sqlite3_file *file, int flags, int *out) {
    faulty_file *opened = own(file);
    opened->base.pMethods = NULL;
    opened->is_marked = is_marked(path);
    opened->real = (sqlite3_file *)(opened + 1);
    opened->real->pMethods = NULL;
    if (opened->is_marked && fails((flags & SQLITE_OPEN_CREATE) != 0, false)) return SQLITE_CANTOPEN;
    int result = original->xOpen(original, path, opened->real, flags, out);
    if (opened->real->pMethods) opened->base.pMethods = &methods;
    return result;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int sync) {
    if (is_marked(path) && fails(false, false)) return SQLITE_IOERR_DELETE;
    return original->xDelete(original, path, sync);
}

static int vfs_access(sqlite3_vfs *vfs, const char *path, int flags, int *out) {
    if (is_marked(path) && fails(false, false)) return SQLITE_IOERR_ACCESS;
    return original->xAccess(original, path, flags, out);
}

int faulty_files_register(void) {
    if (original) return SQLITE_OK;
    int result = sqlite3_initialize();
    if (result != SQLITE_OK) return result;
    original = sqlite3_vfs_find(NULL);
    if (!original) return SQLITE_ERROR;
    faulty = *original;
    faulty.zName = "faulty-files";
    faulty.pNext = NULL;
    faulty.szOsFile = (int)sizeof(faulty_file) + original->szOsFile;
    faulty.xOpen = vfs_open;
    faulty.xDelete = vfs_delete;
    faulty.xAccess = vfs_access;
    return sqlite3_vfs_register(&faulty, 1);
}

void faulty_files_arm(const char *path, int64_t number, bool forever, faulty_kind how) {
    strncpy(folder, path, sizeof folder - 1);
    failing = number;
    is_forever = forever;
    kind = how;
    atomic_store(&operations, 0);
    atomic_store(&is_armed, true);
}

int64_t faulty_files_disarm(void) {
    atomic_store(&is_armed, false);
    return atomic_load(&operations);
}
