/* Throws random and mutated bytes at every parser. Each input is in a block of exactly its size, so that a sanitizer
 * sees overruns. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "protocol.h"

static uint64_t state = 88172645463325252u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 16);
}

/* A well-formed payload of one kind to start from; most random bytes fail at the first field. */
static size_t sample(uint8_t *buf, size_t cap, uint32_t kind) {
    struct writer w = {buf, 0, cap, false};
    switch (kind) {
    case 0:
        put_u32(&w, SCE_MAGIC);
        put_u16(&w, 1);
        put_u8(&w, 1);
        put_u8(&w, 1);
        put_u32(&w, 5);
        put_u32(&w, 6);
        put_u64(&w, 7);
        put_u64(&w, 8);
        put_text(&w, "/w");
        put_text(&w, "math");
        put_text(&w, "");
        put_u32(&w, 2);
        for (int i = 0; i < 2; i++) {
            put_text(&w, "/usr");
            put_text(&w, "");
            put_u32(&w, 1);
        }
        break;
    case 1:
        put_text(&w, "a/b");
        put_u32(&w, 0644);
        put_u64(&w, 10);
        put_text(&w, "chunk");
        break;
    case 2:
        put_u8(&w, 1);
        for (int i = 0; i < 4; i++) {
            put_u64(&w, next());
        }
        put_u32(&w, 3);
        put_u64(&w, 4);
        put_u64(&w, 5);
        put_u32(&w, 6);
        put_u64(&w, 7);
        put_u32(&w, 3);
        put_text(&w, "sh");
        put_text(&w, "");
        put_text(&w, "-c");
        put_u32(&w, 1);
        put_text(&w, "A=b");
        put_u64(&w, 9);
        break;
    default:
        put_text(&w, "out.txt");
        put_u64(&w, 100);
        break;
    }
    return w.len;
}

static size_t touch(const char *text) {
    return text == NULL ? 0 : strlen(text);
}

static size_t parse_all(uint8_t *bytes, size_t len, uint32_t kind) {
    struct hello hello;
    struct file_head file;
    struct run_request run;
    struct read_request read;
    struct frame frame;
    uint8_t *chunk = NULL;
    uint32_t chunk_len = 0;
    size_t sum = 0;
    switch (kind) {
    case 0:
        if (parse_hello(bytes, len, &hello)) {
            sum += touch(hello.workdir);
            for (uint32_t i = 0; i < hello.bind_count; i++) {
                sum += touch(hello.binds[i].source) + touch(hello.binds[i].target) +
                       (size_t)path_is_safe(hello.binds[i].target);
            }
            release_hello(&hello);
        }
        break;
    case 1:
        sum += parse_file(bytes, len, &file) ? touch(file.name) + (size_t)name_is_safe(file.name) : 0;
        break;
    case 2:
        if (parse_run(bytes, len, &run)) {
            for (uint32_t i = 0; i < run.argc; i++) {
                sum += touch(run.argv[i]);
            }
            for (uint32_t i = 0; i < run.envc; i++) {
                sum += touch(run.envp[i]);
            }
            release_run(&run);
        }
        break;
    case 3:
        sum += parse_read(bytes, len, &read) ? touch(read.name) : 0;
        break;
    case 4:
        sum += parse_data(bytes, len, &chunk, &chunk_len) ? chunk_len : 0;
        break;
    default:
        sum += frame_split(bytes, len, &frame) == FRAME_OK ? frame.len : 0;
        break;
    }
    return sum;
}

int main(int argc, char **argv) {
    long rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 100000;
    size_t sum = 0;
    long parsed = 0;
    for (long i = 0; i < rounds; i++) {
        uint8_t seed[512];
        uint32_t kind = next() % 6;
        size_t len = kind < 4 && next() % 8 != 0 ? sample(seed, sizeof seed, kind) : next() % 64;
        if (kind >= 4) {
            for (size_t j = 0; j < len; j++) {
                seed[j] = (uint8_t)(next() % 3 != 0 ? 0 : next());
            }
        }
        for (uint32_t changes = next() % 4; changes > 0 && len > 0; changes--) {
            static const uint8_t ODD[] = {0, 1, 0x7f, 0x80, 0xff};
            seed[next() % len] = next() % 2 != 0 ? ODD[next() % sizeof ODD] : (uint8_t)next();
        }
        len -= next() % 4 == 0 && len > 0 ? next() % len : 0;
        uint8_t *bytes = malloc(len > 0 ? len : 1);
        if (bytes == NULL) {
            return 1;
        }
        memcpy(bytes, seed, len);
        size_t got = parse_all(bytes, len, kind);
        parsed += got > 0;
        sum += got;
        free(bytes);
    }
    printf("fuzz: %ld inputs, %ld of them parsed, sum %zu\n", rounds, parsed, sum);
    return 0;
}
