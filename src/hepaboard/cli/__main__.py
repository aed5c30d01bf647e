"""python -m hepaboard.cli"""

from hepaboard.cli import main

main()
