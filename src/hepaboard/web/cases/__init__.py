"""Cases and their versions; the pages that list, make and edit them."""
