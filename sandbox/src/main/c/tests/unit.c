/* Asserts about the parts that need no sandbox: frames, names, the channel, the spool, and emptying a hostile directory
 * tree. */
#define _GNU_SOURCE
#undef NDEBUG
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "slot.h"

static void integers_survive_the_wire(void) {
    uint8_t buf[64];
    struct writer w = {buf, 0, sizeof buf, false};
    put_u8(&w, 0xfe);
    put_u16(&w, 0x1234);
    put_u32(&w, 0xdeadbeef);
    put_u64(&w, UINT64_MAX - 1);
    put_text(&w, "text");
    struct cursor c = {buf, w.len, false};
    uint32_t len = 0;
    assert(take_u8(&c) == 0xfe && take_u16(&c) == 0x1234 && take_u32(&c) == 0xdeadbeef &&
           take_u64(&c) == UINT64_MAX - 1);
    assert(memcmp(take_bytes(&c, &len), "text", 4) == 0 && len == 4 && c.left == 0 && !c.bad);
    assert(take_u8(&c) == 0 && c.bad && take_u64(&c) == 0);
    assert(buf[1] == 0x34 && buf[2] == 0x12); /* little-endian whatever the machine */
}

static void writer_never_overruns(void) {
    uint8_t buf[8] = {0};
    struct writer w = {buf, 0, 7, false};
    put_u32(&w, 1);
    put_u32(&w, 2);
    assert(w.full && w.len == 4 && buf[7] == 0);
    put_u8(&w, 1);
    assert(w.len == 4);
}

static void frames_are_split(void) {
    uint8_t buf[64];
    struct writer w = {buf, 0, sizeof buf, false};
    size_t at = frame_begin(&w, 9);
    put_text(&w, "abc");
    frame_end(&w, at);
    struct frame f;
    for (size_t n = 0; n < w.len; n++) {
        assert(frame_split(buf, n, &f) == FRAME_MORE);
    }
    assert(frame_split(buf, w.len, &f) == FRAME_OK && f.type == 9 && f.len == 7);
    uint8_t huge[5] = {1, 0, 0x10, 0, 4};
    assert(frame_split(huge, 5, &f) == FRAME_BAD);
    huge[0] = 0;
    assert(frame_split(huge, 5, &f) == FRAME_MORE);
}

static void names_stay_below(void) {
    static const char *const GOOD[] = {"a", "a/b/c", "...", ".hidden", "a b\n\xff"};
    static const char *const BAD[] = {"", "/", "/a", "a/", "a//b", ".", "..", "a/..", "../a", "a/./b"};
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++) {
        assert(name_is_safe(GOOD[i]));
    }
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        assert(!name_is_safe(BAD[i]));
    }
    char longest[257];
    memset(longest, 'x', 255);
    longest[255] = 0;
    assert(name_is_safe(longest));
    longest[255] = 'x';
    longest[256] = 0;
    assert(!name_is_safe(longest));
    assert(path_is_safe("/usr/lib") && !path_is_safe("usr") && !path_is_safe("/") && !path_is_safe("/usr/../etc"));
}

static void texts_with_nul_are_refused(void) {
    uint8_t buf[64];
    struct writer w = {buf, 0, sizeof buf, false};
    put_bytes(&w, "a\0b", 3);
    put_u64(&w, 1);
    struct read_request r;
    assert(!parse_read(buf, w.len, &r));
    w.len = 0;
    put_bytes(&w, "", 0);
    put_u64(&w, 1);
    assert(parse_read(buf, w.len, &r) && r.name[0] == 0 && r.limit == 1);
    assert(!parse_read(buf, w.len - 1, &r));
}

static void keyed_numbers_are_found(void) {
    uint64_t v = 0;
    assert(keyed_number("oom_kill_disable 0\nunder_oom 0\noom_kill 7\n", "oom_kill", &v) && v == 7);
    assert(!keyed_number("a 1\n", "b", &v) && !keyed_number("", "a", &v));
}

static void channel_carries_large_frames(void) {
    int a[2];
    int b[2];
    assert(pipe2(a, O_CLOEXEC) == 0 && pipe2(b, O_CLOEXEC) == 0);
    struct channel left;
    struct channel right;
    assert(channel_open(&left, a[0], b[1]) == 0 && channel_open(&right, b[0], a[1]) == 0);
    static uint8_t big[300000];
    memset(big, 7, sizeof big);
    struct frame f;
    for (int round = 0; round < 10; round++) {
        assert(channel_reserve(&left, sizeof big + 4) == CHANNEL_OK);
        size_t at = frame_begin(&left.out, 3);
        put_bytes(&left.out, big, sizeof big);
        frame_end(&left.out, at);
        enum channel_state s = CHANNEL_AGAIN;
        while (s == CHANNEL_AGAIN) {
            (void)channel_push(&left);
            (void)channel_fill(&right);
            s = channel_next(&right, &f);
        }
        assert(s == CHANNEL_OK && f.type == 3 && f.len == sizeof big + 4 && f.payload[f.len - 1] == 7);
        channel_trim(&right);
    }
    assert(channel_fill(&right) == CHANNEL_AGAIN);
    assert(close(b[1]) == 0 && channel_fill(&right) == CHANNEL_CLOSED);
}

static void spool_keeps_what_was_announced(void) {
    static struct spool sp;
    char back[8] = "";
    assert(spool_begin(&sp, 5) == 0 && sp.fd < 0);
    assert(spool_add(&sp, (const uint8_t *)"hello", 5) == 0 && spool_add(&sp, (const uint8_t *)"x", 1) != 0);
    spool_end(&sp);
    assert(spool_begin(&sp, 1000000) == 0 && sp.fd >= 0);
    assert(spool_add(&sp, (const uint8_t *)"abc", 3) == 0 && pread(sp.fd, back, 8, 0) == 3 &&
           memcmp(back, "abc", 3) == 0);
    spool_end(&sp);
    assert(spool_begin(&sp, UINT64_MAX) != 0 && errno == EFBIG);
}

static void cleaning_copes_with_depth_modes_and_numbers(void) {
    char top[] = "/tmp/sce-unit-XXXXXX";
    assert(mkdtemp(top) != NULL);
    int fd = open(top, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert(fd >= 0);
    int at = dup(fd);
    for (int i = 0; i < 500; i++) {
        assert(mkdirat(at, "d", 0700) == 0 && mkdirat(at, "side", 0) == 0 && symlinkat("/etc", at, "l") == 0 &&
               mkfifoat(at, "p", 0600) == 0);
        int next = openat(at, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        assert(next >= 0 && close(at) == 0);
        at = next;
    }
    assert(fchmod(at, 0) == 0 && close(at) == 0);
    assert(clean_directory(fd, 10) != 0 && errno == E2BIG);
    assert(clean_directory(fd, -1) == 0);
    char name[16];
    for (int i = 0; i < 3000; i++) {
        assert(snprintf(name, sizeof name, "f%d", i) > 0);
        int file = openat(fd, name, O_CREAT | O_WRONLY | O_CLOEXEC, 0);
        assert(file >= 0 && close(file) == 0);
    }
    assert(clean_directory(fd, -1) == 0 && clean_directory(fd, 0) == 0);
    assert(close(fd) == 0 && rmdir(top) == 0);
}

int main(void) {
    integers_survive_the_wire();
    writer_never_overruns();
    frames_are_split();
    names_stay_below();
    texts_with_nul_are_refused();
    keyed_numbers_are_found();
    channel_carries_large_frames();
    spool_keeps_what_was_announced();
    cleaning_copes_with_depth_modes_and_numbers();
    puts("unit: ok");
    return 0;
}
