/* A disk that fails on demand: this library is loaded before the C library, and each write of a process asks it.
   The first letter of the file in GANDER_DISK names the fault: f(ull), s(ync fails), r(ead-only), or none.
   Only files under GANDER_DISK_DIR fail. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int here(const char *path) {
    const char *dir = getenv("GANDER_DISK_DIR");
    return dir && path && strncmp(path, dir, strlen(dir)) == 0;
}

static int wrong(char what) {
    const char *name = getenv("GANDER_DISK");
    char is = 0;
    int fd = name ? (int)syscall(SYS_openat, AT_FDCWD, name, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) return 0;
    if (syscall(SYS_read, fd, &is, 1) != 1) is = 0;
    syscall(SYS_close, fd);
    return is == what;
}

static int fails(int fd, char what, int error) {
    char link[64], path[4096];
    if (!wrong(what)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (!here(path)) return 0;
    errno = error;
    return 1;
}

static int no_writing(const char *path, int flags) {
    if (!(flags & (O_WRONLY | O_RDWR | O_CREAT)) || !here(path) || !wrong('r')) return 0;
    errno = EROFS;
    return 1;
}

ssize_t write(int fd, const void *bytes, size_t count) {
    return fails(fd, 'f', ENOSPC) ? -1 : syscall(SYS_write, fd, bytes, count);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    return fails(fd, 'f', ENOSPC) ? -1 : syscall(SYS_pwrite64, fd, bytes, count, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { return pwrite64(fd, bytes, count, at); }

int fsync(int fd) { return fails(fd, 's', EIO) ? -1 : (int)syscall(SYS_fsync, fd); }

int fdatasync(int fd) { return fails(fd, 's', EIO) ? -1 : (int)syscall(SYS_fdatasync, fd); }

int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = va_arg(more, mode_t);
    va_end(more);
    return no_writing(path, flags) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags | O_LARGEFILE, mode);
}

int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = va_arg(more, mode_t);
    va_end(more);
    return no_writing(path, flags) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int mkdir(const char *path, mode_t mode) {
    return no_writing(path, O_CREAT) ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}
