"""The workbench under load: a whole board at work at the same time, over loopback."""

from hepaboard.bench.board.run import board_bench

__all__ = ["board_bench"]
