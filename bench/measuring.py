"""Whole-process measurements: wall time and peak memory of commands, in turn, as medians."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians of several runs of one command, and the times of each."""

    seconds: float
    peak_mb: float
    times: tuple[float, ...]


def run_once(command: Sequence[str]) -> tuple[float, float]:
    """Run a command and return its wall seconds and peak memory in MB; a failing command stops the benchmark."""
    # An installed package is compiled; a checkout is after its warm-up run, unless the environment forbids it.
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=settings)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} exited with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def measure_in_turn(commands: dict[str, Sequence[str]], runs: int, *, warm_up: bool = True) -> dict[str, Measured]:
    """Run the commands in turn, ``runs`` times each after a warm-up, so that drift hits all of them alike."""
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(0 if warm_up else 1, runs + 1):
        for name, command in commands.items():
            once = run_once(command)
            if turn:
                seen[name].append(once)
    return {
        name: Measured(
            statistics.median(seconds for seconds, _ in found),
            statistics.median(peak for _, peak in found),
            tuple(seconds for seconds, _ in found),
        )
        for name, found in seen.items()
    }


def vendorgraph(*arguments: str) -> list[str]:
    """Return the installed command beside this interpreter, with its arguments."""
    script = Path(sys.executable).with_name("vendorgraph")
    if script.exists():
        return [str(script), *arguments]
    return [sys.executable, "-c", "from graph.commands import main; main()", *arguments]
