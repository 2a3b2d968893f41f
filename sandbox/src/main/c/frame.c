#include "frame.h"

#include <stdlib.h>
#include <string.h>

#include "protocol.h"

static uint64_t take_uint(struct cursor *c, size_t width) {
    if (c->bad || c->left < width) {
        c->bad = true;
        return 0;
    }
    uint64_t v = 0;
    for (size_t i = 0; i < width; i++) {
        v |= (uint64_t)c->at[i] << (8 * i);
    }
    c->at += width;
    c->left -= width;
    return v;
}

uint8_t take_u8(struct cursor *c) {
    return (uint8_t)take_uint(c, 1);
}

uint16_t take_u16(struct cursor *c) {
    return (uint16_t)take_uint(c, 2);
}

uint32_t take_u32(struct cursor *c) {
    return (uint32_t)take_uint(c, 4);
}

uint64_t take_u64(struct cursor *c) {
    return take_uint(c, 8);
}

uint8_t *take_bytes(struct cursor *c, uint32_t *len) {
    uint32_t n = take_u32(c);
    if (c->bad || c->left < n) {
        c->bad = true;
        *len = 0;
        return NULL;
    }
    uint8_t *p = c->at;
    c->at += n;
    c->left -= n;
    *len = n;
    return p;
}

/* A text that still has to be terminated once everything behind it has been read. */
struct text {
    uint8_t *at;
    uint32_t len;
};

static struct text take_text(struct cursor *c) {
    struct text t = {NULL, 0};
    t.at = take_bytes(c, &t.len);
    if (t.at != NULL && memchr(t.at, 0, t.len) != NULL) {
        c->bad = true; /* a NUL would silently cut the text for every C function behind this one */
    }
    return t;
}

static char *terminate(struct text t) {
    t.at[t.len] = 0;
    return (char *)t.at;
}

enum frame_state frame_split(uint8_t *bytes, size_t available, struct frame *out) {
    struct cursor c = {bytes, available, false};
    uint32_t len = take_u32(&c);
    uint8_t type = take_u8(&c);
    if (!c.bad && len > SCE_MAX_FRAME) {
        return FRAME_BAD;
    }
    if (c.bad || c.left < len) {
        return FRAME_MORE;
    }
    out->type = type;
    out->payload = c.at;
    out->len = len;
    return FRAME_OK;
}

bool parse_hello(uint8_t *payload, size_t len, struct hello *out) {
    struct cursor c = {payload, len, false};
    memset(out, 0, sizeof *out);
    if (take_u32(&c) != SCE_MAGIC) {
        return false;
    }
    out->version = take_u16(&c);
    out->mode = take_u8(&c);
    out->cgroups = take_u8(&c);
    out->uid = take_u32(&c);
    out->gid = take_u32(&c);
    out->writable_bytes = take_u64(&c);
    out->writable_inodes = take_u64(&c);
    struct text workdir = take_text(&c);
    struct text modules = take_text(&c);
    struct text required = take_text(&c);
    struct text path = take_text(&c);
    uint32_t n = take_u32(&c);
    if (c.bad || n > SCE_MAX_BINDS) {
        return false;
    }
    struct bind_spec *binds = calloc((size_t)n + 1, sizeof *binds);
    struct text *texts = calloc((size_t)n * 2 + 1, sizeof *texts);
    if (binds == NULL || texts == NULL) {
        c.bad = true;
    }
    for (uint32_t i = 0; i < n && !c.bad; i++) {
        texts[(size_t)i * 2] = take_text(&c);
        texts[(size_t)i * 2 + 1] = take_text(&c);
        binds[i].flags = take_u32(&c);
    }
    bool ok = !c.bad && c.left == 0;
    for (uint32_t i = 0; i < n && ok; i++) {
        binds[i].source = terminate(texts[(size_t)i * 2]);
        binds[i].target = terminate(texts[(size_t)i * 2 + 1]);
    }
    free(texts);
    if (!ok) {
        free(binds);
        return false;
    }
    out->workdir = terminate(workdir);
    out->modules = terminate(modules);
    out->modules_required = terminate(required);
    out->path = terminate(path);
    out->bind_count = n;
    out->binds = binds;
    return true;
}

void release_hello(struct hello *h) {
    free(h->binds);
    h->binds = NULL;
    h->bind_count = 0;
}

bool parse_file(uint8_t *payload, size_t len, struct file_head *out) {
    struct cursor c = {payload, len, false};
    struct text name = take_text(&c);
    out->mode = take_u32(&c);
    out->total_size = take_u64(&c);
    out->chunk = take_bytes(&c, &out->chunk_len);
    if (c.bad || c.left != 0 || out->chunk_len > out->total_size) {
        return false;
    }
    out->name = terminate(name);
    return true;
}

bool parse_data(uint8_t *payload, size_t len, uint8_t **chunk, uint32_t *chunk_len) {
    struct cursor c = {payload, len, false};
    *chunk = take_bytes(&c, chunk_len);
    return !c.bad && c.left == 0;
}

/* Reads "u32 n, n texts" into a NULL-terminated array of unterminated texts. Each text takes four bytes at least, which
 * bounds n. */
static struct text *take_texts(struct cursor *c, uint32_t *count) {
    uint32_t n = take_u32(c);
    if (c->bad || n > c->left / 4) {
        c->bad = true;
        return NULL;
    }
    struct text *texts = calloc((size_t)n + 1, sizeof *texts);
    if (texts == NULL) {
        c->bad = true;
        return NULL;
    }
    for (uint32_t i = 0; i < n && !c->bad; i++) {
        texts[i] = take_text(c);
    }
    *count = n;
    return texts;
}

static char **terminate_all(const struct text *texts, uint32_t n) {
    char **array = calloc((size_t)n + 1, sizeof *array);
    for (uint32_t i = 0; array != NULL && i < n; i++) {
        array[i] = terminate(texts[i]);
    }
    return array;
}

bool parse_run(uint8_t *payload, size_t len, struct run_request *out) {
    struct cursor c = {payload, len, false};
    memset(out, 0, sizeof *out);
    out->launcher = take_u8(&c);
    struct text judge = take_text(&c);
    out->wall_ns = take_u64(&c);
    out->cpu_ns = take_u64(&c);
    out->memory_bytes = take_u64(&c);
    out->output_bytes = take_u64(&c);
    out->max_processes = take_u32(&c);
    out->file_size_bytes = take_u64(&c);
    out->stack_bytes = take_u64(&c);
    out->nofile = take_u32(&c);
    out->patience_ns = take_u64(&c);
    struct text *argv = take_texts(&c, &out->argc);
    struct text *envp = take_texts(&c, &out->envc);
    out->stdin_size = take_u64(&c);
    bool ok = !c.bad && c.left == 0 && out->argc > 0 && argv != NULL && argv[0].len > 0;
    if (ok) {
        out->judge = terminate(judge);
        out->argv = terminate_all(argv, out->argc);
        out->envp = terminate_all(envp, out->envc);
        ok = out->argv != NULL && out->envp != NULL;
    }
    free(argv);
    free(envp);
    if (!ok) {
        release_run(out);
    }
    return ok;
}

void release_run(struct run_request *r) {
    free(r->argv);
    free(r->envp);
    r->argv = NULL;
    r->envp = NULL;
}

bool parse_read(uint8_t *payload, size_t len, struct read_request *out) {
    struct cursor c = {payload, len, false};
    struct text name = take_text(&c);
    out->limit = take_u64(&c);
    if (c.bad || c.left != 0) {
        return false;
    }
    out->name = terminate(name);
    return true;
}

static bool part_is_safe(const char *part, size_t len) {
    return len > 0 && len <= 255 && !(len == 1 && part[0] == '.') && !(len == 2 && part[0] == '.' && part[1] == '.');
}

bool name_is_safe(const char *name) {
    if (strlen(name) > 4095) {
        return false;
    }
    for (const char *part = name;;) {
        size_t len = strcspn(part, "/");
        if (!part_is_safe(part, len)) {
            return false;
        }
        if (part[len] == 0) {
            return true;
        }
        part += len + 1;
    }
}

bool path_is_safe(const char *path) {
    return path[0] == '/' && name_is_safe(path + 1);
}

static void put_raw(struct writer *w, const void *bytes, size_t len) {
    if (w->full || w->cap - w->len < len) {
        w->full = true;
        return;
    }
    if (len > 0) {
        memcpy(w->buf + w->len, bytes, len);
    }
    w->len += len;
}

static void put_uint(struct writer *w, uint64_t v, size_t width) {
    uint8_t bytes[8];
    for (size_t i = 0; i < width; i++) {
        bytes[i] = (uint8_t)(v >> (8 * i));
    }
    put_raw(w, bytes, width);
}

void put_u8(struct writer *w, uint8_t v) {
    put_uint(w, v, 1);
}

void put_u16(struct writer *w, uint16_t v) {
    put_uint(w, v, 2);
}

void put_u32(struct writer *w, uint32_t v) {
    put_uint(w, v, 4);
}

void put_u64(struct writer *w, uint64_t v) {
    put_uint(w, v, 8);
}

void put_bytes(struct writer *w, const void *bytes, size_t len) {
    put_u32(w, (uint32_t)len);
    put_raw(w, bytes, len);
}

void put_text(struct writer *w, const char *text) {
    put_bytes(w, text, strlen(text));
}

size_t frame_begin(struct writer *w, uint8_t type) {
    size_t offset = w->len;
    put_u32(w, 0);
    put_u8(w, type);
    return offset;
}

void frame_end(struct writer *w, size_t offset) {
    if (w->full) {
        return;
    }
    struct writer head = {w->buf + offset, 0, 4, false};
    put_u32(&head, (uint32_t)(w->len - offset - SCE_FRAME_HEADER));
}
