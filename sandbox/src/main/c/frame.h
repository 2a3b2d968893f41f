/*
 * The wire format, without any input or output: total functions from bytes to records and back. Everything that comes
 * from the other side passes through here, so nothing in this file may be undefined for any bytes (tests/fuzz.c tries).
 */
#ifndef SCE_FRAME_H
#define SCE_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads fields from the front; after the first field that does not fit, bad stays true and every field reads as zero.
 */
struct cursor {
    uint8_t *at;
    size_t left;
    bool bad;
};

uint8_t take_u8(struct cursor *c);
uint16_t take_u16(struct cursor *c);
uint32_t take_u32(struct cursor *c);
uint64_t take_u64(struct cursor *c);
uint8_t *take_bytes(struct cursor *c, uint32_t *len);

/* Splits a byte stream. FRAME_MORE: incomplete. FRAME_BAD: the length is over the limit. */
enum frame_state { FRAME_MORE, FRAME_OK, FRAME_BAD };

struct frame {
    uint8_t type;
    uint8_t *payload;
    size_t len;
};

enum frame_state frame_split(uint8_t *bytes, size_t available, struct frame *out);

struct bind_spec {
    char *source;
    char *target;
    uint32_t flags;
};

struct hello {
    uint16_t version;
    uint8_t mode;
    uint8_t cgroups;
    uint32_t uid;
    uint32_t gid;
    uint64_t writable_bytes;
    uint64_t writable_inodes;
    char *workdir;
    char *modules; /* modules for warm interpreters, separated by commas */
    char *modules_required; /* the ones among them that must not be missing */
    char *path; /* the variable PATH that programs have as a rule */
    uint32_t bind_count;
    struct bind_spec *binds; /* allocated; the texts point into the payload */
};

struct file_head {
    char *name;
    uint32_t mode;
    uint64_t total_size;
    uint8_t *chunk;
    uint32_t chunk_len;
};

struct run_request {
    uint8_t launcher;
    char *judge; /* the warm module that judges the program, for SCE_LAUNCH_JUDGED */
    uint64_t wall_ns;
    uint64_t cpu_ns;
    uint64_t memory_bytes;
    uint64_t output_bytes;
    uint32_t max_processes;
    uint64_t file_size_bytes;
    uint64_t stack_bytes;
    uint32_t nofile;
    uint64_t patience_ns; /* by how much wall_ns may be exceeded by time that the machine denied */
    uint32_t argc;
    uint32_t envc;
    char **argv; /* both arrays are allocated and NULL-terminated; the texts point into the payload */
    char **envp;
    uint64_t stdin_size;
};

struct read_request {
    char *name;
    uint64_t limit;
};

/*
 * The parsers terminate texts in place: the byte after a text belongs to a field that has been read by then. They
 * return false for anything malformed, including bytes left over, and then own nothing.
 */
bool parse_hello(uint8_t *payload, size_t len, struct hello *out);
bool parse_file(uint8_t *payload, size_t len, struct file_head *out);
bool parse_data(uint8_t *payload, size_t len, uint8_t **chunk, uint32_t *chunk_len);
bool parse_run(uint8_t *payload, size_t len, struct run_request *out);
bool parse_read(uint8_t *payload, size_t len, struct read_request *out);
void release_hello(struct hello *h);
void release_run(struct run_request *r);

/* True when a relative name stays below its directory: no empty, "." or ".." part, no leading slash, parts of at most
 * 255 bytes. */
bool name_is_safe(const char *name);
/* True when a path is absolute and has no empty (but a trailing one), "." or ".." part. */
bool path_is_safe(const char *path);

/* Appends fields; overflow is remembered in full and nothing is written beyond cap. */
struct writer {
    uint8_t *buf;
    size_t len;
    size_t cap;
    bool full;
};

void put_u8(struct writer *w, uint8_t v);
void put_u16(struct writer *w, uint16_t v);
void put_u32(struct writer *w, uint32_t v);
void put_u64(struct writer *w, uint64_t v);
void put_bytes(struct writer *w, const void *bytes, size_t len);
void put_text(struct writer *w, const char *text);
/* Starts a frame and returns its offset for frame_end, which fills in the length. */
size_t frame_begin(struct writer *w, uint8_t type);
void frame_end(struct writer *w, size_t offset);

#endif
