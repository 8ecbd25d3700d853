/*
 * Records the disk operations of one process and injects faults (LD_PRELOAD). Affects only files below SHIM_DIR.
 *
 * SHIM_LOG      file to which every write, truncation, removal and completed flush is appended, in order
 * SHIM_SYNC_US  microseconds added to every flush
 * Marks: while a file of this name exists in SHIM_DIR, ".fail-write" fails writes with EIO, ".fail-sync" fails flushes
 * with EIO, ".no-space" fails writes with ENOSPC, ".little-space" ends each file at 160 KiB with ENOSPC, ".read-only" fails opening
 * for writing with EROFS, ".denied" with EACCES.
 *
 * Record: u32 kind, u32 length of path, u64 offset, u64 length of data, then path and data.
 * Kinds: 1 created, 2 written, 3 truncated (offset is the new length), 4 flushed, 5 directory flushed, 6 removed.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define REAL(name, ...) \
  static int (*real)(__VA_ARGS__); \
  if (!real) real = dlsym(RTLD_NEXT, #name)
#define FILES 4096
#define FULL (160 * 1024)

static char *paths[FILES];
static ino_t inodes[FILES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -2;

static const char *dir(void) {
  static const char *d;
  if (!d) d = getenv("SHIM_DIR") ? getenv("SHIM_DIR") : "";
  return d;
}

static int below(const char *path) {
  size_t n = strlen(dir());
  return n > 0 && strncmp(path, dir(), n) == 0;
}

/* The content of neither survives a crash. */
static int passing(const char *path) {
  size_t n = strlen(path);
  return (n > 4 && strcmp(path + n - 4, "-shm") == 0) || strstr(path, "-lock") != NULL;
}

/* Not every close() passes through here: the descriptor may belong to another file by now. */
static const char *path_of(int fd) {
  struct stat found;
  if (fd < 0 || fd >= FILES || !paths[fd]) return NULL;
  return fstat(fd, &found) == 0 && found.st_ino == inodes[fd] ? paths[fd] : NULL;
}

static int marked(const char *name) {
  char mark[4096];
  snprintf(mark, sizeof mark, "%s/%s", dir(), name);
  return access(mark, F_OK) == 0;
}

static void put(const void *data, size_t n) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = dlsym(RTLD_NEXT, "write");
  for (const char *at = data; n > 0;) {
    ssize_t done = real(log_fd, at, n);
    if (done <= 0) abort();
    at += done;
    n -= (size_t)done;
  }
}

static void record(uint32_t kind, const char *path, uint64_t offset, const void *data, uint64_t n) {
  if (passing(path)) return;
  pthread_mutex_lock(&lock);
  if (log_fd == -2) {
    static int (*real)(const char *, int, ...);
    real = dlsym(RTLD_NEXT, "open");
    const char *log = getenv("SHIM_LOG");
    log_fd = log ? real(log, O_WRONLY | O_CREAT | O_APPEND, 0644) : -1;
  }
  if (log_fd >= 0) {
    uint32_t head[2] = {kind, (uint32_t)strlen(path)};
    uint64_t rest[2] = {offset, n};
    put(head, sizeof head);
    put(rest, sizeof rest);
    put(path, head[1]);
    put(data, n);
  }
  pthread_mutex_unlock(&lock);
}

static int opened(int fd, const char *path, int fresh) {
  if (fd < 0 || fd >= FILES || !below(path)) return fd;
  struct stat found;
  free(paths[fd]);
  paths[fd] = fstat(fd, &found) == 0 ? strdup(path) : NULL;
  inodes[fd] = found.st_ino;
  if (fresh) record(1, path, 0, "", 0);
  return fd;
}

#define OPENING(name) \
  int name(const char *path, int flags, ...) { \
    static int (*real)(const char *, int, ...); \
    if (!real) real = dlsym(RTLD_NEXT, #name); \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    int writing = (flags & O_ACCMODE) != O_RDONLY; \
    if (writing && below(path) && marked(".read-only")) { errno = EROFS; return -1; } \
    if (writing && below(path) && marked(".denied")) { errno = EACCES; return -1; } \
    int fresh = below(path) && (flags & O_CREAT) && access(path, F_OK) != 0; \
    return opened(real(path, flags, mode), path, fresh); \
  }
OPENING(open)
OPENING(open64)

int close(int fd) {
  REAL(close, int);
  if (path_of(fd)) {
    free(paths[fd]);
    paths[fd] = NULL;
  }
  return real(fd);
}

static int refused(const char *path) {
  if (passing(path)) return 0;
  if (marked(".fail-write")) return errno = EIO;
  if (marked(".no-space")) return errno = ENOSPC;
  return 0;
}

/* How many of n bytes the disk takes at an offset. */
static size_t taken(const char *path, uint64_t offset, size_t n) {
  if (passing(path) || !marked(".little-space") || offset + n <= FULL) return n;
  errno = ENOSPC;
  return offset < FULL ? FULL - offset : 0;
}

#define WRITING(name, type) \
  ssize_t name(int fd, const void *data, size_t n, type offset) { \
    static ssize_t (*real)(int, const void *, size_t, type); \
    if (!real) real = dlsym(RTLD_NEXT, #name); \
    const char *path = path_of(fd); \
    if (path && refused(path)) return -1; \
    if (path && n > 0 && (n = taken(path, (uint64_t)offset, n)) == 0) return -1; \
    ssize_t done = real(fd, data, n, offset); \
    if (path && done > 0) record(2, path, (uint64_t)offset, data, (uint64_t)done); \
    return done; \
  }
WRITING(pwrite, off_t)
WRITING(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t n) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = dlsym(RTLD_NEXT, "write");
  const char *path = path_of(fd);
  if (path && refused(path)) return -1;
  ssize_t done = real(fd, data, n);
  if (path && done > 0) record(2, path, (uint64_t)(lseek(fd, 0, SEEK_CUR) - done), data, (uint64_t)done);
  return done;
}

#define TRUNCATING(name, type) \
  int name(int fd, type length) { \
    REAL(name, int, type); \
    int result = real(fd, length); \
    if (result == 0 && path_of(fd)) record(3, path_of(fd), (uint64_t)length, "", 0); \
    return result; \
  }
TRUNCATING(ftruncate, off_t)
TRUNCATING(ftruncate64, off64_t)

static int flushed(int fd, int result) {
  static long us = -1;
  if (us < 0) us = getenv("SHIM_SYNC_US") ? atol(getenv("SHIM_SYNC_US")) : 0;
  if (us > 0) {
    struct timespec pause = {us / 1000000, (us % 1000000) * 1000};
    nanosleep(&pause, NULL);
  }
  const char *path = path_of(fd);
  if (result == 0 && path) {
    struct stat found;
    int directory = fstat(fd, &found) == 0 && S_ISDIR(found.st_mode);
    record(directory ? 5 : 4, path, 0, "", 0);
  }
  return result;
}

#define FLUSHING(name) \
  int name(int fd) { \
    REAL(name, int); \
    const char *path = path_of(fd); \
    if (path && !passing(path) && marked(".fail-sync")) { errno = EIO; return -1; } \
    return flushed(fd, real(fd)); \
  }
FLUSHING(fsync)
FLUSHING(fdatasync)

int unlink(const char *path) {
  REAL(unlink, const char *);
  int result = real(path);
  if (result == 0 && below(path)) record(6, path, 0, "", 0);
  return result;
}
