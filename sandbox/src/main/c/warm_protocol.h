/*
 * The conversation with a warm interpreter, for both of its ends: warm.c in the init process, and messages.c inside
 * the interpreter. docs/protocol.md describes the packets. What Python has to know of it stands here too, and a test
 * compares.
 */
#ifndef SCE_WARM_PROTOCOL_H
#define SCE_WARM_PROTOCOL_H

#define SCE_WARM_VERSION 3
#define SCE_WARM_MAX_PACKET 131072
#define SCE_WARM_MAX_LIMITS 32

/* The interpreter's end of the socket. */
#define SCE_WARM_CHANNEL 3

/* The first number of a packet. */
#define SCE_WARM_READY 1
#define SCE_WARM_RUN 2
#define SCE_WARM_STARTED 3
#define SCE_WARM_FAULT 4
#define SCE_WARM_JUDGE 5
#define SCE_WARM_JUDGED 6
#define SCE_WARM_ASK 7
#define SCE_WARM_TOLD 8

/* Descriptors of RUN: the program's streams, then what moves a process into the programs' control group if it has one.
 */
#define SCE_WARM_STREAMS 3
#define SCE_WARM_DESCRIPTORS 4

/* Descriptors of JUDGE: the request, the report, questions to the sample, its answers. */
#define SCE_WARM_JUDGE_DESCRIPTORS 4

/* JUDGED: whether the judge lives on or is to be replaced. */
#define SCE_WARM_JUDGED_READY 0
#define SCE_WARM_JUDGED_REPLACE 1

/* ASK, for the sample's first process: its processor time and the time denied to the program, both in nanoseconds; or
 * that it be interrupted or killed, which is answered with 0. */
#define SCE_WARM_ASK_CPU 1
#define SCE_WARM_ASK_DENIED 2
#define SCE_WARM_ASK_INTERRUPT 3
#define SCE_WARM_ASK_KILL 4

/* What a judge may read of itself, opened before it enters a place where it cannot see itself. */
#define SCE_WARM_SCHEDSTAT 4
#define SCE_WARM_STATM 5

/* FAULT: what kept a program's process from starting; it then ends with this status. */
#define SCE_WARM_FAULT_STATUS 127
#define SCE_WARM_STEP_SESSION 1
#define SCE_WARM_STEP_STREAMS 2
#define SCE_WARM_STEP_CHDIR 3
#define SCE_WARM_STEP_RLIMIT 4
#define SCE_WARM_STEP_SIGNALS 5
#define SCE_WARM_STEP_CLOSE 6
#define SCE_WARM_STEP_GROUP 7

/* Where an interpreter finds its own files; the script that it seems to be started with, which no program can be. */
#define SCE_WARM_HOME "/.sce"
#define SCE_WARM_SCRIPT "main.py"

/* Variables of an interpreter's start, which no program sees. */
#define SCE_WARM_PRELOAD "SCE_PRELOAD"
#define SCE_WARM_PRELOAD_REQUIRED "SCE_PRELOAD_REQUIRED"
#define SCE_WARM_USUAL "SCE_USUAL"
#define SCE_WARM_JUDGE_MODULE "SCE_JUDGE"

#endif
