#!/bin/sh
#SBATCH --job-name=sce-eval
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=8
#SBATCH --mem=16G
#SBATCH --time=02:00:00
#SBATCH --requeue
# One shard of an evaluation; the array says how many there are:
#
#   sbatch --array=0-31 examples/slurm/eval.sh DATASET PROBLEMS SAMPLES OUT [OPTION...]
#
# Then, when all tasks have ended:
#
#   sce merge OUT/shard-* -o OUT/all
#
# SCE names the command; default: sce.
set -eu
[ $# -ge 4 ] || { echo "usage: eval.sh DATASET PROBLEMS SAMPLES OUT [OPTION...]" >&2; exit 2; }
[ "${SLURM_ARRAY_TASK_MIN:-0}" -eq 0 ] || { echo "eval.sh: the array must begin with 0" >&2; exit 2; }
dataset=$1 problems=$2 samples=$3 out=$4
shift 4
number=$SLURM_ARRAY_TASK_ID
count=$SLURM_ARRAY_TASK_COUNT
directory=$(printf '%s/shard-%04d' "$out" "$number")
# A task that was requeued goes on; a first one has nothing to go on with, which is fine.
exec "${SCE:-sce}" eval "$dataset" --problems "$problems" --samples "$samples" -o "$directory" \
  --shard "$number/$count" --workers "${SLURM_CPUS_PER_TASK:-1}" --resume --partial --progress plain "$@"
