"""The configuration, with the fields and defaults of the original."""

from __future__ import annotations

import dataclasses
import logging
import os
from typing import Optional

logger = logging.getLogger("code_execution")


@dataclasses.dataclass
class ExecutionConfig:
    """How to run predictions.

    Of the original's fields, these have a meaning here; the others are accepted and do nothing, since one engine does
    what their processes and chunks were for.

    Args:
        num_workers: How many programs run at a time. A number below 1 stands for all CPUs.
        default_timeout: Wall time in seconds for commands that do not set their own.
        disable_tqdm: Whether to show no bar.
    """

    num_workers: int
    max_tasks_per_process: Optional[int] = None
    write_rate_limit: int = 768
    chunk_size: int = 1
    batch_size: int = 1
    disable_tqdm: bool = False
    default_timeout: int = 10
    max_execute_at_once: int = -1
    num_executors: int = 4
    log_freq: int = 1000
    buffer_size: int = 100
    display_write_progress: bool = False
    write_log_freq: int = 100_000

    def __post_init__(self) -> None:
        if self.num_workers < 1:
            self.num_workers = os.cpu_count() or 1
        logger.info("%d programs at a time", self.num_workers)

    @property
    def batched(self) -> bool:
        """Whether predictions were to be handed over in batches."""
        return self.batch_size > 1
