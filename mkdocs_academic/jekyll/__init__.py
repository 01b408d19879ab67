"""What academic Jekyll pages are written in: Liquid, kramdown's dialect, Jekyll's data files and addresses."""
